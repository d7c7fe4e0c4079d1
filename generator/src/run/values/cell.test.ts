import { file, uploaded } from '@opus-codegen/runtime';
import type { ElementType } from '@opus-codegen/schema';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCell } from './cell.ts';

const valueOf = (type: ElementType, text: string): unknown => {
  const read = readCell(type, text, '/data');
  if (!read.ok) throw new Error(read.what);
  return read.value;
};
const wrongOf = (type: ElementType, text: string): string => {
  const read = readCell(type, text, '/data');
  return read.ok ? `read as ${JSON.stringify(read.value)}` : read.what;
};
const scan = file(resolve('/data', 'march.pdf'));

describe('a cell is read by the declared type', () => {
  test.each<[ElementType, string, unknown]>([
    [{ type: 'str' }, ' 007 ', ' 007 '],
    [{ type: 'str' }, 'true', 'true'],
    [{ type: 'int' }, '42', 42],
    [{ type: 'int' }, ' -7 ', -7],
    [{ type: 'int' }, '42.0', 42],
    [{ type: 'float' }, '1234.5', 1234.5],
    [{ type: 'float' }, '.5', 0.5],
    [{ type: 'float' }, '+1e3', 1000],
    [{ type: 'bool' }, 'TRUE', true],
    [{ type: 'bool' }, 'no', false],
    [{ type: 'bool' }, '1', true],
    [{ type: 'date' }, '2025-11-09', '2025-11-09'],
    [{ type: 'date' }, '2025-11-09T10:30:00+02:00', new Date('2025-11-09T08:30:00Z')],
    [{ type: 'file' }, 'march.pdf', scan],
    [{ type: 'file' }, 'https://files.opus.com/a.pdf', uploaded('https://files.opus.com/a.pdf')],
    [{ type: 'array_files' }, 'march.pdf', [scan]],
    [{ type: 'array_files' }, '["march.pdf"]', [scan]],
    [{ type: 'array', element: { type: 'file' } }, '["march.pdf"]', [scan]],
    [{ type: 'array' }, '[1, "a"]', [1, 'a']],
    [{ type: 'object' }, '{"a": null}', { a: null }],
    [{ type: 'object', fields: [{ name: 'scan', wire: 's', type: 'file' }] }, '{"scan": "march.pdf"}', { scan }],
    [{ type: 'json_string' }, '{ "a": 1 }', '{ "a": 1 }'],
    [{ type: 'unknown' }, '42', 42],
    [{ type: 'unknown' }, '"42"', '42'],
    [{ type: 'unknown' }, '007', '007'],
    [{ type: 'union', anyOf: [{ type: 'int' }, { type: 'str' }] }, '42', 42],
    [{ type: 'union', anyOf: [{ type: 'int' }, { type: 'str' }] }, '42 items', '42 items'],
    [{ type: 'union', anyOf: [{ type: 'str' }, { type: 'int' }] }, '42', '42'],
    [{ type: 'union', anyOf: [{ type: 'file', accept: ['.pdf'] }, { type: 'bool' }] }, 'yes', true],
  ])('%j takes %j', (type, text, value) => {
    expect(valueOf(type, text)).toEqual(value);
  });
});

describe('what cannot be read is told with what was expected', () => {
  test.each<[ElementType, string, string]>([
    [{ type: 'int' }, '4.5', 'expected a whole number like 42, got "4.5"'],
    [{ type: 'int' }, '1,000', 'expected a whole number like 42, got "1,000"'],
    [{ type: 'float' }, '3,14', 'expected a number like 1234.5, got "3,14"'],
    [{ type: 'float' }, 'Infinity', 'expected a number like 1234.5, got "Infinity"'],
    [{ type: 'float' }, '0x10', 'expected a number like 1234.5, got "0x10"'],
    [{ type: 'bool' }, 'maybe', 'expected true or false, got "maybe"'],
    [{ type: 'date' }, '09.11.2025', 'expected a day like 2025-11-09, got "09.11.2025"'],
    // Another moment on another machine.
    [{ type: 'date' }, '2025-11-09T10:30:00', 'expected a day like 2025-11-09, got "2025-11-09T10:30:00"'],
    [{ type: 'array' }, 'a, b', 'expected a JSON list like ["a", "b"], got "a, b"'],
    [{ type: 'array' }, '{"0": 1}', 'expected a JSON list like ["a", "b"], got "{\\"0\\": 1}"'],
    [{ type: 'object' }, '[]', 'expected a JSON object like {"a": 1}, got "[]"'],
    [{ type: 'object' }, 'null', 'expected a JSON object like {"a": 1}, got "null"'],
    [{ type: 'json_string' }, '{a}', 'expected a JSON value, got "{a}"'],
    [{ type: 'union', anyOf: [{ type: 'int' }, { type: 'bool' }] }, 'x', 'expected a whole number like 42, or true or false, got "x"'],
    [{ type: 'int' }, 'x'.repeat(41), 'expected a whole number like 42, got a text of 41 characters'],
  ])('%j does not take %j', (type, text, what) => {
    expect(wrongOf(type, text)).toBe(what);
  });
});
