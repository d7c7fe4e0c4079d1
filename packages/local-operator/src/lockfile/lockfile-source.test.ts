import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { printLockfile, type Lockfile } from '@opus-codegen/schema/lockfile';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockedSources } from './locked-sources.ts';
import { readLockfileSource, type LockfileSource } from './lockfile-source.ts';

const entry = {
  workflowId: 'B9uGJfZ3CFwOdMKH',
  name: 'Invoice',
  description: '',
  generation: 'v1',
  fingerprint: { inputs: 'fp1:a', outputs: 'fp1:b' },
  inputs: [],
  outputs: [],
  removed: [],
} as const;
const lockfile: Lockfile = { lockfileVersion: 1, workflows: { invoice: entry } };

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opus-lockfile-'));
  path = join(folder, 'opus.lock.json');
  writeFileSync(path, printLockfile(lockfile));
  mkdirSync(join(folder, 'src/tests'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const refusal = (source: LockfileSource): Promise<string> =>
  readLockfileSource(source, folder).then(
    () => 'read',
    (error: unknown) => String(error),
  );

test.each<[string, () => LockfileSource, string]>([
  ['a path', () => path, '.'],
  ['a relative path', () => '../../opus.lock.json', 'src/tests'],
  ['a file: URL', () => pathToFileURL(path), '.'],
  ['the text of one', () => pathToFileURL(path).href, '.'],
  ['what it holds', () => JSON.parse(printLockfile(lockfile)) as object, '.'],
  ['true, for the nearest one above', () => true, 'src/tests'],
])('the lockfile is given by %s', async (_, source, cwd) => {
  expect(await readLockfileSource(source(), join(folder, cwd))).toEqual(lockfile);
});

test('a merge conflict, damage and another version are told with the file and the way out', async () => {
  writeFileSync(path, printLockfile(lockfile).replace('  "workflows"', '<<<<<<< HEAD\n  "workflows"'));
  expect(await refusal(path)).toBe(
    `Error: ${path} cannot be served. Line 3 of the lockfile is a merge conflict marker. Finish the merge, then run \`opus-codegen generate\`.`,
  );
  writeFileSync(path, '{ "lockfileVersion": 1, "workflows": { "invoice": 3 } }');
  expect(await refusal(true)).toBe(
    `Error: ${path} cannot be served. The lockfile is damaged: workflows.invoice should be an object. Restore it from version control, or run \`opus-codegen generate\`.`,
  );
  expect(await refusal({ lockfileVersion: 7 })).toBe(
    'Error: The lockfile given cannot be served. The lockfile says version 7; this package knows 1. Install the same version of all @opus-codegen packages.',
  );
});

test('one that is not there is told with where it was looked for', async () => {
  rmSync(path);
  expect(await refusal(path)).toBe(
    `Error: ${path} cannot be read. There is no such file: check the path, or make one with \`opus-codegen generate\`.`,
  );
  expect(await refusal(true)).toBe(
    `Error: There is no opus.lock.json in ${folder} or above it. Give its path, or make one with \`opus-codegen generate\`.`,
  );
  expect(await refusal(join(folder, 'src'))).toBe(`Error: ${join(folder, 'src')} cannot be read. (EISDIR)`);
  expect(await refusal(new URL('https://example.com/opus.lock.json'))).toBe(
    'Error: A lockfile is read from this machine: https: URLs are not.',
  );
});

test('of two entries for one workflow only one could be served', () => {
  expect(() => lockedSources({ ...lockfile, workflows: { invoice: entry, bill: entry } })).toThrow(
    'invoice and bill of the lockfile are both workflow B9uGJfZ3CFwOdMKH. Keep one of them.',
  );
});
