import { onAbort } from '../abort.ts';
import type { Clock } from '../clock.ts';
import { aborted, asideIfAny, asideOr } from '../load-aside.ts';
import type { OperatorCalls } from '../operator/calls.ts';
import { nextLookMs } from './next-look.ts';
import { counted, NOTHING_OBSERVED, type Observations } from './observations.ts';
import { statusOf, type JobStatusReport } from './status.ts';

export interface WatchRequest {
  readonly jobExecutionId: string;
  readonly workflowId: string;
  /** Epoch ms, or `Infinity`. */
  readonly deadlineMs: number;
  readonly waitTimeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Whether to look at once, or after the first delay: a job just executed is never done. */
  readonly lookNow: boolean;
  /** Told of every look that showed a status. May take its time; the next look waits for it. */
  readonly onLook?: ((report: JobStatusReport) => void | Promise<void>) | undefined;
}

/** Looks at all jobs of one client, never more often than it may, the most overdue first. */
export interface Poller {
  /** Resolves to the terminal status. @throws {WaitTimeoutError} @throws {AbortedError} @throws {ApiError} */
  watch(request: WatchRequest): Promise<JobStatusReport>;
  /** Looks soon at the job of that id, or at all of them; tells whether any was waited for. */
  wake(jobExecutionId?: string): boolean;
}

interface Watch {
  readonly request: WatchRequest;
  readonly startedAtMs: number;
  observations: Observations;
  dueMs: number;
  /** Before this no call back makes it look. */
  wakesFromMs: number;
  /** A look is on its way. */
  looking: boolean;
  /** What the watch ends with may take a moment longer than the watch itself. */
  readonly resolve: (end: JobStatusReport | Promise<never>) => void;
  /** Stops listening to the caller's signal. */
  forget?: () => void;
}

/** A call back from outside may bring a look forward, but not closer to the one before than this: anybody can call. */
const WAKE_DISTANCE_MS = 1_000;

export interface PollerSettings {
  readonly calls: Pick<OperatorCalls, 'status'>;
  readonly clock: Clock;
  readonly looksPerSecond: number;
  readonly requestTimeoutMs: number;
}

export function createPoller({ calls, clock, looksPerSecond, requestTimeoutMs }: PollerSettings): Poller {
  const watches = new Set<Watch>();
  const distanceMs = 1000 / looksPerSecond;
  let nextSlotMs = 0;
  let wakesAtMs = Infinity;
  let cancelTimer: (() => void) | undefined;

  /** Whether it was waited for until now. */
  const leave = (watch: Watch): boolean => {
    watch.forget?.();
    return watches.delete(watch);
  };

  /** When there is something to do for it: to look, as soon as that is due and allowed, or to give it up. */
  const actsAtMs = ({ request, looking, dueMs }: Watch): number =>
    Math.min(request.deadlineMs, looking ? Infinity : Math.max(dueMs, nextSlotMs));

  /** Of those that wait for the same moment to be allowed, the most overdue. */
  const soonest = (): Watch | undefined => {
    let next: Watch | undefined;
    for (const watch of watches) {
      const laterMs = next === undefined ? -1 : actsAtMs(watch) - actsAtMs(next) || watch.dueMs - next.dueMs;
      if (laterMs < 0) next = watch;
    }
    return next;
  };

  /** Starts every look that is due and allowed, ends what has waited for too long, and sets the one timer for whatever comes next. */
  const schedule = (): void => {
    cancelTimer?.();
    cancelTimer = undefined;
    wakesAtMs = Infinity;
    for (let next = soonest(); next !== undefined; next = soonest()) {
      const nowMs = clock.now();
      if (next.request.deadlineMs <= nowMs) {
        leave(next);
        next.resolve(timedOut(next));
        continue;
      }
      if (actsAtMs(next) > nowMs) {
        wakesAtMs = actsAtMs(next);
        cancelTimer = clock.setTimer(schedule, wakesAtMs - nowMs);
        return;
      }
      nextSlotMs = nowMs + distanceMs;
      void look(next);
    }
  };

  const leaveAborted = (watch: Watch): void => {
    if (!leave(watch)) return;
    const { jobExecutionId, workflowId } = watch.request;
    watch.resolve(aborted({ phase: 'wait', executed: 'yes', workflowId, jobExecutionId, attempts: watch.observations.looks }));
    if (watches.size === 0) schedule();
  };

  const look = async (watch: Watch): Promise<void> => {
    const { request } = watch;
    const { jobExecutionId, workflowId, signal, deadlineMs } = request;
    watch.looking = true;
    const lookedAtMs = clock.now();
    watch.wakesFromMs = lookedAtMs + WAKE_DISTANCE_MS;
    try {
      const timeoutMs = Math.min(requestTimeoutMs, Math.max(1, deadlineMs - lookedAtMs));
      const outcome = await calls.status({ jobExecutionId, timeoutMs }, { signal, workflowId });
      const nowMs = clock.now();
      const seen = outcome.kind === 'accepted' ? statusOf(outcome.json) : undefined;
      let hintMs: number | undefined;
      if (seen === undefined) {
        // Where it cannot be told what went wrong, the next look may go well.
        const missed = (await asideIfAny())?.missedLook(watch.observations, outcome, nowMs, request);
        if (missed?.error !== undefined) throw missed.error;
        watch.observations = missed?.observations ?? watch.observations;
        hintMs = missed?.hintMs;
        watch.wakesFromMs = Math.max(watch.wakesFromMs, nowMs + (hintMs ?? 0));
      } else {
        watch.observations = counted(watch.observations, seen.status);
        await request.onLook?.(seen);
        if (seen.terminal) return void (leave(watch) && watch.resolve(seen));
      }
      const { startedAtMs } = watch;
      watch.dueMs = nextLookMs({ nowMs: clock.now(), startedAtMs, deadlineMs, status: seen?.status, hintMs, random: clock.random() });
    } catch (error) {
      if (leave(watch)) watch.resolve(Promise.reject(error));
    } finally {
      watch.looking = false;
      schedule();
    }
  };

  return {
    watch(request) {
      return new Promise((resolve) => {
        const { deadlineMs, signal } = request;
        const startedAtMs = clock.now();
        const random = clock.random();
        const first = { nowMs: startedAtMs, startedAtMs, deadlineMs, status: undefined, hintMs: undefined, random };
        const watch: Watch = {
          request,
          startedAtMs,
          observations: NOTHING_OBSERVED,
          dueMs: request.lookNow ? startedAtMs : nextLookMs(first),
          wakesFromMs: startedAtMs + WAKE_DISTANCE_MS,
          looking: false,
          resolve,
        };
        watches.add(watch);
        watch.forget = onAbort(signal, () => leaveAborted(watch));
        // Going through all of them for each new one would be a hundred million steps for ten thousand.
        if (actsAtMs(watch) < wakesAtMs) schedule();
      });
    },
    wake(jobExecutionId) {
      const woken = [...watches].filter(({ request }) => jobExecutionId === undefined || request.jobExecutionId === jobExecutionId);
      for (const watch of woken) watch.dueMs = Math.min(watch.dueMs, Math.max(clock.now(), watch.wakesFromMs));
      if (woken.length > 0) schedule();
      return woken.length > 0;
    },
  };
}

async function timedOut({ request, observations }: Watch): Promise<never> {
  throw (await asideOr('WAIT_TIMEOUT', request)).waitTimeout(request, observations);
}
