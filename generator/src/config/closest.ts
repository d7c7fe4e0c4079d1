import { closest as closestOf, distance } from 'fastest-levenshtein';

/** The candidate that `typed` was probably meant to be; `undefined` when none is near. */
export function closest(typed: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const candidate = closestOf(
    typed.toLowerCase(),
    candidates.map((name) => name.toLowerCase()),
  );
  const found = candidates.find((name) => name.toLowerCase() === candidate);
  if (found === undefined) return undefined;
  // A third of the word may be wrong: `outputs` for `output`, `concurency` for `concurrency`, but not `input` for `barrel`.
  const allowed = Math.max(1, Math.floor(found.length / 3), isReordered(typed.toLowerCase(), candidate) ? 2 : 0);
  return distance(typed.toLowerCase(), candidate) <= allowed ? found : undefined;
}

/** Two letters the wrong way round are one slip, and a distance of two: `sarfi` for `sarif`. */
function isReordered(typed: string, candidate: string): boolean {
  return [...typed].toSorted().join('') === [...candidate].toSorted().join('');
}
