import type { Clock } from '../clock.ts';
// Loaded beforehand: a program loads it at its first failure, which takes real time, and the clock here knows none.
import '../aside.ts';

export interface FakeClock extends Clock {
  /** Lets time pass: fires what falls due, in order, and lets everything else settle in between. */
  advance(ms: number): Promise<void>;
  /** Lets as much time pass as the promise needs, and gives what it settles to. Throws when it waits for something that is not time. */
  settle<T>(promise: Promise<T>): Promise<T>;
  readonly pendingTimers: number;
  /** What `random()` answers; 0.5 unless set: no jitter around the middle. */
  chance: number;
}

interface Timer {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** A clock that stands still until it is told otherwise. Starts at 1,000,000 ms. */
export function createFakeClock(): FakeClock {
  const timers = new Set<Timer>();
  let nowMs = 1_000_000;

  const next = (): Timer | undefined =>
    [...timers].filter(({ dueMs }) => dueMs < Infinity).toSorted((one, other) => one.dueMs - other.dueMs)[0];
  const fire = (timer: Timer): void => {
    timers.delete(timer);
    nowMs = Math.max(nowMs, timer.dueMs);
    timer.callback();
  };

  return {
    chance: 0.5,
    now: () => nowMs,
    random() {
      return this.chance;
    },
    setTimer(callback, delayMs) {
      const timer = { callback, dueMs: nowMs + Math.max(0, delayMs) };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    get pendingTimers() {
      return timers.size;
    },
    async advance(ms) {
      const endMs = nowMs + ms;
      await quiet();
      for (let timer = next(); timer !== undefined && timer.dueMs <= endMs; timer = next()) {
        fire(timer);
        await quiet();
      }
      nowMs = endMs;
    },
    async settle(promise) {
      const end = { reached: false };
      let realWaits = 0;
      promise.then(
        () => (end.reached = true),
        () => (end.reached = true),
      );
      for (;;) {
        await quiet();
        if (end.reached) return await promise;
        const timer = next();
        if (timer !== undefined) fire(timer);
        // A file or a module being loaded takes real time.
        else if ((realWaits += 1) <= 400) await new Promise((resolve) => setTimeout(resolve, 5));
        else throw new Error('Nothing is left to wait for, and the promise has not settled.');
      }
    },
  };
}

/** Streams and promises of this process settle within a few turns of the event loop. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
