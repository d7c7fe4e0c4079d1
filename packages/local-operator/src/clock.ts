/** Where the operator takes the time from: job progress, URL expiry and timestamps follow it, so a test may move it by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
