import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { identifierFrom } from '../../generator/src/names/identifier.ts';
import { readable } from '../../runtime/src/guard/fresh-name.ts';
import { descriptorOf, guardOf } from './old-code.ts';
import { anyEdit, isSameForm } from './random/judged.ts';
import { KEY } from './random/regeneration.ts';

/** A change is told alike everywhere: the guard's error and event use the sentences, the hints and the places of `check`. */

test('the guard says what check says, word for word', async () => {
  let told = 0;
  await fc.assert(
    fc.asyncProperty(anyEdit, async (one) => {
      const { changes } = await guardOf(descriptorOf(KEY, one.locked), one.live)({});
      const crossed = one.findings.some(({ rule }) => rule === 'labels-crossed');
      const found = one.findings.filter(({ side }) => side !== 'workflow' && (crossed || !isSameForm(`${side}s`, one)));
      told += changes.length;
      expect(changes.map(words)).toEqual(found.map(words));
    }),
    { numRuns: 300 },
  );
  expect(told).toBeGreaterThan(100);
});

/** Of new fields that share a label, only a generate knows the names. */
function words({ message, hint }: { readonly message: string; readonly hint?: string }): string {
  return `${message} ${hint}`.replaceAll(/object(s?) \{ .*? \}(?= |\.|\?|\)|;|$)/g, 'object$1 {…}');
}

/** Labels as people write them, and as nobody should. */
const labels = fc.oneof(
  fc.array(fc.oneof(fc.constantFrom('Cost', 'PO', 'total', 'Größe', 'Q1', '(net)', '2nd', 'PDFs', 'straße', 'É', 'of', "Buyer's", 'x2y')), { maxLength: 4 }).map((parts) => parts.join(' ')),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
); // prettier-ignore

test('a new input stands under the name that a regeneration gives it, unless its label leaves doubts', () => {
  let named = 0;
  fc.assert(
    fc.property(labels, (label) => {
      const name = readable(label);
      if (name === undefined) return;
      named += 1;
      expect(identifierFrom(label)).toBe(name);
    }),
    { numRuns: 5_000 },
  );
  expect(named).toBeGreaterThan(300);
});
