import type { Variable } from '@opus-codegen/schema';
import { describe, expect, test } from 'vitest';
import { readHeader } from './csv-header.ts';

const inputs: readonly Variable[] = [
  { name: 'poNumber', wire: 'p', displayName: 'PO Number', type: 'str' },
  { name: 'vendor', wire: 'v', type: 'object', nullable: true, fields: [{ name: 'city', wire: 'c', type: 'str' }] },
];
const problems = (cells: readonly string[], options: { key?: string; ignore?: readonly string[] } = {}): readonly string[] => {
  const reading = readHeader(cells, inputs, { key: options.key, ignore: options.ignore ?? [] });
  return reading.ok ? [] : reading.problems;
};

test('columns are inputs by their TypeScript names, and what is not for the workflow is passed over', () => {
  const reading = readHeader([' poNumber ', 'vendor.city', 'orderId', 'comment', ''], inputs, { key: 'orderId', ignore: ['comment'] });
  expect(reading).toMatchObject({
    ok: true,
    keyColumn: 2,
    columns: [
      { kind: 'input', place: { steps: ['poNumber'] } },
      { kind: 'input', place: { steps: ['vendor', 'city'] } },
      { kind: 'other', name: 'orderId' },
      { kind: 'other', name: 'comment' },
      { kind: 'nameless', name: 'column 5' },
    ],
  });
});

test('an input may be the run key too', () => {
  expect(readHeader(['poNumber'], inputs, { key: 'poNumber', ignore: [] })).toMatchObject({
    ok: true,
    keyColumn: 0,
    columns: [{ kind: 'input' }],
  });
});

describe('a header that does not fit says everything at once', () => {
  test.each<[readonly string[], Parameters<typeof problems>[1], readonly string[]]>([
    [
      ['PO Number'],
      {},
      [
        'Column "PO Number": This workflow has no input "PO Number". Did you mean poNumber?',
        'There is no column for poNumber, which every row needs.',
      ],
    ],
    [['poNumber', 'poNumber'], {}, ['Two columns have the name "poNumber".']],
    [['poNumber', 'vendor', 'vendor.city'], {}, ['Column "vendor.city" is a part of column "vendor": only one of them can be given.']],
    [
      ['poNumber', 'orderId'],
      { key: 'orderid' },
      ['Column "orderId": This workflow has no input "orderId".', 'There is no column "orderid". Did you mean "orderId"?'],
    ],
    [['poNumber'], { ignore: ['note'] }, ['There is no column "note".']],
    [['poNumber;vendor.city'], {}, ["The header is one single column. Semicolons between cells need --delimiter ';'."]],
    [['poNumber\tvendor.city'], {}, ['The header is one single column. Tabs between cells need --delimiter tab.']],
    [['poNumber,vendor.city'], {}, ["The header is one single column. Commas between cells need --delimiter ','."]],
  ])('%j', (cells, options, told) => {
    expect(problems(cells, options)).toEqual(told);
  });
});
