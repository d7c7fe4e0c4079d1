import type { Variable } from '@opus-codegen/schema';
import { expect, test } from 'vitest';
import { collectFiles } from './collect.ts';
import { bytes, file, uploaded } from './source.ts';

const variables: readonly Variable[] = [
  { name: 'scan', wire: 'w1', type: 'file' },
  { name: 'papers', wire: 'w2', type: 'array_files', accept: ['.jpg', '.pdf'] },
  {
    name: 'lines',
    wire: 'w3',
    type: 'array',
    element: { type: 'object', fields: [{ name: 'proof', wire: 'p', type: 'union', anyOf: [{ type: 'str' }, { type: 'file' }] }] },
  },
  { name: 'note', wire: 'w4', type: 'object' },
];

test('every file is found with its place and extension, at any depth', () => {
  const input = {
    scan: file('./A.PDF'),
    papers: [new Blob(['x'], { type: 'image/jpeg' }), bytes(new Uint8Array(1), 'b.pdf')],
    lines: [{ proof: 'none' }, { proof: file('./c.csv') }],
    note: { text: 'no file here' },
  };
  expect(collectFiles(variables, input).map(({ path, extension }) => [path, extension])).toEqual([
    [['scan'], '.pdf'],
    [['papers', 0], '.jpg'],
    [['papers', 1], '.pdf'],
    [['lines', 1, 'proof'], '.csv'],
  ]);
});

test('the same file in several places is collected once, at the first of them', () => {
  const scan = file('./a.pdf');
  const found = collectFiles(variables, { scan, papers: [file('./a.pdf'), scan], lines: [{ proof: scan }] });
  expect(found).toEqual([{ source: scan, path: ['scan'], extension: '.pdf', key: 'path ./a.pdf' }]);
});

test('files the service holds, and inputs left out, give nothing', () => {
  expect(collectFiles(variables, { scan: uploaded('https://x.test/a.pdf'), papers: null })).toEqual([]);
  expect(collectFiles(variables, undefined)).toEqual([]);
});
