import type { ErrorCode, Phase } from './codes.ts';

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

  /** @param hints what to do next, by code: used where `init` has no hint of its own. */
  constructor(init: OpusErrorInit, hints: { readonly [code in ErrorCode]?: string } = {}) {
    super(init.message);
    const name = new.target.className;
    hide(this, 'name', name);
    // V8 wrote the header before the name was known.
    if (this.stack?.startsWith('Error') === true) this.stack = name + this.stack.slice('Error'.length);
    const { code } = init;
    this.code = code;
    this.hint = init.hint ?? hints[code] ?? code;
    this.retryable = false;
    this.attempts = 0;
    Object.assign(this, given(init, FIELDS));
    hide(this, LINEAGE, lineage(new.target));
    hide(this, INSPECT, inspected);
  }

  /** Allow-listed fields as plain data. */
  toJSON(): OpusErrorJson {
    const { name, code, message, hint } = this;
    const details = this.details();
    return { name, code, message, hint, ...given(this, FIELDS), ...given(details, Object.keys(details)) };
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

const FIELDS = ['phase', 'workflowId', 'jobExecutionId', 'requestId', 'status', 'retryable', 'attempts'] as const;

/** Those of the fields that have a value. */
function given(from: object, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, Reflect.get(from, field)]).filter(([, value]) => value !== undefined));
}

function hide(error: OpusError, key: PropertyKey, value: unknown): void {
  Object.defineProperty(error, key, { value, configurable: true, writable: true });
}

/** The names of a class and of those it stands on, without what users derive. */
function lineage(leaf: typeof OpusError): readonly string[] {
  const names: string[] = [];
  for (let type = leaf; type.className; type = Object.getPrototypeOf(type))
    if (Object.hasOwn(type, 'className')) names.push(type.className);
  return names;
}
