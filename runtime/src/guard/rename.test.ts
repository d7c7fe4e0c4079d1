import type { Variable } from '@opus-codegen/schema';
import { describe, expect, test } from 'vitest';
import { renamed } from './rename.ts';
import { rewired } from './rewire.ts';

const day: Variable = { name: 'dueDay', wire: 'w1', id: 'i1', displayName: 'Due', type: 'date', nullable: true, description: 'old' };
const sku: Variable = { name: 'itemNumber', wire: 'sku', type: 'str' };

const object = (name: string, wire: string): object => ({ type: 'object', fields: [{ name, wire, type: 'str' }] });
const either = (first: object, second: object): Variable => ({ name: 'v', wire: 'w', type: 'union', anyOf: [first, second] }) as Variable; // built from parts
const lines = (wire: string, field: Variable): Variable => ({
  name: 'lines',
  wire,
  id: 'o1',
  type: 'array',
  element: { type: 'object', fields: [field] },
});
const party = (wire: string, field: Variable): Variable => ({ name: 'party', wire, id: 'o2', type: 'object', fields: [field] });

describe('inputs as the caller sees them', () => {
  test('keep the labels, ids and nullability of the live schema, whatever type they are seen as', () => {
    const live: Variable = { name: 'w1', wire: 'w1', displayName: 'Due Day', type: 'str', declared: 'text' };
    expect(renamed([day], [live])).toEqual({
      crossed: false,
      variables: [
        {
          name: 'dueDay',
          wire: 'w1',
          displayName: 'Due Day',
          type: 'union',
          anyOf: [
            { type: 'date', declared: 'text' },
            { type: 'str', declared: 'text' },
          ],
        },
      ],
    });
  });

  test('of a closed list of texts are not seen as anything else', () => {
    const live: Variable = { name: 'w1', wire: 'w1', type: 'str', options: ['today', 'tomorrow'] };
    expect(renamed([day], [live]).variables).toEqual([{ ...live, name: 'dueDay' }]);
  });

  test('of several objects each keep their own names', () => {
    const { variables } = renamed([either(object('one', 'a'), object('two', 'b'))], [either(object('a', 'a'), object('b', 'b'))]);
    expect(variables).toEqual([either(object('one', 'a'), object('two', 'b'))]);
  });
});

describe('outputs as the caller reads them', () => {
  const moved: Variable = { name: 'SKU', wire: 'SKU', id: 'f1', displayName: 'Item', type: 'int' };
  const known: Variable = { ...sku, id: 'f1', type: 'float' };

  test('are found under their new wire names at any depth, as the types the code knows', () => {
    const declared = [lines('w1', known), party('w2', known)];
    const live = [party('x2', moved), lines('x1', moved)];
    const field: Variable = { ...known, wire: 'SKU', displayName: 'Item' };
    expect(rewired(declared, live)).toEqual({ crossed: false, variables: [lines('x1', field), party('x2', field)] });
  });

  test('stay as they are when they are gone or another type', () => {
    const declared = [lines('w1', sku), day];
    expect(rewired(declared, [{ name: 'w1', wire: 'w1', type: 'str' }]).variables).toEqual(declared);
  });

  test('whose labels changed places are told', () => {
    const one: Variable = { name: 'a', wire: 'a', displayName: 'A', type: 'str' };
    const two: Variable = { name: 'b', wire: 'b', displayName: 'B', type: 'str' };
    expect(rewired([one, two], [{ ...one, displayName: 'B' }, { ...two, displayName: 'A' }]).crossed).toBe(true); // prettier-ignore
  });
});
