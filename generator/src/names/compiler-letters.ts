/**
 * Letters, marks and dots of Unicode 13 to 17, by code point: valid in an identifier for the engine this runs on, and a syntax error for TypeScript 5.4,
 * whose tables are those of Unicode 12. A test compares them.
 */
const NEWER_THAN_COMPILERS: readonly (readonly [number, number])[] = (
  '870-887 889-88f 897-89f 8b5 8be-8d2 b55 c3c c5c-c5d cdc-cdd cf3 d04 d81 ece 170d 1715 171f 1abf-1add 1ae0-1aeb 1b4c 1c89-1c8a 1dfa 2c2f 2c5f ' +
  '30fb 31bb-31bf 4db6-4dbf 9ff0-9fff a7c0-a7c1 a7c7-a7dc a7f1-a7f6 a82c ab68-ab69 ff65'
)
  .split(' ')
  .map((range) => {
    const [from = '', to = from] = range.split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
  });

/** Below it stand most letters anybody writes. */
const FIRST_NEWER = 0x870;

/** No ES5 target takes a letter beyond it. */
const END_OF_BASIC_PLANE = 0xffff;

/** Whether some compiler we support does not know this character as a letter, though the engine does. */
export function isUnknownToCompilers(character: string): boolean {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < FIRST_NEWER) return false;
  if (codePoint > END_OF_BASIC_PLANE) return /\p{ID_Continue}/u.test(character);
  return NEWER_THAN_COMPILERS.some(([from, to]) => codePoint >= from && codePoint <= to);
}
