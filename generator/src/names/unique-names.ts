import { createHash } from 'node:crypto';
import { safeName } from './identifier.ts';
import { pascalCase, wordsOf } from './words.ts';

/** Something that needs a name: what it would like to be called, and the wire name that tells it from others. */
export interface NameWish {
  readonly wanted: string;
  readonly wire: string;
}

/**
 * Gives every wish a name of its own, none of them in `taken`. Names come back in the order of the wishes.
 *
 * A wish nobody else has is granted. All who share one, or ask for a taken name, get a suffix from their own wire name: no number that depends
 * on who came first, so a name means the same variable whatever else is in the workflow.
 */
export function uniqueNames(wishes: readonly NameWish[], taken: ReadonlySet<string>): readonly string[] {
  const rivals = countOf(wishes.map(({ wanted }) => wanted));
  const granted = wishes.filter(({ wanted }) => rivals.get(wanted) === 1 && !taken.has(wanted));
  const used = new Set([...taken, ...granted.map(({ wanted }) => wanted)]);

  const grantedSet = new Set(granted);
  const alternatives = new Map(wishes.filter((wish) => !grantedSet.has(wish)).map((wish) => [wish, suffixedNames(wish)]));
  const claims = countOf([...alternatives.values()].flatMap((names) => [...new Set(names)]));

  return wishes.map((wish) => {
    const own = alternatives.get(wish);
    if (own === undefined) return wish.wanted;
    const name = own.find((candidate) => claims.get(candidate) === 1 && !used.has(candidate)) ?? hashedName(wish, used);
    used.add(name);
    return name;
  });
}

/** The wish with a growing tail of its wire name: `amount` of `total_net_sum` → `amountSum`, `amountNetSum`, `amountTotalNetSum`. */
function suffixedNames({ wanted, wire }: NameWish): readonly string[] {
  const words = wordsOf(wire);
  return words.map((_, index) => appendWords(wanted, words.slice(-1 - index)));
}

function appendWords(name: string, words: readonly string[]): string {
  const tail = pascalCase(words);
  const joint = /\p{Nd}$/u.test(name) && /^\p{Nd}/u.test(tail) ? '_' : '';
  return safeName(`${name}${joint}${tail}`.normalize('NFC'));
}

/** For wire names that differ in no letter (`a_b` beside `a-b`): eight hexadecimal digits that only this wire name has. */
function hashedName({ wanted, wire }: NameWish, used: ReadonlySet<string>): string {
  for (let salted = wire; ; salted += '\0') {
    const name = `${wanted}_${createHash('sha256').update(salted).digest('hex').slice(0, 8)}`;
    if (!used.has(name)) return name;
  }
}

function countOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
