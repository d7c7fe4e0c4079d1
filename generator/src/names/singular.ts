/** Words that look like a plural and are none, or whose singular no rule here finds. */
const IRREGULAR: ReadonlySet<string> = new Set(['series', 'species', 'news', 'means', 'movies', 'cookies']);

/**
 * What one of many is called: `InvoiceLines` → `InvoiceLine`, `Entries` → `Entry`, `Addresses` → `Address`.
 * `undefined` where English gives no sure answer: better no singular than a wrong one.
 */
export function singular(name: string): string | undefined {
  const lastWord = /(?:^|\p{Lu})\p{Ll}*$/u.exec(name)?.[0].toLowerCase() ?? '';
  if (lastWord.length < 4 || IRREGULAR.has(lastWord) || /(?:ss|us|is|as|os)$/.test(lastWord)) return undefined;
  if (/[^aeiou]ies$/.test(lastWord) && lastWord.length > 4) return `${name.slice(0, -3)}y`;
  if (/(?:ss|x|sh|ch|zz)es$/.test(lastWord)) return name.slice(0, -2);
  return lastWord.endsWith('s') ? name.slice(0, -1) : undefined;
}
