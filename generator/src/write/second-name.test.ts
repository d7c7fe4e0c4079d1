import { expect, test, vi } from 'vitest';
import { commitFiles } from './commit-files.ts';
import { takeRunLock, type RunLockOptions } from './run-lock.ts';
import { giveSecondName } from './second-name.ts';
import { after, before, changesIn } from './testing/example-commit.ts';
import { tempFolder } from '../testing/temp-folder.ts';

// As exFAT answers on Linux.
vi.mock('node:fs/promises', async (original) => ({
  ...(await original<typeof import('node:fs/promises')>()),
  link: async () => {
    throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' });
  },
}));

function optionsWith(runId: string): RunLockOptions {
  return { runId, signal: new AbortController().signal, sleep: async () => {}, onWait: () => {}, waitTimeoutMs: 200 };
}

function bugAtTheLockfile(step: string): void {
  if (step === 'place opus.lock.json') throw new TypeError('a bug');
}

test('a disk without second names has a lock that holds off others', async () => {
  using folder = tempFolder();
  const lock = await takeRunLock(folder.path, optionsWith('one'));
  await expect(takeRunLock(folder.path, optionsWith('two'))).rejects.toThrow(`OPUS5008 Another run (process ${process.pid})`);
  await lock.release();
  expect(folder.tree()).toEqual({});
});

test('a commit there keeps what it replaces, and puts it back', async () => {
  using folder = tempFolder(before);
  const options = { root: folder.path, runId: 'r', signal: new AbortController().signal };
  await expect(commitFiles(changesIn(folder), { ...options, beforeStep: bugAtTheLockfile })).rejects.toThrow('a bug');
  expect(folder.tree()).toEqual(before);
  await commitFiles(changesIn(folder), options);
  expect(folder.tree()).toEqual(after);
});

test('a name that is taken stays what it is', async () => {
  using folder = tempFolder({ one: '1', two: '2' });
  await expect(giveSecondName(`${folder.path}/one`, `${folder.path}/two`)).rejects.toMatchObject({ code: 'EEXIST' });
  expect(folder.tree()).toEqual({ one: '1', two: '2' });
});
