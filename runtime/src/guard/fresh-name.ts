import type { Variable } from '@opus-codegen/schema';

/** A word whose case leaves no doubt: `Cost`, `PO`, `centre`, `Q1`. */
const PLAIN_WORD = /^(?:[A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ]+|[A-ZÀ-ÖØ-Þ]+)\d*$/;
const BETWEEN_WORDS = /[\s_\-()/.,:;&#%+?!]+/;
/** Where the generator cuts names. */
const LONGEST = 60;

/**
 * A name for a live variable that the code does not know: the one a regeneration would give it where the label leaves no doubt, else the label
 * itself, else the wire name. Never one that is taken; the new one is taken from then on.
 */
export function freshName({ displayName, wire }: Variable, taken: Set<string>): string {
  const label = displayName?.trim() || wire;
  let name = [readable(label), label, wire].find((candidate) => candidate !== undefined && !taken.has(candidate)) ?? `${wire}_`;
  while (taken.has(name)) name += '_';
  taken.add(name);
  return name;
}

/** `Cost Centre` → `costCentre`. `undefined` where the generator's finer rules would be needed (a lone digit, another script, `Constructor`). */
export function readable(label: string): string | undefined {
  const words = label
    .normalize('NFC')
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '');
  if (words.length === 0 || !words.every((word) => PLAIN_WORD.test(word))) return undefined;
  const name = words.map((word, index) => (index === 0 ? word.toLowerCase() : capitalised(word))).join('');
  const isOrdinary = !(name in Object.prototype) && !['prototype', 'then', 'toJSON'].includes(name);
  return isOrdinary && name.length <= LONGEST ? name : undefined;
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
}
