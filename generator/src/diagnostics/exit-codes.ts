/**
 * What the process says by the number it ends with (codegen.md, exit codes). `2x`: we looked, and it differs. `3x`: we could not look, which is
 * never called drift and never "no drift". `4x`: jobs were run, and not all of them are known to have ended well: running them again is no answer.
 */
export const EXIT_CODES = {
  usage: 2,
  bug: 1,
  'breaking-drift': 20,
  refused: 23,
  'out-of-date': 21,
  drift: 22,
  'job-failed': 40,
  'job-open': 41,
  'no-access': 31,
  'no-answer': 30,
} as const;

/** Why a run did not simply succeed. The keys stand in the order in which one outweighs the next: a certain fact before an unknown. */
export type ExitReason = keyof typeof EXIT_CODES;

/** Ctrl-C or SIGTERM: outweighs everything, for nothing was finished. */
export const EXIT_INTERRUPTED = 130;

// The order of the literal above; none of its keys is numeric, so the engine keeps it.
const BY_WEIGHT = Object.keys(EXIT_CODES) as readonly ExitReason[];

/** The one number for everything that was found. No reason at all is `0`. */
export function exitCodeOf(reasons: Iterable<ExitReason>): number {
  const heaviest = sortedReasons(reasons)[0];
  return heaviest === undefined ? 0 : EXIT_CODES[heaviest];
}

/** Every distinct reason, heaviest first: what the json output lists. */
export function sortedReasons(reasons: Iterable<ExitReason>): readonly ExitReason[] {
  const present = new Set(reasons);
  return BY_WEIGHT.filter((reason) => present.has(reason));
}
