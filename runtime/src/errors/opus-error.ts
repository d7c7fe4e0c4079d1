import { DEFAULT_HINTS, type ErrorCode, type Phase } from './codes.ts';

/** Marks our errors, so that `instanceof` holds between two copies of this package in one process. */
const LINEAGE: unique symbol = Symbol.for('@opus-codegen/runtime/error-lineage');
const INSPECT: unique symbol = Symbol.for('nodejs.util.inspect.custom');

export interface OpusErrorInit<Code extends ErrorCode = ErrorCode> {
  readonly code: Code;
  readonly message: string;
  /** Default: a general one for the code. */
  readonly hint?: string | undefined;
  readonly phase?: Phase | undefined;
  readonly workflowId?: string | undefined;
  readonly jobExecutionId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly status?: number | string | undefined;
  readonly retryable?: boolean | undefined;
  readonly attempts?: number | undefined;
}

/** What `JSON.stringify(error)` gives: safe to log, never a key, a signature or a file's content. */
export interface OpusErrorJson {
  readonly name: string;
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly [field: string]: unknown;
}

/**
 * The base of every error this package throws (runtime.md, errors).
 *
 * Holds allow-listed fields only. There is never a `cause`: the errors of the HTTP library carry the request, and with it the key.
 */
export class OpusError extends Error {
  /** Written out, because minifiers rename classes. */
  static readonly className: string = 'OpusError';

  readonly code: ErrorCode;
  /** The next step. */
  readonly hint: string;
  declare readonly phase?: Phase;
  declare readonly workflowId?: string;
  /** The remote job, when there is one. It may still be running. */
  declare readonly jobExecutionId?: string;
  /** `x-request-id` of the last answer, for the service's support. */
  declare readonly requestId?: string;
  /** The HTTP status of the last answer; for a {@link JobFailedError} the job's own status. */
  declare readonly status?: number | string;
  /** Whether the same call may succeed later without a change. */
  readonly retryable: boolean;
  /** Requests sent for the call that failed; 0 when none was. */
  readonly attempts: number;

  constructor(init: OpusErrorInit) {
    super(init.message);
    const name = new.target.className;
    Object.defineProperty(this, 'name', { value: name, configurable: true, writable: true });
    // V8 wrote the header before the name was known.
    if (this.stack?.startsWith('Error') === true) this.stack = name + this.stack.slice('Error'.length);
    this.code = init.code;
    this.hint = init.hint ?? DEFAULT_HINTS[init.code];
    if (init.phase !== undefined) this.phase = init.phase;
    if (init.workflowId !== undefined) this.workflowId = init.workflowId;
    if (init.jobExecutionId !== undefined) this.jobExecutionId = init.jobExecutionId;
    if (init.requestId !== undefined) this.requestId = init.requestId;
    if (init.status !== undefined) this.status = init.status;
    this.retryable = init.retryable ?? false;
    this.attempts = init.attempts ?? 0;
    Object.defineProperty(this, LINEAGE, { value: lineage(new.target) });
    Object.defineProperty(this, INSPECT, { value: inspected });
  }

  /** Allow-listed fields as plain data. */
  toJSON(): OpusErrorJson {
    const { name, code, message, hint, phase, workflowId, jobExecutionId, requestId, status, retryable, attempts } = this;
    const all = { name, code, message, hint, phase, workflowId, jobExecutionId, requestId, status, retryable, attempts, ...this.details() };
    return withoutUndefined(all);
  }

  /** The fields a subclass adds to {@link toJSON} and to what is printed. */
  protected details(): Readonly<Record<string, unknown>> {
    return {};
  }

  /** Those of them that are not printed, because the message lists them line by line. */
  protected toldInMessage(): readonly string[] {
    return [];
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // A user's own subclass has no name on our list: the ordinary question is right for it.
    if (!Object.hasOwn(this, 'className')) return Function.prototype[Symbol.hasInstance].call(this, value);
    if (typeof value !== 'object' || value === null || !(LINEAGE in value)) return false;
    return Array.isArray(value[LINEAGE]) && value[LINEAGE].includes(this.className);
  }
}

/** What Node prints: the stack and the allow-listed fields, never what else may hang on the object. */
function inspected(this: OpusError, depth: number, options: object, inspect?: (value: unknown, options: object) => string): string {
  const { name, message, ...fields } = this.toJSON();
  if (depth < 0 || inspect === undefined) return `[${name}: ${message}]`;
  const shown = Object.entries(fields).filter(([field]) => !this.toldInMessage().includes(field));
  return `${this.stack ?? `${name}: ${message}`} ${inspect(Object.fromEntries(shown), options)}`;
}

function lineage(leaf: typeof OpusError): readonly string[] {
  const names: string[] = [];
  for (let type: unknown = leaf; typeof type === 'function'; type = Object.getPrototypeOf(type)) {
    if (Object.hasOwn(type, 'className') && 'className' in type) names.push(String(type.className));
  }
  return names;
}

function withoutUndefined<T extends object>(fields: T): T {
  // The cast holds because only keys without a value go.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
