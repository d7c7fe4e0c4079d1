import { isUnknownToCompilers } from './compiler-letters.ts';
import { camelCase, wordsOf } from './words.ts';

/**
 * Property names that mean something else to JavaScript: what every object inherits (a `toString` of ours would make `{}` fail to compile, a
 * `__proto__` would not be a property at all), and what turns a value into a thenable.
 */
const TAKEN_BY_LANGUAGE: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype', 'then', 'toJSON']);

/**
 * The TypeScript name a label or wire name asks for: `PO Number` → `poNumber`, `2nd page` → `_2ndPage`, `Constructor` → `constructor_`.
 *
 * `undefined` when the text holds nothing a name can be made of. Reserved words stay: a property may be called `case`.
 */
export function identifierFrom(text: string): string | undefined {
  const name = camelCase(wordsOf(text));
  return name === '' ? undefined : safeName(name);
}

/** Makes a name that is made of letters and digits a valid and harmless property name. */
export function safeName(name: string): string {
  const startingWell = leadingDigitEscaped(name);
  return TAKEN_BY_LANGUAGE.has(startingWell) ? `${startingWell}_` : startingWell;
}

/** `2ndPage` → `_2ndPage`. */
export function leadingDigitEscaped(name: string): string {
  return /^\p{ID_Start}/u.test(name) ? name : `_${name}`;
}

/** Whether a name from the config or the lockfile can stand in generated code as it is: an identifier, in NFC, visible, and not JavaScript's own. */
export function isUsableName(name: string): boolean {
  return (
    /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) &&
    !/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(name) &&
    ![...name].some(isUnknownToCompilers) &&
    name === name.normalize('NFC') &&
    !TAKEN_BY_LANGUAGE.has(name)
  );
}
