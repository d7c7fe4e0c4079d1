import type { OpusError } from '../errors/opus-error.ts';
import { errorOf } from '../transport/failure-error.ts';
import type { Failure, Outcome } from '../transport/outcome.ts';
import type { Observations } from './observations.ts';
import { observe } from './observe.ts';
import type { WatchRequest } from './poller.ts';

export interface MissedLook {
  readonly observations: Observations;
  /** Why there is no use in looking again. */
  readonly error?: OpusError;
  /** When the service wants to be asked again. */
  readonly hintMs?: number | undefined;
}

/** What a look that showed no status means for the waiting. Pure. */
export function missedLook(before: Observations, outcome: Outcome, nowMs: number, request: WatchRequest): MissedLook {
  const [observations, look] = observe(before, outcome, nowMs);
  if (look.kind === 'seen') return { observations };
  const { jobExecutionId, workflowId, deadlineMs } = request;
  const errorFor = (failure: Failure): OpusError =>
    errorOf(failure, { call: 'status', attempts: observations.looks, workflowId, jobExecutionId });
  const { failure } = look;
  const { hintMs } = failure;
  if (look.kind === 'givenUp') return { observations, error: errorFor(failure) };
  if (hintMs !== undefined && nowMs + hintMs > deadlineMs) return { observations, error: errorFor({ ...failure, code: 'RATE_LIMITED' }) };
  return { observations, hintMs };
}
