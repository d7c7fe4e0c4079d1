import { fieldIn } from '../answer-fields.ts';

/** A job's status as this package writes it. The service may send others; they arrive in capitals, with `_` for blanks and the like. */
export type JobStatus =
  'PENDING' | 'IN_PROGRESS' | 'WAITING' | 'COMPLETED' | 'FAILED' | 'CANCELLED' | 'TIMED_OUT' | 'STOPPED' | (string & {});

/** One look at a job. */
export interface JobStatusReport {
  readonly status: JobStatus;
  /** The service's own spelling: `"in progress"`. */
  readonly rawStatus: string;
  /** Whether the job has ended, well or not. */
  readonly terminal: boolean;
}

/** The known ones, and whether the job has ended, is being executed, or may be a shell that never was. */
const STATUSES: { readonly [status: string]: 'ended' | 'executing' | 'unclear' } = {
  COMPLETED: 'ended',
  FAILED: 'ended',
  CANCELLED: 'ended',
  TIMED_OUT: 'ended',
  STOPPED: 'ended',
  IN_PROGRESS: 'executing',
  RUNNING: 'executing',
  WAITING: 'executing',
  PENDING: 'unclear',
  UNKNOWN: 'unclear',
};

/** Normalises a spelling (operator-api.md §4), for messages as well: control characters could rewrite a terminal. Pure. */
export function readStatus(raw: string): JobStatusReport {
  const rawStatus = raw.slice(0, 100);
  const upper = rawStatus
    .trim()
    .toUpperCase()
    .replaceAll(/[\s\p{C}-]+/gu, '_');
  const status = upper === 'CANCELED' ? 'CANCELLED' : upper;
  return { status, rawStatus, terminal: STATUSES[status] === 'ended' };
}

/** The status in a status answer, or `undefined` when there is none. */
export function statusOf(answer: unknown): JobStatusReport | undefined {
  const status = fieldIn(answer, 'status');
  return typeof status === 'string' && status.trim() !== '' ? readStatus(status) : undefined;
}

/** What the status says of the job; `undefined` for one that this package does not know. Capitals are no names that objects inherit. */
export function stageOf({ status }: JobStatusReport): (typeof STATUSES)[string] | undefined {
  return STATUSES[status];
}
