import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

test.each([
  ['poNumbr', 'poNumber'],
  ['PONUMBER', 'poNumber'],
  ['treshold', 'threshold'],
  ['Hihg', 'High'],
  ['x', undefined],
  ['invoice', undefined],
  ['', undefined],
])('%j was meant as %j', (word, meant) => {
  expect(nearest(word, ['poNumber', 'threshold', 'High', 'documents'])).toBe(meant);
});

test('of two equally near the first is proposed', () => {
  expect(nearest('lane', ['line', 'land'])).toBe('line');
});

test('a text of a megabyte is not compared', () => {
  expect(nearest('x'.repeat(1_000_000), ['x'])).toBeUndefined();
});
