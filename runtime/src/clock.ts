import { onAbort } from './abort.ts';

/** Time and chance, injectable: tests run two hours in a millisecond. */
export interface Clock {
  /** Milliseconds since the epoch, never going backwards. */
  now(): number;
  /** Calls back once after `delayMs` (which may be `Infinity`), and keeps the process alive until then. Returns what cancels it. */
  setTimer(callback: () => void, delayMs: number): () => void;
  /** In [0, 1). */
  random(): number;
}

/** The longest delay a platform timer takes; a longer one fires at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  random: Math.random,
  setTimer(callback, delayMs) {
    let timer: ReturnType<typeof setTimeout>;
    const arm = (remainingMs: number): void => {
      const stepMs = Math.min(Math.max(remainingMs, 0), MAX_TIMER_MS);
      timer = setTimeout(() => (remainingMs > stepMs ? arm(remainingMs - stepMs) : callback()), stepMs);
    };
    arm(delayMs);
    return () => clearTimeout(timer);
  },
};

/** Resolves after `delayMs`, or as soon as the signal is aborted: look at the signal afterwards. Never rejects. */
export function sleep(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancelTimer = clock.setTimer(finish, delayMs);
    const forget = onAbort(signal, finish);
    function finish(): void {
      cancelTimer();
      forget();
      resolve();
    }
  });
}
