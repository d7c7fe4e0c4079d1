import { closest as closestOf, distance } from 'fastest-levenshtein';

/** What to say of a name that is not there: what was probably meant, and what there is. */
export function didYouMean(typed: string, known: readonly string[]): string {
  if (known.length === 0) return 'There is none.';
  const listed = known.length > 20 ? `${known.slice(0, 20).join(', ')}, …` : known.join(', ');
  const nearest = closestOf(typed, [...known]);
  const isNear = distance(typed.toLowerCase(), nearest.toLowerCase()) <= Math.max(1, Math.floor(nearest.length / 3));
  return `${isNear ? `Did you mean ${JSON.stringify(nearest)}? ` : ''}There is ${listed}.`;
}
