import { spawnSync } from 'node:child_process';
import { unlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { commitFiles } from './commit-files.ts';
import { isRecordThere } from './commit-record.ts';
import { settleFormerRun, type FormerRunOptions } from './former-run.ts';
import { RUN_LOCK_NAME } from './run-lock.ts';
import { after, before, changesIn } from './testing/example-commit.ts';
import { tempFolder, type TempFolder } from '../testing/temp-folder.ts';

const dead = { runId: 'dead', pid: spawnSync(process.execPath, ['-e', '']).pid, host: hostname() };

function optionsFor({ path }: TempFolder, over: Partial<FormerRunOptions> = {}): FormerRunOptions {
  return {
    runId: 'mine',
    signal: new AbortController().signal,
    sleep: async () => expect.fail('waited'),
    onWait: () => {},
    places: async () => ({
      root: path,
      outputDirs: changesIn({ path }).map((change) => dirname(change.path)),
      files: [join(path, 'opus.lock.json')],
    }),
    onCompleted: () => {},
    ...over,
  };
}

const letOthersRun = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The example commit, as a run leaves it that stops before a step. Gives back how it goes on from there, to its end. */
async function cutShort(folder: TempFolder, step: string, holder: object = dead): Promise<() => Promise<void>> {
  folder.write({ [RUN_LOCK_NAME]: JSON.stringify(holder) });
  const stopped = Promise.withResolvers<void>();
  const going = Promise.withResolvers<void>();
  const beforeStep = (name: string): void | Promise<void> => {
    if (name !== step) return;
    stopped.resolve();
    return going.promise;
  };
  const ended = commitFiles(changesIn(folder), { root: folder.path, runId: 'r', signal: new AbortController().signal, beforeStep });
  await stopped.promise;
  return async () => {
    going.resolve();
    await ended;
  };
}

test('where nothing was left behind, nothing is asked, made or waited for', async () => {
  using folder = tempFolder(before);
  const places = vi.fn<FormerRunOptions['places']>();
  await settleFormerRun(folder.path, optionsFor(folder, { places }));
  expect(places).not.toHaveBeenCalled();
  expect(folder.tree()).toEqual(before);
});

test('a run killed before its commit was decided leaves the former tree, and nothing beside it', async () => {
  using folder = tempFolder(before);
  await cutShort(folder, 'decide');
  const onCompleted = vi.fn<FormerRunOptions['onCompleted']>();
  await settleFormerRun(folder.path, optionsFor(folder, { onCompleted }));
  expect(folder.tree()).toEqual(before);
  expect(onCompleted).not.toHaveBeenCalled();
});

test('a run killed after it was decided leaves the new tree, and nothing beside it', async () => {
  using folder = tempFolder(before);
  await cutShort(folder, 'make deep');
  const onCompleted = vi.fn<FormerRunOptions['onCompleted']>();
  await settleFormerRun(folder.path, optionsFor(folder, { onCompleted }));
  expect(folder.tree()).toEqual(after);
  expect(onCompleted.mock.calls).toEqual([[{ tree: 'next', fileCount: 5 }]]);
});

test('of many that come upon it at once, one completes it and all go on', async () => {
  using folder = tempFolder(before);
  await cutShort(folder, 'place old.ts');
  const onCompleted = vi.fn<FormerRunOptions['onCompleted']>();
  await Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      await settleFormerRun(
        folder.path,
        optionsFor(folder, { runId: `run-${index}`, sleep: letOthersRun, waitTimeoutMs: 10_000_000, onCompleted }),
      );
      expect(isRecordThere(folder.path)).toBe(false);
    }),
  );
  expect(folder.tree()).toEqual(after);
  expect(onCompleted).toHaveBeenCalledTimes(1);
});

test('a run at work is left alone, and waited for while it puts its files in place', async () => {
  using folder = tempFolder(before);
  const alive = { ...dead, pid: process.ppid };
  const goOn = await cutShort(folder, 'decide', alive);
  await settleFormerRun(folder.path, optionsFor(folder));
  expect(folder.read(RUN_LOCK_NAME)).toBe(JSON.stringify(alive));
  await goOn();
  expect(folder.tree()).toEqual({ ...after, [RUN_LOCK_NAME]: JSON.stringify(alive) });
});

test('it is not waited for any longer than that, though it goes on with other things', async () => {
  using folder = tempFolder(before);
  const alive = { ...dead, pid: process.ppid };
  const goOn = await cutShort(folder, 'place fresh.ts', alive);
  let waits = 0;
  const sleep = async (): Promise<void> => {
    waits += 1;
    if (waits === 2) await goOn();
  };
  await settleFormerRun(folder.path, optionsFor(folder, { sleep, waitTimeoutMs: 10_000_000 }));
  expect(folder.tree()).toEqual({ ...after, [RUN_LOCK_NAME]: JSON.stringify(alive) });
});

test('one of another machine is waited for, and what to do is told; with its lock deleted, its commit is completed', async () => {
  using folder = tempFolder(before);
  await cutShort(folder, 'place fresh.ts', { ...dead, host: 'elsewhere' });
  await expect(settleFormerRun(folder.path, optionsFor(folder, { sleep: async () => {}, waitTimeoutMs: 300 }))).rejects.toThrow(
    /OPUS5008 .* on elsewhere\)/,
  );
  unlinkSync(join(folder.path, RUN_LOCK_NAME));
  await settleFormerRun(folder.path, optionsFor(folder));
  expect(folder.tree()).toEqual(after);
});

test('a lock that cannot be taken is no matter where nothing was decided, and told as what it is where something was', async () => {
  const runId = 'no/such/folder';
  using undecided = tempFolder(before);
  await cutShort(undecided, 'decide');
  await settleFormerRun(undecided.path, optionsFor(undecided, { runId }));
  using folder = tempFolder(before);
  await cutShort(folder, 'make deep');
  await expect(settleFormerRun(folder.path, optionsFor(folder, { runId }))).rejects.toThrow(
    /^OPUS5019 \S+\.opus-codegen\.lock cannot be written \(ENOENT\)\.$/,
  );
});

test('an interruption while waiting is passed on', async () => {
  using folder = tempFolder(before);
  await cutShort(folder, 'place fresh.ts', { ...dead, pid: process.ppid });
  const interruption = new AbortController();
  const sleep = async (): Promise<void> => interruption.abort(new Error('Ctrl-C'));
  await expect(settleFormerRun(folder.path, optionsFor(folder, { sleep, signal: interruption.signal }))).rejects.toThrow('Ctrl-C');
});
