import type { ApiErrorCode, NetworkErrorCode } from '../errors/codes.ts';

/** What one attempt at a request came to (runtime.md, retry). */
export type Outcome = Accepted | Failure;

export interface Accepted {
  readonly kind: 'accepted';
  readonly status: number;
  /** Parsed; `undefined` for an empty body. */
  readonly json: unknown;
  readonly requestId?: string;
}

/**
 * `notSent`: the service never saw it · `refused`: it saw it and did nothing, and says try later · `ambiguous`: it may have acted ·
 * `final`: it said no, or the caller gave up.
 */
export interface Failure {
  readonly kind: 'notSent' | 'refused' | 'ambiguous' | 'final';
  readonly code: ApiErrorCode | NetworkErrorCode | 'REQUEST_TIMEOUT' | 'ABORTED';
  /** What happened, in words, without secrets: `answered 502`, `ECONNREFUSED`. */
  readonly detail: string;
  readonly status?: number;
  /** The service's wish (`Retry-After`, or in the body), at most 60 s. 0 is a value. */
  readonly hintMs?: number;
  readonly requestId?: string;
  /** At most 8 kB, redacted. */
  readonly body?: string;
}
