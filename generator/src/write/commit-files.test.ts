import { mkdirSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitFiles, type CommitOptions, type FileChange } from './commit-files.ts';
import { DiskRefusal } from './disk-failure.ts';
import { after, before, changesIn } from './testing/example-commit.ts';
import { tempFolder, type TempFolder } from '../testing/temp-folder.ts';

function optionsFor(folder: TempFolder, over: Partial<CommitOptions> = {}): CommitOptions {
  return { root: folder.path, runId: 'r', signal: new AbortController().signal, ...over };
}

const STEPS = [
  'open ./opus',
  'open .',
  'stage gone.ts',
  'stage old.ts',
  'stage fresh.ts',
  'stage deep.ts',
  'stage opus.lock.json',
  'write the record',
  'decide',
  'make deep',
  'place gone.ts',
  'place old.ts',
  'place fresh.ts',
  'place deep.ts',
  'place opus.lock.json',
  'forget',
];

test('everything is written and recorded before anything is put in place, and the lockfile comes last', async () => {
  using folder = tempFolder(before);
  const steps: string[] = [];
  const beforeStep = (step: string): void => void steps.push(step.replace(folder.path, '.'));
  await commitFiles(changesIn(folder), optionsFor(folder, { beforeStep }));
  expect(folder.tree()).toEqual(after);
  expect(steps).toEqual(STEPS);
});

/** Fails before the given step, as a disk would that is full from then on. */
function failingBefore(failing: number): (step: string) => void {
  let step = -1;
  return () => {
    step += 1;
    if (step === failing) throw new DiskRefusal('/p/a.ts', Object.assign(new Error('full'), { code: 'ENOSPC' }));
  };
}

function bugAtTheLockfile(step: string): void {
  if (step === 'place opus.lock.json') throw new TypeError('a bug');
}

describe('whichever step fails', () => {
  test.each([...STEPS.entries()])('everything is as it was: %d, %s', async (failing) => {
    using folder = tempFolder(before);
    await expect(commitFiles(changesIn(folder), optionsFor(folder, { beforeStep: failingBefore(failing) }))).rejects.toThrow(
      /^OPUS5005 There is no room to write \/p\/a\.ts \(ENOSPC\)\.$/,
    );
    expect(folder.tree()).toEqual(before);
    expect(() => statSync(join(folder.path, 'opus/deep'))).toThrow('ENOENT');
  });

  test.each([...STEPS.entries()])('an abort there leaves everything as it was: %d, %s', async (aborting) => {
    using folder = tempFolder(before);
    const interruption = new AbortController();
    let step = 0;
    const beforeStep = (): void => {
      step += 1;
      if (step === aborting) interruption.abort(new Error('Ctrl-C'));
    };
    if (aborting === 0) interruption.abort(new Error('Ctrl-C'));
    await expect(commitFiles(changesIn(folder), optionsFor(folder, { signal: interruption.signal, beforeStep }))).rejects.toThrow('Ctrl-C');
    expect(folder.tree()).toEqual(before);
  });

  test('files are put back in reverse, the lockfile first, so that where upper and lower case are one no name is taken yet', async () => {
    using folder = tempFolder(before);
    const steps: string[] = [];
    const fail = failingBefore(STEPS.indexOf('forget'));
    const beforeStep = (step: string): void => {
      steps.push(step);
      fail(step);
    };
    await expect(commitFiles(changesIn(folder), optionsFor(folder, { beforeStep }))).rejects.toThrow('OPUS5005');
    expect(steps.slice(STEPS.length)).toEqual([
      'undecide',
      'restore opus.lock.json',
      'restore deep.ts',
      'restore fresh.ts',
      'restore old.ts',
      'restore gone.ts',
      'forget',
    ]);
  });

  test('an error of ours is passed on as it is, after everything was put back', async () => {
    using folder = tempFolder(before);
    await expect(commitFiles(changesIn(folder), optionsFor(folder, { beforeStep: bugAtTheLockfile }))).rejects.toThrow(TypeError);
    expect(folder.tree()).toEqual(before);
  });
});

test('a disk that refuses to put back leaves a record for the next command, and says so', async () => {
  using folder = tempFolder(before);
  const beforeStep = (step: string): void => {
    if (step === 'place opus.lock.json' || step === 'restore old.ts') {
      throw new DiskRefusal(join(folder.path, 'opus'), Object.assign(new Error('broken'), { code: 'EIO' }));
    }
  };
  await expect(commitFiles(changesIn(folder), optionsFor(folder, { beforeStep }))).rejects.toThrow(
    /^OPUS5006 \S+ cannot be written \(EIO\)\.\nOPUS5007 Not everything could be put back: \S+ cannot be written \(EIO\)\.$/,
  );
  expect(Object.keys(folder.tree())).toContain('.opus-codegen-rollback.json');
});

test('a record that cannot be taken away stays for the next command, and so is told', async () => {
  using folder = tempFolder(before);
  const record = join(folder.path, '.opus-codegen-commit.json');
  const beforeStep = (step: string): void => {
    if (step !== 'forget') return;
    // As a disk refuses to remove a file.
    rmSync(record);
    mkdirSync(record);
  };
  const failure: unknown = await commitFiles(changesIn(folder), optionsFor(folder, { beforeStep })).catch((error: unknown) => error);
  expect(failure).toMatchObject({ diagnostics: [{ name: 'commit-unfinished', where: record }] });
  expect(folder.tree()).toMatchObject(after);
});

test('a commit that was cut short is never written over by another', async () => {
  using folder = tempFolder({ ...before, '.opus-codegen-commit.json': 'precious' });
  await expect(commitFiles(changesIn(folder), optionsFor(folder))).rejects.toThrow('has to be completed before another begins');
  expect(folder.tree()).toEqual({ ...before, '.opus-codegen-commit.json': 'precious' });
});

function oneDeepFile(folder: TempFolder): FileChange {
  return { path: join(folder.path, 'src/deep/opus/a.ts'), text: 'a' };
}

test('a single change is decided by its own rename, without a record; whichever step fails, everything is as it was', async () => {
  using folder = tempFolder();
  const steps: string[] = [];
  const beforeStep = (step: string): void => void steps.push(step.replace(folder.path, '.'));
  await commitFiles([oneDeepFile(folder)], optionsFor(folder, { beforeStep }));
  expect(folder.tree()).toEqual({ 'src/deep/opus/a.ts': 'a' });
  expect(steps).toEqual(['open .', 'stage a.ts', 'make src', 'make deep', 'make opus', 'place a.ts', 'forget']);
  for (const failing of steps.keys()) {
    using fresh = tempFolder();
    await expect(commitFiles([oneDeepFile(fresh)], optionsFor(fresh, { beforeStep: failingBefore(failing) }))).rejects.toThrow('OPUS5005');
    expect(readdirSync(fresh.path)).toEqual([]);
    using there = tempFolder({ 'src/deep/opus/a.ts': 'before' });
    await commitFiles([oneDeepFile(there)], optionsFor(there, { beforeStep: failingBefore(failing) })).catch(() => {});
    expect(Object.keys(there.tree())).toEqual(['src/deep/opus/a.ts']);
  }
});

test('a root that is itself behind a link is no obstacle', async () => {
  using folder = tempFolder({ 'project/a.ts': 'old' });
  symlinkSync('project', join(folder.path, 'alias'));
  await commitFiles([{ path: join(folder.path, 'project/a.ts'), text: 'new' }], optionsFor(folder, { root: join(folder.path, 'alias') }));
  expect(folder.read('project/a.ts')).toBe('new');
});

test('what is not among the changes keeps its time', async () => {
  using folder = tempFolder(before);
  const kept = join(folder.path, 'opus/kept.ts');
  utimesSync(kept, 1_000_000, 1_000_000);
  await commitFiles(changesIn(folder), optionsFor(folder));
  expect(statSync(kept).mtimeMs).toBe(1_000_000_000);
});

test('nothing to do touches nothing, and neither does a file that is already gone', async () => {
  using folder = tempFolder();
  await commitFiles([], optionsFor(folder, { beforeStep: expect.fail }));
  await commitFiles([{ path: join(folder.path, 'a.ts') }], optionsFor(folder, { beforeStep: expect.fail }));
  expect(folder.tree()).toEqual({});
});

test('a folder in place of a file is told, and nothing is lost', async () => {
  using folder = tempFolder({ 'opus.lock.json': 'lock 1' });
  mkdirSync(join(folder.path, 'a.ts'));
  const changes = [
    { path: join(folder.path, 'b.ts'), text: 'b' },
    { path: join(folder.path, 'a.ts'), text: 'a' },
  ];
  await expect(commitFiles(changes, optionsFor(folder))).rejects.toThrow(/^OPUS5006 \S+a\.ts cannot be written \(EISDIR\)\.$/);
  expect(folder.tree()).toEqual({ 'opus.lock.json': 'lock 1' });
  expect(statSync(join(folder.path, 'a.ts')).isDirectory()).toBe(true);
});

test('many files in one commit', async () => {
  using folder = tempFolder();
  const names = Array.from({ length: 100 }, (_, index) => `f${index}.ts`);
  await commitFiles(
    names.map((name) => ({ path: join(folder.path, name), text: name })),
    optionsFor(folder),
  );
  expect(folder.tree()).toEqual(Object.fromEntries(names.toSorted().map((name) => [name, name])));
});
