import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { isUsableName } from './identifier.ts';
import { camelCase, pascalCase, wordsOf } from './words.ts';

/** As much of TypeScript as is looked at. */
interface Scanner {
  readonly isIdentifierStart: (codePoint: number, target: number) => boolean;
  readonly isIdentifierPart: (codePoint: number, target: number) => boolean;
}

// The oldest compiler supported; the compile matrix has it.
const require = createRequire(new URL('../../../test/package.json', import.meta.url));
const oldest = require('ts54') as Scanner; // its types are those of the version installed here, which is another

const ESNEXT = 99;
const isStart = (letter: string): boolean => oldest.isIdentifierStart(letter.codePointAt(0) ?? 0, ESNEXT);
const isPart = (letter: string): boolean => oldest.isIdentifierPart(letter.codePointAt(0) ?? 0, ESNEXT);

const basicPlane = Array.from({ length: 0x10000 - 0x80 }, (_, index) => index + 0x80)
  .filter((unit) => unit < 0xd800 || unit > 0xdfff)
  .map((codePoint) => String.fromCodePoint(codePoint));

/** A letter where it is made small, and where it is made large. */
const recased = (letter: string): readonly string[] => [
  camelCase(wordsOf(`a ${letter}${letter}`)),
  camelCase(wordsOf(letter)),
  pascalCase(wordsOf(letter)),
];

test('every letter that is kept in a name is a letter for the oldest compiler', () => {
  expect(basicPlane.filter((letter) => !wordsOf(`a${letter}`).every((word) => [...word].every(isPart)))).toEqual([]);
});

test('so is every letter that a name from the config may have', () => {
  expect(basicPlane.filter((letter) => isUsableName(`a${letter}`) && !isPart(letter))).toEqual([]);
  expect(basicPlane.filter((letter) => isUsableName(letter) && !isStart(letter))).toEqual([]);
});

test('and every letter that comes of changing its case, in either place of a name', () => {
  expect(basicPlane.filter((letter) => !recased(letter).every((name) => [...name].every(isPart)))).toEqual([]);
  expect(camelCase(wordsOf('a \u0264'))).toBe('a\u0264');
});

test('a newer letter is transliterated', () => {
  expect(wordsOf('\ua7c9')).toEqual(['S']);
});
