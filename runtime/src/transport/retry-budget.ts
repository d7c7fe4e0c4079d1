import type { Clock } from '../clock.ts';

/** A token bucket for the whole client: in an outage, retries of a thousand runs leave at this rate and no faster. */
export interface RetryBudget {
  /** Takes a token and says how long to wait until it is valid, in milliseconds. */
  take(): number;
}

export function createRetryBudget(clock: Clock, capacity = 50, perSecond = 10): RetryBudget {
  let tokens = capacity;
  let countedAtMs = clock.now();
  return {
    take() {
      const nowMs = clock.now();
      tokens = Math.min(capacity, tokens + ((nowMs - countedAtMs) * perSecond) / 1000);
      countedAtMs = nowMs;
      // Below zero is a token of the future: whoever takes it waits for it.
      tokens -= 1;
      return tokens >= 0 ? 0 : (-tokens * 1000) / perSecond;
    },
  };
}
