import { mkdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitFiles, type FileChange } from './commit-files.ts';
import { tempFolder, type TempFolder } from '../testing/temp-folder.ts';

const before = { 'opus/gone.ts': 'gone', 'opus/kept.ts': 'kept', 'opus/old.ts': 'old', 'opus.lock.json': 'lock 1' };
const after = { 'opus/fresh.ts': 'fresh', 'opus/kept.ts': 'kept', 'opus/old.ts': 'new', 'opus.lock.json': 'lock 2' };

function changesIn(folder: TempFolder): readonly FileChange[] {
  return [
    { path: join(folder.path, 'opus/gone.ts') },
    { path: join(folder.path, 'opus/old.ts'), text: 'new' },
    { path: join(folder.path, 'opus/fresh.ts'), text: 'fresh' },
    { path: join(folder.path, 'opus.lock.json'), text: 'lock 2' },
  ];
}

/** Every step of those changes, in order. */
async function stepsOf(): Promise<readonly string[]> {
  using folder = tempFolder(before);
  const steps: string[] = [];
  await commitFiles(changesIn(folder), {
    runId: 'r',
    signal: new AbortController().signal,
    beforeStep: (step) => steps.push(step.replace(folder.path, '.')),
  });
  expect(folder.tree()).toEqual(Object.fromEntries(Object.entries(after).toSorted()));
  return steps;
}

test('everything is written before anything is put in place, and the lockfile comes last', async () => {
  expect(await stepsOf()).toEqual([
    'open ./opus',
    'stage gone.ts',
    'stage old.ts',
    'stage fresh.ts',
    'open .',
    'stage opus.lock.json',
    'place gone.ts',
    'place old.ts',
    'place fresh.ts',
    'place opus.lock.json',
  ]);
});

describe('whichever step fails', () => {
  const TOTAL = 10;

  test.each(Array.from({ length: TOTAL }, (_, index) => index))('everything is as it was: step %d', async (failing) => {
    using folder = tempFolder(before);
    let step = -1;
    const beforeStep = (): void => {
      step += 1;
      if (step === failing) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    await expect(commitFiles(changesIn(folder), { runId: 'r', signal: new AbortController().signal, beforeStep })).rejects.toThrow(
      /^OPUS5005 There is no room to write .* \(ENOSPC\)\.$/,
    );
    expect(folder.tree()).toEqual(before);
  });

  test.each(Array.from({ length: TOTAL }, (_, index) => index))('an abort there leaves everything as it was: step %d', async (aborting) => {
    using folder = tempFolder(before);
    const interruption = new AbortController();
    let step = -1;
    const beforeStep = (): void => {
      step += 1;
      if (step === aborting - 1) interruption.abort(new Error('Ctrl-C'));
    };
    if (aborting === 0) interruption.abort(new Error('Ctrl-C'));
    await expect(commitFiles(changesIn(folder), { runId: 'r', signal: interruption.signal, beforeStep })).rejects.toThrow('Ctrl-C');
    expect(folder.tree()).toEqual(before);
  });

  test('an error of ours is passed on as it is, after everything was put back', async () => {
    using folder = tempFolder(before);
    let step = 0;
    const beforeStep = (): void => {
      step += 1;
      if (step === TOTAL) throw new TypeError('a bug');
    };
    await expect(commitFiles(changesIn(folder), { runId: 'r', signal: new AbortController().signal, beforeStep })).rejects.toThrow(
      TypeError,
    );
    expect(folder.tree()).toEqual(before);
  });
});

const options = () => ({ runId: 'r', signal: new AbortController().signal });

const failOnPlacing = (step: string): void => {
  if (step.startsWith('place')) throw Object.assign(new Error('no'), { code: 'EIO' });
};

test('folders are made, and taken back when the run fails', async () => {
  using folder = tempFolder();
  const path = join(folder.path, 'src/deep/opus/a.ts');
  await expect(commitFiles([{ path, text: 'a' }], { ...options(), beforeStep: failOnPlacing })).rejects.toThrow('OPUS5006');
  expect(() => statSync(join(folder.path, 'src'))).toThrow('ENOENT');
  await commitFiles([{ path, text: 'a' }], options());
  expect(folder.tree()).toEqual({ 'src/deep/opus/a.ts': 'a' });
});

test('what is not among the changes keeps its time', async () => {
  using folder = tempFolder(before);
  const kept = join(folder.path, 'opus/kept.ts');
  utimesSync(kept, 1_000_000, 1_000_000);
  await commitFiles(changesIn(folder), options());
  expect(statSync(kept).mtimeMs).toBe(1_000_000_000);
});

test('nothing to do touches nothing', async () => {
  using folder = tempFolder();
  await commitFiles([], { ...options(), beforeStep: (step) => expect.fail(step) });
  expect(folder.tree()).toEqual({});
});

test('a file that is already gone is no failure', async () => {
  using folder = tempFolder();
  await commitFiles([{ path: join(folder.path, 'a.ts') }], options());
  expect(folder.tree()).toEqual({});
});

test('a folder in place of a file is told, and nothing is lost', async () => {
  using folder = tempFolder({ 'opus.lock.json': 'lock 1' });
  mkdirSync(join(folder.path, 'a.ts'));
  const changes = [
    { path: join(folder.path, 'b.ts'), text: 'b' },
    { path: join(folder.path, 'a.ts'), text: 'a' },
  ];
  await expect(commitFiles(changes, options())).rejects.toThrow(/^OPUS50/);
  expect(folder.tree()).toEqual({ 'opus.lock.json': 'lock 1' });
  expect(statSync(join(folder.path, 'a.ts')).isDirectory()).toBe(true);
});
