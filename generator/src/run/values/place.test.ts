import type { Variable } from '@opus-codegen/schema';
import { describe, expect, test } from 'vitest';
import { readPlace, typeAt } from './place.ts';

const inputs: readonly Variable[] = [
  { name: 'poNumber', wire: 'workflow_input_p0nr', displayName: 'PO Number', type: 'str' },
  {
    name: 'lines',
    wire: 'l',
    type: 'array',
    element: { type: 'object', fields: [{ name: 'sku', wire: 's', displayName: 'SKU', type: 'str' }] },
  },
  { name: 'meta', wire: 'm', type: 'object' },
  { name: 'scans', wire: 'f', type: 'array_files', accept: ['.pdf'] },
  { name: 'either', wire: 'e', type: 'union', anyOf: [{ type: 'str' }, { type: 'array', element: { type: 'int' } }] },
];

const wrong = (text: string): string => {
  const reading = readPlace(text, inputs);
  return reading.ok ? `read as ${reading.place.text}` : reading.what;
};

describe('a place in the input', () => {
  test.each<[string, readonly (string | number)[], string]>([
    ['poNumber', ['poNumber'], 'str'],
    [' poNumber ', ['poNumber'], 'str'],
    ['lines[2].sku', ['lines', 2, 'sku'], 'str'],
    ['lines[0]', ['lines', 0], 'object'],
    // What nobody described takes anything.
    ['meta.a.b[3]', ['meta', 'a', 'b', 3], 'unknown'],
    ['scans[1]', ['scans', 1], 'file'],
    ['either[0]', ['either', 0], 'int'],
  ])('%j is %j, of type %s', (text, steps, type) => {
    expect(readPlace(text, inputs)).toMatchObject({ ok: true, place: { text: text.trim(), steps, type: { type } } });
  });

  test.each([
    ['PO Number', 'This workflow has no input "PO Number". Did you mean poNumber?'],
    ['workflow_input_p0nr', 'This workflow has no input "workflow_input_p0nr". Did you mean poNumber?'],
    ['poNumbr', 'This workflow has no input "poNumbr". Did you mean poNumber?'],
    ['comment', 'This workflow has no input "comment".'],
    ['lines.sku', 'lines is a list: write lines[0] for its first item.'],
    ['lines[0].SKU', 'lines[0] has no field "SKU". Did you mean lines[0].sku?'],
    ['poNumber.part', 'poNumber has no parts.'],
    ['lines[1000].sku', 'This workflow has no input "lines[1000].sku".'],
    ['lines..sku', 'This workflow has no input "lines..sku".'],
    ['[0]', 'This workflow has no input "[0]".'],
    ['', 'This workflow has no input "".'],
    ['constructor', 'This workflow has no input "constructor".'],
  ])('%j is none: %s', (text, what) => {
    expect(wrong(text)).toBe(what);
  });

  test('the type at a place that is none is none', () => {
    expect(typeAt(inputs, ['lines', 0, 'sku'])).toMatchObject({ type: 'str' });
    expect(typeAt(inputs, ['lines', 'sku'])).toBeUndefined();
    expect(typeAt(inputs, ['gone', 0])).toBeUndefined();
  });
});
