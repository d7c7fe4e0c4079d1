import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { placeInside } from './place-inside.ts';
import { tempFolder } from '../testing/temp-folder.ts';

test('a path that is not there yet is where it will be', async () => {
  using folder = tempFolder();
  expect(await placeInside(folder.path, join(folder.path, 'src/opus'))).toBe(join(folder.path, 'src/opus'));
  expect(await placeInside(folder.path, folder.path)).toBe(folder.path);
});

test('links within the project are followed, also those to nothing yet', async () => {
  using folder = tempFolder({ 'real/x.txt': '' });
  symlinkSync('real', join(folder.path, 'link'));
  symlinkSync('later', join(folder.path, 'dangling'));
  expect(await placeInside(folder.path, join(folder.path, 'link/opus'))).toBe(join(folder.path, 'real/opus'));
  expect(await placeInside(folder.path, join(folder.path, 'dangling'))).toBe(join(folder.path, 'later'));
});

test('links out of the project are refused, however they get there', async () => {
  using folder = tempFolder({ 'project/x.txt': '', 'elsewhere/x.txt': '' });
  const root = join(folder.path, 'project');
  symlinkSync('../elsewhere', join(root, 'link'));
  symlinkSync('../nowhere', join(root, 'dangling'));
  symlinkSync('../project-two', join(root, 'twin'));
  mkdirSync(join(folder.path, 'project-two'));
  for (const path of ['link', 'link/opus', 'dangling', 'twin/opus']) {
    await expect(placeInside(root, join(root, path))).rejects.toThrow('OPUS5003');
  }
});

test('a project that is itself behind a link is no reason to refuse', async () => {
  using folder = tempFolder({ 'project/x.txt': '' });
  symlinkSync('project', join(folder.path, 'alias'));
  const alias = join(folder.path, 'alias');
  expect(await placeInside(alias, join(alias, 'src'))).toBe(join(folder.path, 'project/src'));
});

test('a link to itself and a file for a folder are told, not crashed on', async () => {
  using folder = tempFolder({ src: 'a file' });
  symlinkSync('loop', join(folder.path, 'loop'));
  await expect(placeInside(folder.path, join(folder.path, 'loop/opus'))).rejects.toThrow(/OPUS5013 .*cannot be reached \(ELOOP\)/);
  await expect(placeInside(folder.path, join(folder.path, 'src/opus'))).rejects.toThrow(/OPUS5013 .*cannot be reached \(ENOTDIR\)/);
});
