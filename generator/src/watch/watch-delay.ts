/** Faster than this, many that watch would be a burden to the service. */
export const LEAST_INTERVAL_SECONDS = 10;
export const DEFAULT_INTERVAL_SECONDS = 60;
export const MOST_INTERVAL_SECONDS = 86_400;

const MOST_AFTER_FAILURES_MS = 15 * 60_000;
/** A tenth more or less, so that those that were started together do not ask together. */
const SPREAD = 0.1;

export interface WatchDelay {
  readonly intervalMs: number;
  /** How many times in a row nobody could look. */
  readonly failures: number;
  /** From 0 up to 1. */
  readonly chance: number;
}

/** How long it takes until the service is asked again: the interval, twice as long after each failure, up to a quarter of an hour. Pure. */
export function watchDelayMs({ intervalMs, failures, chance }: WatchDelay): number {
  const grownMs = Math.min(intervalMs * 2 ** failures, Math.max(intervalMs, MOST_AFTER_FAILURES_MS));
  return Math.max(LEAST_INTERVAL_SECONDS * 1_000, Math.round(grownMs * (1 - SPREAD + 2 * SPREAD * chance)));
}
