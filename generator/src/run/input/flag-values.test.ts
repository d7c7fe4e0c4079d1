import { file } from '@opus-codegen/runtime';
import type { Variable } from '@opus-codegen/schema';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readFlagValues } from './flag-values.ts';

const inputs: readonly Variable[] = [
  { name: 'total', wire: 't', type: 'float' },
  { name: 'note', wire: 'n', type: 'str' },
  { name: 'scan', wire: 's', type: 'file' },
  { name: 'scans', wire: 'm', type: 'array_files' },
  { name: 'vendor', wire: 'v', type: 'object', fields: [{ name: 'city', wire: 'c', type: 'str' }] },
];
const read = (set: readonly string[], files: readonly string[] = []) => readFlagValues({ set, file: files }, inputs, '/data');
const at = (name: string) => file(resolve('/data', name));

test('values are read by their types, and go where their places lead', () => {
  expect(read(['total=12.5', 'vendor.city=Ulm', 'note=a=b'], ['scan=./a.pdf', 'scans=b.pdf', 'scans=c.pdf'])).toEqual({
    problems: [],
    values: [
      { flag: '--set total=12.5', steps: ['total'], value: 12.5 },
      { flag: '--set vendor.city=Ulm', steps: ['vendor', 'city'], value: 'Ulm' },
      { flag: '--set note=a=b', steps: ['note'], value: 'a=b' },
      { flag: '--file scan=./a.pdf', steps: ['scan'], value: at('a.pdf') },
      { flag: '--file scans=b.pdf', steps: ['scans'], value: [at('b.pdf'), at('c.pdf')] },
    ],
  });
});

test('everything that cannot be used is told at once', () => {
  const { problems, values } = read(['total', 'totl=1', 'total=x', 'note=a', 'note=b'], ['scan=a.pdf', 'scan=b.pdf', 'note=c.pdf', 'scan']);
  expect(problems.map(({ flag, what }) => `${flag}: ${what}`)).toEqual([
    '--set total: It must be name=value.',
    '--set totl=1: This workflow has no input "totl". Did you mean total?',
    '--set total=x: total: expected a number like 1234.5, got "x".',
    '--set note=b: note was set before.',
    '--file scan: It must be name=path.',
    '--file scan=b.pdf: scan takes one file.',
    '--file note=c.pdf: note was set before.',
  ]);
  expect(values.map(({ flag }) => flag)).toEqual(['--set note=a', '--set note=b']);
});
