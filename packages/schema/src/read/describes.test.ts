import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Variable } from '../model.ts';
import { arbitraries } from '../testing/arbitraries.ts';
import { asV1, asV2 } from '../testing/wire-forms.ts';
import { describes, locateVariables, readSides } from './index.ts';

const { variables } = arbitraries({ enforcement: true });
const bare = arbitraries({ enforcement: true, unions: false });

type Json = Readonly<Record<string, unknown>>;

/** Variables as the reader understands a map of them. */
function read(inputs: Json): readonly Variable[] | undefined {
  return readSides({ inputs, outputs: {} })?.inputs;
}

function inputsOf(answer: unknown): Json {
  const located = locateVariables(answer);
  if (located === undefined) throw new Error('The answer describes no inputs.');
  return located.inputs;
}

/** What is sent, read or compared of variables, in one order. */
function essence(some: readonly Variable[]): unknown {
  const text = JSON.stringify(some, (key, part: unknown) => {
    if (['name', 'id', 'description'].includes(key)) return undefined;
    if (!isVariables(part)) return part;
    return part.toSorted((one, other) => (one.wire < other.wire ? -1 : 1));
  });
  return JSON.parse(text) as unknown; // compared as it is
}

function isVariables(part: unknown): part is readonly Variable[] {
  return Array.isArray(part) && part.length > 0 && part.every((item) => typeof item === 'object' && item !== null && 'wire' in item);
}

describe('a map describes the variables', () => {
  test('that were read from it, in the form of either generation', () => {
    fc.assert(
      fc.property(variables, bare.variables, (some, older) => {
        for (const answer of [asV2({ inputs: some, outputs: [] }), asV1({ inputs: older, outputs: [] })]) {
          const inputs = inputsOf(answer);
          expect(describes(inputs, read(inputs) ?? [])).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('in any order, whatever their ids and descriptions', () => {
    const map = { b: { type: 'int', id: '7', description: 'new' }, a: { type: 'str' } };
    expect(
      describes(map, [
        { name: 'first', wire: 'a', type: 'str' },
        { name: 'second', wire: 'b', id: '1', type: 'int' },
      ]),
    ).toBe(true);
  });

  test.each([
    ['a label', { type: 'str', display_name: 'Order' }],
    ['that it may be null', { type: 'str', is_nullable: true }],
    ['options', { type: 'str', options: ['a'] }],
    ['another type', { type: 'int' }],
    ['another spelling of the type', { type: 'string' }],
    ['a second type', { allowed_types: [{ type: 'str' }, { type: 'int' }] }],
    ['that it is not enforced', { type: 'str', type_definition_enforced: false }],
    ['nothing that can be read', 'str'],
  ])('not when it says %s', (_what, said) => {
    expect(describes({ a: said }, [{ name: 'a', wire: 'a', type: 'str' }])).toBe(false);
  });

  test.each([
    ['one more', { a: { type: 'str' }, b: { type: 'str' } }],
    ['one less', {}],
    ['another one', { b: { type: 'str' } }],
  ])('not when it holds %s', (_what, map) => {
    expect(describes(map, [{ name: 'a', wire: 'a', type: 'str' }])).toBe(false);
  });
});

/** Says something else in one place of an answer, or the same in other words. */
const edits: fc.Arbitrary<(inputs: Json) => Json> = fc.tuple(fc.nat(), fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('', [], {}, null, 'PDF', ['.PDF', 'png'], true, false, 'str', 'STR'))).map(
  ([place, value]) => (inputs) => {
    let leaves = 0;
    const count = JSON.stringify(inputs, (_key, part: unknown) => (leaves++, part));
    const at = count.length === 0 ? 0 : 1 + (place % Math.max(1, leaves - 1));
    let index = 0;
    return JSON.parse(JSON.stringify(inputs, (_key, part: unknown) => (index++ === at ? value : part))) as Json; // still JSON
  },
); // prettier-ignore

test('whatever an answer says: what it is found to describe, the reader reads from it', () => {
  const counts = { yes: 0, no: 0 };
  fc.assert(
    fc.property(variables, bare.variables, edits, fc.boolean(), (some, older, edit, isV2) => {
      const original = inputsOf(isV2 ? asV2({ inputs: some, outputs: [] }) : asV1({ inputs: older, outputs: [] }));
      const declared = read(original) ?? [];
      const edited = edit(original);
      const found = describes(edited, declared);
      counts[found ? 'yes' : 'no'] += 1;
      expect(found ? essence(read(edited) ?? []) : essence(declared)).toEqual(essence(declared));
    }),
    { numRuns: 3_000 },
  );
  expect(Math.min(counts.yes, counts.no)).toBeGreaterThan(200);
});
