import { symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitFiles } from './commit-files.ts';
import { hashOf, RECORD_NAMES, type CommitRecord } from './commit-record.ts';
import { completeCommit } from './complete-commit.ts';
import { DiskRefusal } from './disk-failure.ts';
import type { OwnPlaces } from './parse-record.ts';
import { after, before, changesIn } from './testing/example-commit.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { tempFolder, type TempFolder } from '../testing/temp-folder.ts';

const placesOf = ({ path }: TempFolder): OwnPlaces => ({
  root: path,
  outputDirs: [join(path, 'opus'), join(path, 'opus/deep')],
  files: [join(path, 'opus.lock.json')],
});

/** The example commit, killed before a step. */
async function cutShort(folder: TempFolder, step = 'place fresh.ts'): Promise<void> {
  await new Promise<void>((resolve) => {
    const beforeStep = (name: string): void | Promise<void> => {
      if (name !== step) return;
      resolve();
      return new Promise(() => {});
    };
    void commitFiles(changesIn(folder), { root: folder.path, runId: 'r', signal: new AbortController().signal, beforeStep });
  });
}

async function refusalOf(folder: TempFolder, beforeStep?: (step: string) => void): Promise<readonly string[]> {
  const error: unknown = await completeCommit(placesOf(folder), { ...(beforeStep && { beforeStep }) }).catch((thrown: unknown) => thrown);
  if (!(error instanceof DiagnosticError)) throw error;
  return error.diagnostics.map(({ code, what, exit }) => `${exit} ${code} ${what.replaceAll(folder.path, '.')}`);
}

test('without a record there is nothing to complete', async () => {
  using folder = tempFolder(before);
  expect(await completeCommit(placesOf(folder))).toBeUndefined();
  expect(folder.tree()).toEqual(before);
});

test('what was completed is told', async () => {
  using folder = tempFolder(before);
  await cutShort(folder);
  expect(await completeCommit(placesOf(folder))).toEqual({ tree: 'next', fileCount: 5 });
  expect(await completeCommit(placesOf(folder))).toBeUndefined();
});

describe('a file that was changed since', () => {
  test.each([
    ['by an edit', 'opus/fresh.ts', 'mine'],
    ['after it was put in place', 'opus/old.ts', 'mine'],
    ['which was to go', 'opus/gone.ts', 'back, and mine'],
  ])('%s is not written over, and nothing else is touched', async (_, name, text) => {
    using folder = tempFolder(before);
    await cutShort(folder);
    folder.write({ [name]: text });
    const found = folder.tree();
    expect(await refusalOf(folder)).toEqual([`refused OPUS5017 ${name} was changed after a write of it was cut short.`]);
    expect(folder.tree()).toEqual(found);
    folder.write({ [name]: after[name] ?? before[name] ?? '' });
    expect(await completeCommit(placesOf(folder))).toMatchObject({ tree: 'next' });
  });

  test('into a link, a folder, or nothing is told as well, each of them', async () => {
    using folder = tempFolder({ ...before, elsewhere: 'precious' });
    await cutShort(folder);
    symlinkSync(join(folder.path, 'elsewhere'), join(folder.path, 'opus/fresh.ts'));
    folder.write({ 'opus/deep/deep.ts/x': '' });
    unlinkSync(join(folder.path, 'opus.lock.json'));
    expect(await refusalOf(folder)).toEqual(
      ['opus/fresh.ts', 'opus/deep/deep.ts', 'opus.lock.json'].map(
        (name) => `refused OPUS5017 ${name} was changed after a write of it was cut short.`,
      ),
    );
    expect(folder.read('elsewhere')).toBe('precious');
  });

  test('to what the commit was going to write anyway is fine', async () => {
    using folder = tempFolder(before);
    await cutShort(folder);
    folder.write({ 'opus/fresh.ts': 'fresh' });
    await completeCommit(placesOf(folder));
    expect(folder.read('opus/fresh.ts')).toBe('fresh');
  });
});

describe('a staged text', () => {
  test('that is gone, or another one, is told', async () => {
    using folder = tempFolder(before);
    await cutShort(folder);
    unlinkSync(join(folder.path, 'opus/.opus-codegen-stage-r/2.next'));
    folder.write({ 'opus/.opus-codegen-stage-r/3.next': 'another' });
    const found = folder.tree();
    expect(await refusalOf(folder)).toEqual([
      'refused OPUS5018 The text that opus/fresh.ts was to get is not there any more.',
      'refused OPUS5018 The text that opus/deep/deep.ts was to get is not there any more.',
    ]);
    expect(folder.tree()).toEqual(found);
  });

  test('is not looked for behind a link', async () => {
    using folder = tempFolder({ ...before, 'elsewhere/0.next': 'secret' });
    symlinkSync(join(folder.path, 'elsewhere'), join(folder.path, '.opus-codegen-stage-x'));
    writeRecord(folder, [{ path: 'opus/new.ts', staging: '.opus-codegen-stage-x', former: null, next: hashOf('secret') }]);
    expect(await refusalOf(folder)).toEqual(['refused OPUS5018 The text that opus/new.ts was to get is not there any more.']);
    expect(folder.read('elsewhere/0.next')).toBe('secret');
  });
});

function writeRecord(folder: TempFolder, changes: CommitRecord['changes'], folders: readonly string[] = []): void {
  folder.write({ [RECORD_NAMES.next]: JSON.stringify({ recordVersion: 1, folders, changes }) });
}

describe('a record that somebody else wrote', () => {
  const change = { path: 'opus/a.ts', staging: 'opus/.opus-codegen-stage-x', former: null, next: hashOf('a') };

  test.each([
    ['of a file that is not ours', { ...change, path: 'package.json' }, 'package.json'],
    [
      'of a file in a hidden folder',
      { ...change, path: '.git/hooks/pre-commit', staging: '.git/.opus-codegen-stage-x' },
      '.git/hooks/pre-commit',
    ],
    ['of a file outside', { ...change, path: '../outside.ts' }, '../outside.ts'],
    ['of a file outside, by another way', { ...change, path: 'opus/../../outside.ts' }, 'opus/../../outside.ts'],
    ['of an absolute path', { ...change, path: '/etc/passwd' }, '/etc/passwd'],
    ['of a file below the output', { ...change, path: 'opus/other/a.ts' }, 'opus/other/a.ts'],
    ['of the output itself', { ...change, path: 'opus' }, 'opus'],
    ['that takes texts from elsewhere', { ...change, staging: '../.opus-codegen-stage-x' }, 'opus/a.ts'],
    ['that takes texts from any folder', { ...change, staging: 'opus' }, 'opus/a.ts'],
    ['that takes texts from a folder beside', { ...change, staging: 'src/.opus-codegen-stage-x' }, 'opus/a.ts'],
  ])('%s is refused', async (_, hostile, named) => {
    using folder = tempFolder(before);
    writeRecord(folder, [hostile]);
    const found = folder.tree();
    expect(await refusalOf(folder)).toEqual([
      `refused OPUS5016 ./.opus-codegen-commit.json cannot be followed: it names ${JSON.stringify(named)}, which this project does not write.`,
    ]);
    expect(folder.tree()).toEqual(found);
  });

  test.each(['..', '/etc', 'src', 'opus/other'])('that makes or removes the folder %s is refused', async (name) => {
    using folder = tempFolder(before);
    writeRecord(folder, [change], [name]);
    expect(await refusalOf(folder)).toEqual([
      expect.stringContaining(`it names ${JSON.stringify(name)}, which this project does not write.`),
    ]);
  });

  test.each([
    ['no JSON', '{"recordVersion":1,', 'it is no JSON'],
    ['nothing', '', 'it is no JSON'],
    [
      'of another version',
      '{"recordVersion":2,"folders":[],"changes":[]}',
      'it has not the form of a record, or is of another version of opus-codegen',
    ],
    [
      'of another form',
      '{"recordVersion":1,"folders":[],"changes":[{"path":"opus/a.ts"}]}',
      'it has not the form of a record, or is of another version of opus-codegen',
    ],
  ])('that is %s is refused', async (_, text, problem) => {
    for (const name of Object.values(RECORD_NAMES)) {
      using folder = tempFolder({ ...before, [name]: text });
      expect(await refusalOf(folder)).toEqual([`refused OPUS5016 ./${name} cannot be followed: ${problem}.`]);
      expect(folder.tree()).toEqual({ ...before, [name]: text });
    }
  });
});

const failingAtDeep = (step: string): void => {
  if (step === 'place deep.ts') throw new DiskRefusal('/p/deep.ts', Object.assign(new Error('full'), { code: 'ENOSPC' }));
};

test('a disk that refuses leaves everything for the next time, and says what it was about', async () => {
  using folder = tempFolder(before);
  await cutShort(folder);
  expect(await refusalOf(folder, failingAtDeep)).toEqual(['usage OPUS5019 /p/deep.ts cannot be written (ENOSPC).']);
  expect(await completeCommit(placesOf(folder))).toEqual({ tree: 'next', fileCount: 5 });
});
