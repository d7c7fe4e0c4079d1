import { keyHint } from './key-hint.ts';
import { sleep, type Clock } from '../clock.ts';
import type { CallName } from '../events.ts';
import type { CallContext, RetryQuestion } from '../operator/calls.ts';
import { backoffMs } from './backoff.ts';
import { errorOf } from './failure-error.ts';
import { NEVER_SENT } from './ended.ts';
import type { Accepted, Failure, Outcome } from './outcome.ts';
import { createRetryBudget } from './retry-budget.ts';

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
  /** Waits the delay that is due before an upload or a look is tried again; rejects with the failure's error when there may be no other. */
  beforeRetry(question: RetryQuestion, context: RetryContext): Promise<void>;
}

export interface RetryContext extends CallContext {
  /** Told what each attempt came to. */
  readonly onOutcome?: ((outcome: Outcome) => void) | undefined;
}

export interface RetrySettings {
  readonly clock: Clock;
  readonly maxRetries: number;
  /** As it was passed: what looks wrong about it is shown when the service refuses it. */
  readonly givenKey?: string | undefined;
}

/** One a client: all its retries leave at the rate of one budget. */
export function createRetrier({ clock, maxRetries, givenKey = '' }: RetrySettings): Retrier {
  const budget = createRetryBudget(clock);
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
    if (signal?.aborted === true) throw errorOf(NEVER_SENT, { call, attempts: attempt, workflowId, jobExecutionId });
  };

  return {
    async beforeRetry({ call, attempt, outcome }, context) {
      if (outcome.kind === 'final' || attempt > maxRetries) throw errorOf(outcome, { call, attempts: attempt, ...context });
      await pause(call, attempt, outcome, context);
    },
    async run(call, send, context) {
      const tally = { notSent: 0, refused: 0, ambiguous: 0 };
      for (let attempt = 1; ; attempt += 1) {
        const sent = await send(attempt);
        if (sent.kind === 'accepted') return sent;
        // Where there are no results, there are none yet.
        if (call === 'results' && (sent.status === 404 || sent.status === 409)) return { kind: 'accepted', status: 202, json: undefined };
        const retired = isRetired(sent);
        // Certain, though it comes as a 500: asking again gives the same (operator-api.md §2).
        const outcome: Failure = retired && call === 'workflow' ? { ...sent, kind: 'final' } : sent;
        if (outcome.kind !== 'final') tally[outcome.kind] += 1;
        if (!mayRetry(call, outcome, tally, maxRetries)) {
          const hint = retired ? RETIRED_HINT : outcome.code === 'UNAUTHORIZED' ? keyHint(givenKey) : undefined;
          throw errorOf(outcome, { call, attempts: attempt, ...context, hint });
        }
        await pause(call, attempt, outcome, context);
        if (call === 'initiate' && outcome.kind === 'ambiguous') {
          context.events?.mention({ type: 'initiate.maybeDuplicated', reason: outcome.code });
        }
      }
    },
  };
}

const RETIRED_HINT = 'Open the workflow in the canvas, publish it, and use its new id.';

function isRetired({ body }: Failure): boolean {
  return body?.includes('no longer supported') === true;
}
