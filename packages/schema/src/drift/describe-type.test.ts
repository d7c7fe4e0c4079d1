import { expect, test } from 'vitest';
import type { VariableType } from '../model.ts';
import { describeType } from './index.ts';

test.each<[string, VariableType]>([
  ['text', { type: 'str' }],
  ['text, one of "Low", "High"', { type: 'str', options: ['Low', 'High'] }],
  [
    'text, one of "1", "2", "3", "4", "5", "6", "7", "8" and 2 more',
    { type: 'str', options: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] },
  ],
  ['whole number', { type: 'int' }],
  ['number', { type: 'float' }],
  ['true or false', { type: 'bool' }],
  ['JSON text', { type: 'json_string' }],
  ['date (%Y-%m-%d)', { type: 'date' }],
  ['date (%d/%m/%Y)', { type: 'date', format: '%d/%m/%Y' }],
  ['file', { type: 'file' }],
  ['list of files (.pdf, .png)', { type: 'array_files', accept: ['.pdf', '.png'] }],
  ['list of files (.pdf)', { type: 'array', element: { type: 'file', accept: ['.pdf'] } }],
  ['list of anything', { type: 'array' }],
  ['list of (whole numbers or nothing)', { type: 'array', element: { type: 'int', nullable: true } }],
  ['list of (texts or numbers)', { type: 'array', element: { type: 'union', anyOf: [{ type: 'str' }, { type: 'float' }] } }],
  ['list of lists of dates (%Y-%m-%d)', { type: 'array', element: { type: 'array', element: { type: 'date' } } }],
  [
    'list of objects { sku, qty? }',
    {
      type: 'array',
      element: {
        type: 'object',
        fields: [
          { name: 'sku', wire: 'sku', type: 'str' },
          { name: 'qty', wire: 'qty', type: 'int', nullable: true },
        ],
      },
    },
  ],
  ['object of any shape', { type: 'object' }],
  ['number or text', { type: 'union', anyOf: [{ type: 'float' }, { type: 'str' }] }],
  ['the unknown type "node"', { type: 'unknown', declared: 'node' }],
  ['no type', { type: 'unknown' }],
])('%s', (words, type) => {
  expect(describeType(type)).toBe(words);
});
