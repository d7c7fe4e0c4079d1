import { expect, test } from 'vitest';
import { readJson, type JsonReading } from './json-text.ts';

const text = '{\n  "a": 1,\n  "lines": [\n    { "sku": "x" },\n    { "sku": 2 }\n  ]\n}';

function read(json: string): Extract<JsonReading, { ok: true }> {
  const reading = readJson(json);
  if (!reading.ok) throw new Error(reading.what);
  return reading;
}

test('a value is found by its steps, what is missing at the innermost thing around it', () => {
  const { value, positionOf } = read(text);
  expect(value).toEqual({ a: 1, lines: [{ sku: 'x' }, { sku: 2 }] });
  expect(positionOf(['a'])).toEqual({ line: 2, column: 8 });
  expect(positionOf(['lines', 1, 'sku'])).toEqual({ line: 5, column: 14 });
  expect(positionOf(['lines', 1, 'gone'])).toEqual({ line: 5, column: 5 });
  expect(positionOf(['gone'])).toEqual({ line: 1, column: 1 });
});

test('of a name that is given twice, the one that counts is found', () => {
  const { value, positionOf } = read('{ "a": 1, "a": 2 }');
  expect(value).toEqual({ a: 2 });
  expect(positionOf(['a'])).toEqual({ line: 1, column: 16 });
});

test.each([
  ['{"a": x}', { line: 1, column: 7 }, '"x" is out of place'],
  ['{"a": 1,}', { line: 1, column: 9 }, '"}" is out of place'],
  ['\n\n{"a" 1}', { line: 3, column: 6 }, '"1" is out of place'],
  ["{'a': 1}", { line: 1, column: 2 }, `"'" is out of place`],
  ['{"a": "\u0001"}', { line: 1, column: 8 }, '"\\u0001" is out of place'],
  ['{"a":\n1', { line: 2, column: 2 }, 'it ends too early'],
  ['{"a": 1, "b"', { line: 1, column: 13 }, 'it ends too early'],
  ['', { line: 1, column: 1 }, 'it ends too early'],
])('%j is no JSON', (json, position, what) => {
  expect(readJson(json)).toEqual({ ok: false, position, what });
});
