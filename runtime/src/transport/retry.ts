import { sleep, type Clock } from '../clock.ts';
import type { CallName } from '../events.ts';
import type { CallContext } from '../operator/calls.ts';
import { backoffMs } from './backoff.ts';
import { errorOf } from './failure-error.ts';
import { classifyFailure, type Accepted, type Failure, type Outcome } from './outcome.ts';
import type { RetryBudget } from './retry-budget.ts';

/** How often each kind of failure is tried again. `max`: as often as the client allows. */
type Rule = { readonly [kind in Exclude<Failure['kind'], 'final'>]: number | 'max' };

const EVERY: Rule = { notSent: 'max', refused: 'max', ambiguous: 'max' };
const NEVER: Rule = { notSent: 0, refused: 0, ambiguous: 0 };

/** runtime.md, "Retry, by endpoint", as data. `status` and `put` have their own loops (the poller, the upload). */
export const RETRY_RULES: { readonly [call in CallName]: Rule } = {
  workflow: EVERY,
  fileUpload: EVERY,
  results: EVERY,
  // A shell runs nothing, so one duplicate is harmless; two would be litter.
  initiate: { notSent: 'max', refused: 'max', ambiguous: 1 },
  // A second execute may run and bill twice.
  execute: { notSent: 'max', refused: 'max', ambiguous: 0 },
  audit: { notSent: 1, refused: 1, ambiguous: 1 },
  put: EVERY,
  status: NEVER,
};

/** Failures of one call so far, by kind. */
export type Tally = { readonly [kind in Exclude<Failure['kind'], 'final'>]: number };

/** Whether to try again after `failure`, which is already counted in the tally. Pure. */
export function mayRetry(call: CallName, failure: Failure, tally: Tally, maxRetries: number): boolean {
  if (failure.kind === 'final') return false;
  const allowed = RETRY_RULES[call][failure.kind];
  const total = tally.notSent + tally.refused + tally.ambiguous;
  return tally[failure.kind] <= (allowed === 'max' ? maxRetries : allowed) && total <= maxRetries;
}

export interface Retrier {
  /** Sends until accepted. Rejects with the error of the last failure. */
  run(call: CallName, send: (attempt: number) => Promise<Outcome>, context: RetryContext): Promise<Accepted>;
  /** Waits the delay that is due, or rejects. */
  pause(call: CallName, attempt: number, failure: Failure, context: RetryContext): Promise<void>;
}

export interface RetryContext extends CallContext {
  /** Told just before the same request is sent again. */
  readonly onRetry?: ((failure: Failure) => void) | undefined;
  /** A better hint for the error than the code's own. */
  readonly hintFor?: ((failure: Failure) => string | undefined) | undefined;
}

export function createRetrier(clock: Clock, budget: RetryBudget, maxRetries: number): Retrier {
  const pause = async (call: CallName, attempt: number, failure: Failure, context: RetryContext): Promise<void> => {
    const { signal, deadlineMs = Infinity, events, workflowId, jobExecutionId } = context;
    const delayMs = Math.max(backoffMs(attempt, failure.hintMs, clock.random()), budget.take());
    if (clock.now() + delayMs > deadlineMs) {
      const hinted = (failure.hintMs ?? 0) > 0;
      throw errorOf(hinted ? { ...failure, code: 'RATE_LIMITED' } : failure, { call, attempts: attempt, ...context });
    }
    const status = failure.status === undefined ? {} : { status: failure.status };
    const job = jobExecutionId === undefined ? {} : { jobExecutionId };
    events?.mention({ type: 'retry', call, reason: failure.code, attempt, delayMs, ...status, ...job });
    await sleep(clock, delayMs, signal);
    if (signal?.aborted === true) {
      throw errorOf({ ...classifyFailure(undefined, 'aborted'), unsent: true }, { call, attempts: attempt, workflowId, jobExecutionId });
    }
  };

  return {
    pause,
    async run(call, send, context) {
      const tally = { notSent: 0, refused: 0, ambiguous: 0 };
      for (let attempt = 1; ; attempt += 1) {
        const outcome = await send(attempt);
        if (outcome.kind === 'accepted') return outcome;
        if (outcome.kind !== 'final') tally[outcome.kind] += 1;
        if (!mayRetry(call, outcome, tally, maxRetries)) {
          throw errorOf(outcome, { call, attempts: attempt, ...context, hint: context.hintFor?.(outcome) });
        }
        await pause(call, attempt, outcome, context);
        context.onRetry?.(outcome);
      }
    },
  };
}
