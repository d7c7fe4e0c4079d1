import type { Clock } from '@opus-codegen/runtime';
import type { Wire } from './wire.ts';

/** A clock that jumps to its next timer whenever nothing else can happen any more. */
export interface IdleClock extends Clock {
  readonly elapsedMs: number;
  /** Timers that are set for a later moment than this one. */
  readonly pendingTimers: number;
  /** Resolves once everything is done that belongs to this moment. */
  rest(): Promise<void>;
  /** Calls back at that moment after the start. */
  at(elapsedMs: number, callback: () => void): void;
}

interface Timer {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** Turns of the event loop without any news that count as silence: promises and streams of this process need one or two. */
const SILENT_TURNS = 6;
const START_MS = Date.UTC(2026, 2, 31, 9);

/**
 * Hours pass at once, in their order, and a time limit never races with the loopback: as long as the wire expects an answer, time stands still.
 * No jitter: `random()` is 0.5.
 */
export function createIdleClock(wire: Pick<Wire, 'expected' | 'activity'>): IdleClock {
  const timers = new Set<Timer>();
  let nowMs = START_MS;
  let running = false;

  const next = (): Timer | undefined => [...timers].toSorted((one, other) => one.dueMs - other.dueMs)[0];

  const silence = async (): Promise<void> => {
    let seen = wire.activity;
    for (let silent = 0; silent < SILENT_TURNS; silent += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (wire.expected > 0 || wire.activity !== seen || readingFiles()) silent = 0;
      seen = wire.activity;
    }
  };

  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    while (timers.size > 0) {
      await silence();
      const timer = next();
      if (timer === undefined) break;
      timers.delete(timer);
      nowMs = Math.max(nowMs, timer.dueMs);
      timer.callback();
    }
    running = false;
  };

  const setTimer = (callback: () => void, delayMs: number): (() => void) => {
    if (delayMs === Infinity) return () => {};
    const timer = { callback, dueMs: nowMs + Math.max(0, delayMs) };
    timers.add(timer);
    void run();
    return () => timers.delete(timer);
  };

  return {
    now: () => nowMs,
    random: () => 0.5,
    setTimer,
    get elapsedMs() {
      return nowMs - START_MS;
    },
    get pendingTimers() {
      return [...timers].filter(({ dueMs }) => dueMs > nowMs).length;
    },
    rest: async () => {
      do await silence();
      while ([...timers].some(({ dueMs }) => dueMs <= nowMs));
    },
    at: (elapsedMs, callback) => void setTimer(callback, START_MS + elapsedMs - nowMs),
  };
}

/** Files are read in threads of their own, which the event loop shows only here. */
function readingFiles(): boolean {
  return process.getActiveResourcesInfo().some((resource) => resource.startsWith('FSReq'));
}
