import { fieldIn } from '../answer-fields.ts';

/** A job's status as this package writes it. The service may send others; they arrive in capitals as they came. */
export type JobStatus =
  'PENDING' | 'IN_PROGRESS' | 'WAITING' | 'COMPLETED' | 'FAILED' | 'CANCELLED' | 'TIMED_OUT' | 'STOPPED' | (string & {});

export type TerminalStatus = 'COMPLETED' | 'FAILED' | 'CANCELLED' | 'TIMED_OUT' | 'STOPPED';

/** One look at a job. */
export interface JobStatusReport {
  readonly status: JobStatus;
  /** The service's own spelling: `"in progress"`. */
  readonly rawStatus: string;
  /** Whether the job has ended, well or not. */
  readonly terminal: boolean;
}

const TERMINAL: ReadonlySet<string> = new Set<TerminalStatus>(['COMPLETED', 'FAILED', 'CANCELLED', 'TIMED_OUT', 'STOPPED']);
/** What only an executed job can be. `PENDING` is no proof: a shell that was never executed says the same. */
const EXECUTING: ReadonlySet<string> = new Set(['IN_PROGRESS', 'RUNNING', 'WAITING']);
const KNOWN: ReadonlySet<string> = new Set([...TERMINAL, ...EXECUTING, 'PENDING', 'UNKNOWN']);

/** Normalises a spelling (operator-api.md §4). Pure. */
export function readStatus(raw: string): JobStatusReport {
  const rawStatus = raw.slice(0, 100);
  const upper = rawStatus
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, '_');
  const status = upper === 'CANCELED' ? 'CANCELLED' : upper;
  return { status, rawStatus, terminal: isTerminal(status) };
}

/** The status in a status answer, or `undefined` when there is none. */
export function statusOf(answer: unknown): JobStatusReport | undefined {
  const status = fieldIn(answer, 'status');
  return typeof status === 'string' && status.trim() !== '' ? readStatus(status) : undefined;
}

export function isTerminal(status: JobStatus): status is TerminalStatus {
  return TERMINAL.has(status);
}

export function provesExecution({ status }: JobStatusReport): boolean {
  return TERMINAL.has(status) || EXECUTING.has(status);
}

export function isKnown({ status }: JobStatusReport): boolean {
  return KNOWN.has(status);
}
