import type {
  ApiErrorCode,
  InputErrorCode,
  JobFailedErrorCode,
  JournalErrorCode,
  NetworkErrorCode,
  ResultErrorCode,
  SchemaDriftErrorCode,
  UploadErrorCode,
} from './codes.ts';
import { RUN_HINTS } from './hints.ts';
import type { InputIssue } from '../input/issue.ts';
import type { AuditReport, FailedNode } from '../results/audit.ts';
import { OpusError, type OpusErrorInit } from './opus-error.ts';

/** The input does not fit the workflow. Every issue is listed; no job was created. */
export class InputError extends OpusError {
  static override readonly className: string = 'InputError';
  declare readonly code: InputErrorCode;
  readonly issues: readonly InputIssue[];
  constructor(init: OpusErrorInit<InputErrorCode> & { readonly issues: readonly InputIssue[] }) {
    super({ phase: 'validate', ...init }, RUN_HINTS);
    this.issues = init.issues;
  }
  protected override details(): Readonly<Record<string, unknown>> {
    return { issues: this.issues };
  }
  protected override toldInMessage(): readonly string[] {
    return ['issues'];
  }
}

/** One difference between the schema the code was generated from and the live one (drift.md), in the words of `opus-codegen check`. */
export interface SchemaChange {
  readonly rule: string;
  readonly level: 'breaking' | 'warning' | 'info';
  /** `invoice.inputs.lines[].sku`: names of the generated types. What is new stands under the name it would get, or under its label. */
  readonly place: string;
  /** What happened, as a whole sentence that stands alone. */
  readonly message: string;
  /** What to do about it in code. */
  readonly hint: string;
}

/** The live workflow no longer takes these values (drift.md). Nothing was created, nothing uploaded. */
export class SchemaDriftError extends OpusError {
  static override readonly className: string = 'SchemaDriftError';
  declare readonly code: SchemaDriftErrorCode;
  readonly changes: readonly SchemaChange[];
  constructor(init: OpusErrorInit<SchemaDriftErrorCode> & { readonly changes: readonly SchemaChange[] }) {
    super({ phase: 'schema', ...init }, RUN_HINTS);
    this.changes = init.changes;
  }
  protected override details(): Readonly<Record<string, unknown>> {
    return { changes: this.changes };
  }
  protected override toldInMessage(): readonly string[] {
    return ['changes'];
  }
}

/** The service answered, and it was no yes (operator-api.md §6). */
export class ApiError extends OpusError {
  static override readonly className: string = 'ApiError';
  declare readonly code: ApiErrorCode;
  declare readonly status?: number;
  /** The beginning of the answer, at most 8 kB, without keys and signatures. */
  declare readonly body?: string;
  constructor(init: OpusErrorInit<ApiErrorCode> & { readonly status?: number | undefined; readonly body?: string | undefined }) {
    super(init, RUN_HINTS);
    if (init.body !== undefined) this.body = init.body;
  }
  protected override details(): Readonly<Record<string, unknown>> {
    return { body: this.body };
  }
}

/** No answer: the connection failed or broke. */
export class NetworkError extends OpusError {
  static override readonly className: string = 'NetworkError';
  declare readonly code: NetworkErrorCode;
  constructor(init: OpusErrorInit<NetworkErrorCode>) {
    super({ retryable: init.code !== 'TLS_FAILED', ...init }, RUN_HINTS);
  }
}

/** One **request** got no answer in `requestTimeoutMs`. What it asked for may have happened remotely. */
export class RequestTimeoutError extends OpusError {
  static override readonly className: string = 'RequestTimeoutError';
  declare readonly code: 'REQUEST_TIMEOUT';
  constructor(init: OpusErrorInit<'REQUEST_TIMEOUT'>) {
    super({ retryable: true, ...init }, RUN_HINTS);
  }
}

/** **Waiting** ended after `waitTimeoutMs`. The remote job goes on; resume it by `jobExecutionId`. */
export class WaitTimeoutError extends OpusError {
  static override readonly className: string = 'WaitTimeoutError';
  declare readonly code: 'WAIT_TIMEOUT';
  /** What the looks at the job gave: `{ IN_PROGRESS: 37, 'HTTP 502': 2 }`. */
  readonly observed: Readonly<Record<string, number>>;
  constructor(init: OpusErrorInit<'WAIT_TIMEOUT'> & { readonly observed: Readonly<Record<string, number>> }) {
    super({ phase: 'wait', ...init }, RUN_HINTS);
    this.observed = init.observed;
  }
  protected override details(): Readonly<Record<string, unknown>> {
    return { observed: this.observed };
  }
}

/** The storage did not take a file (operator-api.md §5). The job exists and was not executed: it runs nothing. */
export class UploadError extends OpusError {
  static override readonly className: string = 'UploadError';
  declare readonly code: UploadErrorCode;
  constructor(init: OpusErrorInit<UploadErrorCode>) {
    super({ phase: 'upload', ...init }, RUN_HINTS);
  }
}

/** Execute was sent and its answer lost; the status told nothing either. It is never sent again blindly: that could run and bill twice. */
export class ExecuteOutcomeUnknownError extends OpusError {
  static override readonly className: string = 'ExecuteOutcomeUnknownError';
  declare readonly code: 'EXECUTE_OUTCOME_UNKNOWN';
  declare readonly jobExecutionId: string;
  constructor(init: OpusErrorInit<'EXECUTE_OUTCOME_UNKNOWN'> & { readonly jobExecutionId: string }) {
    super({ phase: 'execute', ...init }, RUN_HINTS);
  }
}

/** The job ended, and not well. */
export class JobFailedError extends OpusError {
  static override readonly className: string = 'JobFailedError';
  declare readonly code: JobFailedErrorCode;
  declare readonly jobExecutionId: string;
  /** The job's status as normalised: `FAILED`, `CANCELLED`, `TIMED_OUT` … */
  declare readonly status: string;
  /** The nodes that failed, as far as the audit told. */
  readonly failedNodes: readonly FailedNode[];
  // Behind an accessor, so that no printer shows it.
  readonly #audit: AuditReport | undefined;
  constructor(
    init: OpusErrorInit<JobFailedErrorCode> & {
      readonly jobExecutionId: string;
      readonly status: string;
      readonly failedNodes: readonly FailedNode[];
      readonly audit?: AuditReport | undefined;
    },
  ) {
    super({ phase: 'wait', ...init }, RUN_HINTS);
    this.failedNodes = init.failedNodes;
    this.#audit = init.audit;
  }
  /** What the audit said, when it could be read. Not printed and not in JSON: it may hold files and personal data. */
  get audit(): AuditReport | undefined {
    return this.#audit;
  }
  protected override details(): Readonly<Record<string, unknown>> {
    return { failedNodes: this.failedNodes };
  }
}

/** The job completed, and its results cannot be had or not be read. */
export class ResultError extends OpusError {
  static override readonly className: string = 'ResultError';
  declare readonly code: ResultErrorCode;
  constructor(init: OpusErrorInit<ResultErrorCode>) {
    super({ phase: 'results', ...init }, RUN_HINTS);
  }
}

/** The caller's signal ended the wait. Nothing remote was stopped by it. */
export class AbortedError extends OpusError {
  static override readonly className: string = 'AbortedError';
  declare readonly code: 'ABORTED';
  /** Whether the job was executed before: `unknown` when the abort hit the request itself. */
  readonly executed: 'no' | 'unknown' | 'yes';
  constructor(init: OpusErrorInit<'ABORTED'> & { readonly executed: 'no' | 'unknown' | 'yes' }) {
    super(init, RUN_HINTS);
    this.executed = init.executed;
  }
  protected override details(): Readonly<Record<string, unknown>> {
    return { executed: this.executed };
  }
}

/** The journal of a map failed or holds something else under the same key. */
export class JournalError extends OpusError {
  static override readonly className: string = 'JournalError';
  declare readonly code: JournalErrorCode;
  constructor(init: OpusErrorInit<JournalErrorCode>) {
    super({ phase: 'journal', ...init }, RUN_HINTS);
  }
}
