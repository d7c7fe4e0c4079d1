import { utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeLeftovers } from './staging.ts';
import { tempFolder } from '../testing/temp-folder.ts';

test('what killed runs left is removed, in the folders named and above them, and nothing else', async () => {
  using folder = tempFolder({
    '.opus-codegen-stage-99-abc/0.next': 'x',
    'src/.opus-codegen-stage-99-abc/0.next': 'x',
    'src/opus/.opus-codegen-stage-99-abc/0.next': 'x',
    'src/other/.opus-codegen-stage-99-abc/0.next': 'not asked about',
    '.opus-codegen-commit.json.99-abc': 'half a record',
    '.opus-codegen.lock.99-abc': 'half a lock',
    '.opus-codegen.lock.97-abc': JSON.stringify({ runId: '97-abc', pid: 4_194_305, host: hostname() }),
    '.opus-codegen.lock.98-abc': JSON.stringify({ runId: '98-abc', pid: process.ppid, host: hostname() }),
    '.opus-codegen.lock': 'x',
    '.opus-codegen-notes/mine.txt': 'mine',
    'a.ts': 'a',
  });
  utimesSync(join(folder.path, '.opus-codegen.lock.99-abc'), 1_000_000, 1_000_000);
  await removeLeftovers(folder.path, [join(folder.path, 'src/opus'), join(folder.path, 'src/nowhere'), '/somewhere/else']);
  expect(Object.keys(folder.tree())).toEqual([
    '.opus-codegen-notes/mine.txt',
    '.opus-codegen.lock',
    '.opus-codegen.lock.98-abc',
    'a.ts',
    'src/other/.opus-codegen-stage-99-abc/0.next',
  ]);
});
