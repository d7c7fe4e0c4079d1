import type { Clock } from '@opus-codegen/runtime';

/** A clock that jumps from one timer to the next, with chances that are the same at every run. */
export interface SimulatedClock extends Clock {
  /** Lets so much time pass. */
  advance(durationMs: number): Promise<void>;
  /** Lets as much time pass as the promise needs. */
  settle<T>(promise: Promise<T>): Promise<T>;
}

interface Timer {
  readonly dueMs: number;
  readonly callback: () => void;
}

export function createSimulatedClock(seed: number): SimulatedClock {
  const timers = new Set<Timer>();
  // Neighbouring seeds must not begin alike.
  let [nowMs, state] = [0, Math.imul(seed, 0x9e3779b1) >>> 0];

  const next = (): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) if (first === undefined || timer.dueMs < first.dueMs) first = timer;
    return first;
  };
  const fire = (timer: Timer): void => {
    timers.delete(timer);
    nowMs = Math.max(nowMs, timer.dueMs);
    timer.callback();
  };

  return {
    now: () => nowMs,
    // A linear congruence of 32 bits: chance enough for a jitter.
    random: () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32,
    setTimer(callback, delayMs) {
      if (delayMs === Infinity) return () => {};
      const timer = { callback, dueMs: nowMs + Math.max(0, delayMs) };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(durationMs) {
      const endMs = nowMs + durationMs;
      await quiet();
      for (let timer = next(); timer !== undefined && timer.dueMs <= endMs; timer = next()) {
        fire(timer);
        await quiet();
      }
      nowMs = endMs;
    },
    async settle(promise) {
      let settled = false;
      const end = (): void => void (settled = true);
      promise.then(end, end);
      for (;;) {
        await quiet();
        if (settled) return await promise;
        const timer = next();
        // Nothing to wait for but a module that is being loaded.
        if (timer === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
        else fire(timer);
      }
    },
  };
}

/** Promises and streams of this process settle within a few turns of the event loop. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
