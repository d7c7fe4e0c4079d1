import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalFile, NamedBytes } from '../types.ts';
import type { FoundFile } from './collect.ts';
import { openLocal, statLocal } from './node.ts';
import { bytes, file } from './source.ts';
import { MAX_FILE_BYTES, statFiles } from './stat.ts';
import * as unsupported from './unsupported.ts';

let folder = '';
const at = (name: string): string => join(folder, name);
const found = (source: LocalFile | NamedBytes | Blob, ...path: (string | number)[]): FoundFile => ({
  source,
  path,
  extension: '.pdf',
  key: String(path),
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opus-files-'));
  await writeFile(at('good.pdf'), '%PDF-');
  await writeFile(at('empty.pdf'), '');
  await writeFile(at('large.pdf'), '');
  await truncate(at('large.pdf'), MAX_FILE_BYTES + 1);
  await writeFile(at('largest.pdf'), '');
  await truncate(at('largest.pdf'), MAX_FILE_BYTES);
  await mkdir(at('folder.pdf'));
  await symlink(at('nowhere.pdf'), at('dangling.pdf'));
  await symlink(at('loop.pdf'), at('loop.pdf'));
});

afterAll(() => rm(folder, { recursive: true }));

test('files that can be sent come back with their size and what must still hold later', async () => {
  const { files, issues } = await statFiles([
    found(file(at('good.pdf')), 'a'),
    found(bytes(new DataView(new ArrayBuffer(3)), 'b.pdf'), 'b'),
    found(new Blob(['four']), 'c'),
    found(file(at('largest.pdf')), 'd'),
  ]);
  expect(issues).toEqual([]);
  expect(files.map(({ path, sizeBytes, version }) => [path, sizeBytes, version?.sizeBytes])).toEqual([
    [['a'], 5, 5],
    [['b'], 3, undefined],
    [['c'], 4, undefined],
    [['d'], MAX_FILE_BYTES, MAX_FILE_BYTES],
  ]);
});

test('everything that is wrong is found at once, each with its own code', async () => {
  const wrong = [
    found(file(at('nowhere.pdf')), 'missing'),
    found(file(at('dangling.pdf')), 'link'),
    found(file(at('good.pdf/inside.pdf')), 'under'),
    found(file(at('folder.pdf')), 'folder'),
    found(file(at('empty.pdf')), 'empty'),
    found(file(at('large.pdf')), 'large'),
    found(file(at('loop.pdf')), 'loop'),
    found(file('a\0b.pdf'), 'nul'),
    found(bytes(new Uint8Array(0), 'none.pdf'), 'papers', 0),
    found(new Blob([]), 'papers', 1),
  ];
  const { files, issues } = await statFiles([...wrong, found(file(at('good.pdf')), 'good')]);
  expect(files.map(({ path }) => path)).toEqual([['good']]);
  expect(issues.map(({ pathText, code, received }) => [pathText, code, received.replaceAll(folder, '')])).toEqual([
    ['missing', 'FILE_NOT_FOUND', '/nowhere.pdf, which does not exist'],
    ['link', 'FILE_NOT_FOUND', '/dangling.pdf, which does not exist'],
    ['under', 'FILE_NOT_FOUND', '/good.pdf/inside.pdf, which does not exist'],
    ['folder', 'FILE_UNREADABLE', '/folder.pdf, which is a directory'],
    ['empty', 'FILE_UNREADABLE', '/empty.pdf, which is empty'],
    ['large', 'FILE_TOO_LARGE', '/large.pdf of 10.1 MB'],
    ['loop', 'FILE_UNREADABLE', '/loop.pdf, which cannot be read (ELOOP)'],
    ['nul', 'FILE_UNREADABLE', 'a\0b.pdf, which cannot be read (ERR_INVALID_ARG_VALUE)'],
    ['papers[0]', 'FILE_UNREADABLE', 'a file, which is empty'],
    ['papers[1]', 'FILE_UNREADABLE', 'a file, which is empty'],
  ]);
});

test('a special file is no file to send', async () => {
  expect(await statLocal('/dev/null')).toEqual({ kind: 'unreadable', reason: 'not a regular file' });
});

test.each([
  ['small', 3, Uint8Array],
  ['larger', 300_000, Blob],
])('a %s file opens only while it is the one that was looked at', async (_size, sizeBytes, kind) => {
  await writeFile(at('changing.pdf'), 'a'.repeat(sizeBytes));
  const seen = await statLocal(at('changing.pdf'));
  if (seen.kind !== 'file') throw new Error(seen.kind);
  const content = await openLocal(at('changing.pdf'), seen);
  expect(content).toBeInstanceOf(kind);
  expect(await new Response(content).text()).toBe('a'.repeat(sizeBytes));
  expect(await openLocal(at('changing.pdf'), { ...seen, modifiedMs: seen.modifiedMs - 1 })).toBe('changed');
  await writeFile(at('changing.pdf'), 'a'.repeat(sizeBytes + 1));
  expect(await openLocal(at('changing.pdf'), seen)).toBe('changed');
  await rm(at('changing.pdf'));
  expect(await openLocal(at('changing.pdf'), seen)).toBe('changed');
});

test('where there are no files, the answer says what to pass instead', async () => {
  expect(await unsupported.statLocal('./a.pdf')).toEqual({
    kind: 'unreadable',
    reason: 'this platform has no local files: pass bytes(data, name) or a Blob',
  });
});
