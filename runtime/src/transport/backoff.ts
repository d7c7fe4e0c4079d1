const FIRST_MS = 250;
const LONGEST_MS = 8_000;

/** Milliseconds to wait after the failed attempt number `attempt` (1 is the first): full jitter, at least what the service asked for. */
export function backoffMs(attempt: number, hintMs: number | undefined, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return Math.max(random * ceiling, hintMs ?? 0);
}
