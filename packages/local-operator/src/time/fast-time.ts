/** A clock as `createOpusClient` takes it. Structural: this package does not import the runtime. */
export interface ClientClock {
  /** Milliseconds since 1970, never going backwards. */
  now(): number;
  /** Calls back once after the delay, unless the function it gives back is called before. */
  setTimer(callback: () => void, delayMs: number): () => void;
  /** From 0 up to 1, for jitter. */
  random(): number;
}

/** A clock for the waiting between requests, and the `fetch` that tells it when a request is under way. */
export interface FastTime {
  readonly clock: ClientClock;
  readonly fetch: typeof fetch;
}

/** As much time passes at one turn of the event loop, and no more however late the turn comes: a busy machine must not run into time limits. */
const STEP_MS = 1_000;

interface Timer {
  readonly dueMs: number;
  readonly callback: () => void;
}

// Taken when this module is loaded: fake timers that a test installs later must not stop the time here.
const { setTimeout, performance } = globalThis;

/**
 * Time that flies only where nothing happens: between requests a second passes in about a millisecond, in the order of the timers; while a request
 * is under way time is real, so that no time limit races with a local answer.
 */
export function createFastTime(): FastTime {
  const timers = new Set<Timer>();
  let nowMs = Date.now();
  let requests = 0;
  let lookedAtMs = performance.now();
  let isTicking = false;

  const tick = (): void => {
    isTicking = false;
    const passedMs = performance.now() - lookedAtMs;
    lookedAtMs += passedMs;
    const next = earliest(timers);
    if (next === undefined) return;
    // Never past the next timer: what it does may change what comes after it.
    nowMs = Math.max(nowMs, Math.min(next.dueMs, nowMs + (requests > 0 ? passedMs : STEP_MS)));
    if (next.dueMs <= nowMs) timers.delete(next);
    schedule();
    if (next.dueMs <= nowMs) next.callback();
  };
  const schedule = (): void => {
    if (isTicking || timers.size === 0) return;
    isTicking = true;
    setTimeout(tick, 1);
  };

  return {
    clock: {
      now: () => nowMs,
      random: () => 0.5,
      setTimer(callback, delayMs) {
        if (delayMs === Infinity) return () => undefined;
        const timer = { callback, dueMs: nowMs + Math.max(delayMs, 0) };
        timers.add(timer);
        if (!isTicking) lookedAtMs = performance.now();
        schedule();
        return () => timers.delete(timer);
      },
    },
    fetch: async (input, init) => {
      requests += 1;
      try {
        return await globalThis.fetch(input, init);
      } finally {
        requests -= 1;
      }
    },
  };
}

function earliest(timers: ReadonlySet<Timer>): Timer | undefined {
  let first: Timer | undefined;
  for (const timer of timers) if (first === undefined || timer.dueMs < first.dueMs) first = timer;
  return first;
}
