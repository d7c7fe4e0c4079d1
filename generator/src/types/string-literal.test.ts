import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringLiteral } from './string-literal.ts';
import { propertyRuns } from '../testing/property-runs.ts';

describe('a literal', () => {
  test.each([
    ['Low', '"Low"'],
    [`it's`, `"it's"`],
    ['"', '"\\""'],
    ['\u202e', '"\\u202e"'],
    ['\u2028', '"\\u2028"'],
    ['\u0085', '"\\u0085"'],
    ['\ufeff', '"\\ufeff"'],
    ['\ud800', '"\\ud800"'],
    ['\u{e0041}', '"\\udb40\\udc41"'],
    ['⚠️ 👩‍🔬', '"⚠️ 👩‍🔬"'],
    ['a\u200db', '"a\\u200db"'],
    ['größe 総額', '"größe 総額"'],
    ['C:\\', '"C:\\\\"'],
  ])('of %j is %s', (value, literal) => {
    expect(stringLiteral(value)).toBe(literal);
  });
});

test('has exactly the value, on one visible line', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'\\"\'`${}\n\u2028\u202e') })), (value) => {
      const literal = stringLiteral(value);
      expect(JSON.parse(literal)).toBe(value);
      expect(literal).not.toMatch(/\p{Cc}|\p{Cs}|\p{Bidi_Control}|[\u2028\u2029]/u);
    }),
    propertyRuns,
  );
});
