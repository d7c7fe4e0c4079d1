import type { Variable, VariableType } from '@opus-codegen/schema';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valueIssues } from './value.ts';

const PDF_URL = 'http://127.0.0.1:1/media/a.pdf';
const XLS_URL = 'http://127.0.0.1:1/media/a.xls';
const stored = (url: string): boolean => url === PDF_URL || url === XLS_URL;
const issues = (value: unknown, type: VariableType & { readonly nullable?: true }): readonly string[] =>
  valueIssues(value, type, 'it', stored);
const field = (wire: string, type: VariableType & { readonly nullable?: true }): Variable => ({ name: wire, wire, ...type });

const party: VariableType = {
  type: 'object',
  fields: [
    field('name', { type: 'str' }),
    field('born', { type: 'date', format: '%d.%m.%Y', nullable: true }),
    field('scans', { type: 'array', element: { type: 'file', accept: ['.pdf'] }, nullable: true }),
  ],
};

describe('fits', () => {
  test.each<[unknown, VariableType]>([
    ['', { type: 'str' }],
    ['b', { type: 'str', options: ['a', 'b'] }],
    [3, { type: 'int' }],
    [3.5, { type: 'float' }],
    [false, { type: 'bool' }],
    ['[1]', { type: 'json_string' }],
    ['2025-11-09', { type: 'date' }],
    [PDF_URL, { type: 'file', accept: ['.pdf'] }],
    [[PDF_URL, XLS_URL], { type: 'array_files' }],
    [[], { type: 'array_files' }],
    [[1, 'a', null], { type: 'array' }],
    [{ any: 'thing' }, { type: 'object' }],
    [{ name: 'Ada', born: '10.12.1815', scans: [PDF_URL], more: 1 }, party],
    [{ name: 'Ada', born: null }, party],
    ['x', { type: 'union', anyOf: [{ type: 'float' }, { type: 'str' }] }],
    [{}, { type: 'unknown' }],
    [{ name: 7 }, { ...party, enforced: false }],
    [[7], { type: 'array', element: { type: 'str' }, enforced: false }],
  ])('%j as %j', (value, type) => {
    expect(issues(value, type)).toEqual([]);
  });
});

describe('does not fit, and says why', () => {
  test.each<[unknown, VariableType, readonly string[]]>([
    [1, { type: 'str' }, ['it must be a string']],
    ['c', { type: 'str', options: ['a', 'b'] }, ['it must be one of the following values: a, b']],
    ['3', { type: 'int' }, ['it must be an integer number']],
    [3.5, { type: 'int' }, ['it must be an integer number']],
    ['3.5', { type: 'float' }, ['it must be a number']],
    ['true', { type: 'bool' }, ['it must be a boolean value']],
    [{ a: 1 }, { type: 'json_string' }, ['it must be a json string']],
    ['{a:1}', { type: 'json_string' }, ['it must be a json string']],
    ['09/11/2025', { type: 'date' }, ['it must be a date of the format %Y-%m-%d']],
    ['2025-11-09', { type: 'date', format: '%d/%m/%Y' }, ['it must be a date of the format %d/%m/%Y']],
    ['http://elsewhere/a.pdf', { type: 'file' }, ['it must be a fileUrl of this service whose bytes were uploaded']],
    [XLS_URL, { type: 'file', accept: ['.pdf', '.png'] }, ['it must be a file of type .pdf, .png']],
    [[PDF_URL], { type: 'file' }, ['it must be a fileUrl of this service whose bytes were uploaded']],
    [PDF_URL, { type: 'array_files' }, ['it must be an array']],
    [[PDF_URL, 'x'], { type: 'array_files' }, ['it[1] must be a fileUrl of this service whose bytes were uploaded']],
    [{ 0: 'a' }, { type: 'array' }, ['it must be an array']],
    [['a', 1], { type: 'array', element: { type: 'str' } }, ['it[1] must be a string']],
    [[], { type: 'object' }, ['it must be an object']],
    [
      { born: '31.02.2000', scans: [XLS_URL] },
      party,
      ['it.name should not be null', 'it.born must be a date of the format %d.%m.%Y', 'it.scans[0] must be a file of type .pdf'],
    ],
    [true, { type: 'union', anyOf: [{ type: 'float' }, { type: 'str', declared: 'string' }] }, ['it fits none of the types float, string']],
    [null, { type: 'unknown' }, ['it should not be null']],
  ])('%j as %j', (value, type, expected) => {
    expect(issues(value, type)).toEqual(expected);
  });
});

test('null passes where the schema says so', () => {
  expect(issues(null, { type: 'file', nullable: true })).toEqual([]);
});

test('no value breaks it, and none shows in what it says', () => {
  const types: readonly VariableType[] = [
    party,
    { type: 'str', options: ['a'] },
    { type: 'date' },
    { type: 'file' },
    { type: 'json_string' },
  ];
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...types), (value, type) => {
      const secret = { ...(typeof value === 'object' ? value : {}), name: 17_171_717 };
      expect(issues(secret, type).join()).not.toContain('17171717');
      expect(Array.isArray(issues(value, type))).toBe(true);
    }),
  );
});
