import { file, uploaded } from '@opus-codegen/runtime';
import type { Variable } from '@opus-codegen/schema';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { fieldsFromJson, fromJson } from './json-value.ts';

const scan = file(resolve('/data', 'a.pdf'));
const inputs: readonly Variable[] = [
  { name: 'scan', wire: 's', type: 'file' },
  { name: 'more', wire: 'm', type: 'array_files' },
  { name: 'order', wire: 'o', type: 'object', fields: [{ name: 'lines', wire: 'l', type: 'array', element: { type: 'file' } }] },
  { name: 'due', wire: 'd', type: 'date' },
  { name: 'note', wire: 'n', type: 'str' },
];

test('a text becomes a file where the type says file, at any depth, and stays a text elsewhere', () => {
  const values = { scan: 'a.pdf', more: ['a.pdf', 'https://x/b.pdf'], order: { lines: ['a.pdf'] }, note: 'a.pdf', extra: 'a.pdf' };
  expect(fieldsFromJson(inputs, values, '/data')).toEqual({
    scan,
    more: [scan, uploaded('https://x/b.pdf')],
    order: { lines: [scan] },
    note: 'a.pdf',
    extra: 'a.pdf',
  });
});

test('a day stays a day, and a moment with its offset becomes one', () => {
  expect(fieldsFromJson(inputs, { due: '2025-11-09' }, '/data')).toEqual({ due: '2025-11-09' });
  expect(fieldsFromJson(inputs, { due: '2025-11-09T23:30:00-02:00' }, '/data')).toEqual({ due: new Date('2025-11-10T01:30:00Z') });
});

test('what is of the wrong kind stays as it is, for the check to tell', () => {
  const values = { scan: 5, more: 'a.pdf', order: ['a.pdf'], due: null };
  expect(fieldsFromJson(inputs, values, '/data')).toEqual(values);
  expect(fromJson({ type: 'file' }, '', '/data')).toBe('');
});

test('where a text is allowed beside a file, a text is a text', () => {
  expect(fromJson({ type: 'union', anyOf: [{ type: 'file' }, { type: 'str' }] }, 'a.pdf', '/data')).toBe('a.pdf');
  expect(fromJson({ type: 'union', anyOf: [{ type: 'int' }, { type: 'file' }] }, 'a.pdf', '/data')).toEqual(scan);
  expect(fromJson({ type: 'union', anyOf: [{ type: 'int' }, { type: 'array_files' }] }, ['a.pdf'], '/data')).toEqual([scan]);
});

test('a name like __proto__ is a name', () => {
  const result = fieldsFromJson(inputs, JSON.parse('{"__proto__": {"note": "x"}}'), '/data');
  expect(Object.keys(result as object)).toEqual(['__proto__']);
  expect((result as { note?: unknown }).note).toBeUndefined();
});
