import { closest as closestOf, distance } from 'fastest-levenshtein';

/** The candidate that `typed` was probably meant to be; `undefined` when none is near. */
export function closest(typed: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const candidate = closestOf(
    typed.toLowerCase(),
    candidates.map((name) => name.toLowerCase()),
  );
  const found = candidates.find((name) => name.toLowerCase() === candidate);
  // A third of the word may be wrong: `outputs` for `output`, `concurency` for `concurrency`, but not `input` for `barrel`.
  return found !== undefined && distance(typed.toLowerCase(), candidate) <= Math.max(1, Math.floor(found.length / 3)) ? found : undefined;
}
