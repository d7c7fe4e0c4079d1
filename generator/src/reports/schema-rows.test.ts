import type { Variable } from '@opus-codegen/schema';
import { expect, test } from 'vitest';
import { schemaRows } from './schema-rows.ts';
import { examples } from './testing/example-report.ts';

test('old and new stand in one row, fields below their object, what is new last', () => {
  const { before, after } = examples.invoice;
  expect(
    schemaRows('inputs', before, after).map(({ place, depth, change, before: old, after: young }) => [
      place,
      depth,
      change,
      old?.type,
      young?.type,
    ]),
  ).toEqual([
    ['inputs.invoiceDocument', 0, 'same', 'file (.pdf, .png)', 'file (.pdf, .png)'],
    ['inputs.paymentTerms', 0, 'changed', 'text, one of "net30", "net60"', 'text, one of "net30", "net60", "net90"'],
    ['inputs.lines', 0, 'same', 'list of objects', 'list of objects'],
    ['inputs.lines[].sku', 1, 'same', 'text', 'text'],
    ['inputs.lines[].quantity', 1, 'changed', 'whole number', 'text'],
    ['inputs.poNumber', 0, 'added', undefined, 'text'],
  ]);
});

const field: Variable = { name: 'a', wire: 'a', type: 'str' };

test('a moved variable is one row under its old name', () => {
  const old: Variable = { name: 'total', wire: 'w1', id: 'x', type: 'int' };
  const rows = schemaRows('outputs', { inputs: [], outputs: [old] }, { inputs: [], outputs: [{ ...old, name: 'w2', wire: 'w2' }] });
  expect(rows).toEqual([
    {
      place: 'outputs.total',
      depth: 0,
      change: 'changed',
      before: { name: 'total', label: '', wire: 'w1', type: 'whole number', optional: false },
      after: { name: 'w2', label: '', wire: 'w2', type: 'whole number', optional: false },
    },
  ]);
});

test('one side alone is all removed or all added', () => {
  const sides = { inputs: [{ ...field, type: 'object', fields: [field] } satisfies Variable], outputs: [] };
  expect(schemaRows('inputs', sides, undefined).map(({ place, change }) => `${place} ${change}`)).toEqual([
    'inputs.a removed',
    'inputs.a.a removed',
  ]);
  expect(schemaRows('inputs', undefined, sides).map(({ change }) => change)).toEqual(['added', 'added']);
  expect(schemaRows('inputs', undefined, undefined)).toEqual([]);
});

test('lists of lists are followed to their fields', () => {
  const nested: Variable = {
    ...field,
    type: 'array',
    element: { type: 'array', element: { type: 'object', fields: [field] } },
  };
  const sides = { inputs: [nested], outputs: [] };
  expect(schemaRows('inputs', sides, sides).map(({ place, after }) => [place, after?.type])).toEqual([
    ['inputs.a', 'list of list of objects'],
    ['inputs.a[][].a', 'text'],
  ]);
});
