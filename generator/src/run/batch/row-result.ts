import { ExecuteOutcomeUnknownError, JobFailedError, type OpusError, type OpusErrorJson, type WorkflowResult } from '@opus-codegen/runtime';
import type { Values } from '../runnable.ts';

/**
 * What became of a row: the job completed · the job ended badly · nothing final, and the same command tries again · nobody knows whether it was
 * executed, and a person has to look · it was run before with other values, and is not run with these. The first two stay; the others are replaced
 * when the batch is begun again.
 */
export type RowStatus = 'succeeded' | 'failed' | 'unfinished' | 'unknown' | 'conflict';

/** One line of the results file. */
export type RowResult =
  | (RowHead & { readonly status: 'succeeded' } & Omit<WorkflowResult<Values>, 'status' | 'raw'>)
  | (RowHead & { readonly status: Exclude<RowStatus, 'succeeded'>; readonly jobExecutionId?: string; readonly error: OpusErrorJson });

interface RowHead {
  /** From 1. */
  readonly row: number;
  /** The run key. */
  readonly key: string;
}

export function succeeded(head: RowHead, result: WorkflowResult<Values>): RowResult {
  const { status: _status, raw: _raw, ...kept } = result;
  return { ...head, status: 'succeeded', ...kept };
}

export function notSucceeded(head: RowHead, error: OpusError): RowResult {
  const { jobExecutionId } = error;
  return { ...head, status: statusOf(error), ...(jobExecutionId !== undefined && { jobExecutionId }), error: error.toJSON() };
}

function statusOf(error: OpusError): Exclude<RowStatus, 'succeeded'> {
  if (error instanceof JobFailedError) return 'failed';
  if (error instanceof ExecuteOutcomeUnknownError) return 'unknown';
  return error.code === 'RUN_KEY_CONFLICT' ? 'conflict' : 'unfinished';
}

/** Whether a row is done with: its job has ended, well or not, and the journal says the same. */
export function isFinal(status: RowStatus): boolean {
  return status === 'succeeded' || status === 'failed';
}

const STATUSES: readonly string[] = ['succeeded', 'failed', 'unfinished', 'unknown', 'conflict'] satisfies readonly RowStatus[];

/** What the next run needs of a line. */
export interface WrittenResult {
  readonly row: number;
  readonly key: string;
  readonly status: RowStatus;
  readonly jobExecutionId?: string;
  /** Of the error. */
  readonly code?: string;
  readonly message?: string;
}

/** Reads a line of a results file; `undefined` when it is none. */
export function readResultLine(text: string): WrittenResult | undefined {
  try {
    const { row, key, status, jobExecutionId, error } = JSON.parse(text) as Partial<Record<string, unknown>>; // every field is looked at below
    if (typeof row !== 'number' || typeof key !== 'string' || !isStatus(status)) return undefined;
    const { code, message } = (error ?? {}) as Partial<Record<string, unknown>>; // the same
    return {
      row,
      key,
      status,
      ...(typeof jobExecutionId === 'string' && { jobExecutionId }),
      ...(typeof code === 'string' && { code }),
      ...(typeof message === 'string' && { message }),
    };
  } catch {
    return undefined;
  }
}

function isStatus(status: unknown): status is RowStatus {
  return typeof status === 'string' && STATUSES.includes(status);
}

/** The same of a result that is about to be written. */
export function writtenOf(result: RowResult): WrittenResult {
  const { row, key, status, jobExecutionId } = result;
  const error = result.status === 'succeeded' ? {} : { code: result.error.code, message: result.error.message };
  return { row, key, status, ...(jobExecutionId !== undefined && { jobExecutionId }), ...error };
}
