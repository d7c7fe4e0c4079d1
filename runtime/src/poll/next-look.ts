const SHORTEST_MS = 1_000;
const LONGEST_MS = 20_000;
/** A person decides, or another workflow runs: hours are normal (operator-api.md §4). */
const WAITING_MS = 60_000;
const SHARE_OF_ELAPSED = 0.15;
const JITTER = 0.15;

export interface LookMoment {
  readonly nowMs: number;
  readonly startedAtMs: number;
  readonly deadlineMs: number;
  readonly status: string | undefined;
  readonly hintMs: number | undefined;
  /** In [0, 1). */
  readonly random: number;
}

/** When to look at a job next, in epoch milliseconds: before the deadline, or never once the last look was taken. Pure. */
export function nextLookMs({ nowMs, startedAtMs, deadlineMs, status, hintMs, random }: LookMoment): number {
  const share = SHARE_OF_ELAPSED * (nowMs - startedAtMs);
  const plainMs = status === 'WAITING' ? WAITING_MS : Math.min(Math.max(share, SHORTEST_MS), LONGEST_MS);
  const jitteredMs = plainMs * (1 - JITTER + 2 * JITTER * random);
  const wantedMs = nowMs + Math.max(jitteredMs, hintMs ?? 0);
  const lastMs = lastLookMs(startedAtMs, deadlineMs);
  return nowMs >= lastMs ? Infinity : Math.min(wantedMs, lastMs);
}

/** The moment of the last look: early enough before the deadline for its answer to arrive. */
export function lastLookMs(startedAtMs: number, deadlineMs: number): number {
  return deadlineMs - Math.min(2_000, (deadlineMs - startedAtMs) * 0.1);
}
