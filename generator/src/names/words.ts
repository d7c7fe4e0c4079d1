import anyAscii from 'any-ascii';
import { isUnknownToCompilers } from './compiler-letters.ts';

/** A name longer than this is cut at a word: long labels are sentences, and a parameter is not. In UTF-16 units. */
const MAX_NAME_LENGTH = 60;

/** Likewise for a file name: most file systems end at 255 bytes, some tools well before, and one Chinese letter may become six. */
const MAX_FILE_NAME_LENGTH = 120;

// Letters, marks and digits that may stand in an identifier. The look-ahead drops the few letters that are syntax (U+2E2F).
const WORD = /(?:(?=\p{ID_Continue})[\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}])+/gu;

// aB | 2Bb | ABb, but not the plural of an acronym (PDFs).
const CASE_BOUNDARY =
  /(?<=[\p{Ll}\p{Lo}\p{Lm}\p{M}])(?=[\p{Lu}\p{Lt}])|(?<=\p{Nd})(?=\p{Lu}\p{Ll})|(?<=\p{Lu})(?=\p{Lu}(?!s(?!\p{L}))\p{Ll})/u;

// Characters nobody sees; kept, they would make two names that look alike.
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

const APOSTROPHE = /(?<=\p{L})['’](?=\p{L})/gu;

/**
 * The words of a label, wire name or config key, in order: `IBAN (Reviewed)` → `IBAN`, `Reviewed`; `FileInput(Single)` → `File`, `Input`, `Single`.
 *
 * Letters of every script are kept. Only a text that would leave nothing (an emoji, `№`) is transliterated.
 */
export function wordsOf(text: string): readonly string[] {
  const visible = [...text.replace(INVISIBLE, '').normalize('NFC')]
    .map((character) => (isUnknownToCompilers(character) ? transliterate(character) : character))
    .join('');
  const words = splitWords(visible);
  return words.length > 0 ? words : splitWords(transliterate(visible));
}

/** `PO`, `Number` → `poNumber`. Empty for no words. May begin with a digit. */
export function camelCase(words: readonly string[]): string {
  return joinWords(words.map((word, index) => (index === 0 ? lowerCase(word) : capitalise(word))));
}

/** `vendor`, `Check` → `VendorCheck`. */
export function pascalCase(words: readonly string[]): string {
  return joinWords(words.map(capitalise));
}

/**
 * `vendor`, `Check` → `vendor-check`, in ASCII and not too long: a file name must survive every file system and archive. Empty for letters that
 * ASCII has nothing for (`א`).
 */
export function kebabCase(words: readonly string[]): string {
  const name = wordsOf(transliterate(words.join(' ')))
    .join('-')
    .toLowerCase();
  if (name.length <= MAX_FILE_NAME_LENGTH) return name;
  const lastWordEnd = name.lastIndexOf('-', MAX_FILE_NAME_LENGTH);
  return name.slice(0, lastWordEnd === -1 ? MAX_FILE_NAME_LENGTH : lastWordEnd);
}

/** In ASCII letters, as well as they can: `Prüfung` → `Prufung`, `发票` → `FaPiao`. */
export function transliterate(text: string): string {
  return anyAscii(text);
}

function splitWords(text: string): readonly string[] {
  return (text.replace(APOSTROPHE, '').match(WORD) ?? []).flatMap((run) => run.split(CASE_BOUNDARY));
}

function capitalise(word: string): string {
  const [first = ''] = word;
  return ifKnown(first.toUpperCase(), first) + lowerCase(word.slice(first.length));
}

function lowerCase(word: string): string {
  return ifKnown(word.toLowerCase(), word);
}

/** A letter may be old and its other case new (`ɤ`, whose capital came in 2024): engines that know it would make names that compilers do not take. */
function ifKnown(recased: string, word: string): string {
  return [...recased].some(isUnknownToCompilers) ? word : recased;
}

function joinWords(words: readonly string[]): string {
  let name = '';
  for (const word of words) {
    // `Q1`, `2024` → `q1_2024`: two numbers must not run into one.
    const next = `${name}${/\p{Nd}$/u.test(name) && /^\p{Nd}/u.test(word) ? '_' : ''}${word}`.normalize('NFC');
    if (next.length > MAX_NAME_LENGTH && name !== '') break;
    name = next;
  }
  // One word alone may be too long; every character here is a single unit, so any cut is between characters.
  return name.slice(0, MAX_NAME_LENGTH).normalize('NFC');
}
