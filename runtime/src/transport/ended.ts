import type { Failure } from './outcome.ts';

/** The caller gave up. */
export const ABORTED: Failure = { kind: 'final', code: 'ABORTED', detail: 'was aborted' };

/** The caller gave up before anything left. */
export const NEVER_SENT: Failure = { ...ABORTED, unsent: true };

export const TIMED_OUT: Failure = { kind: 'ambiguous', code: 'REQUEST_TIMEOUT', detail: 'got no answer in time' };
