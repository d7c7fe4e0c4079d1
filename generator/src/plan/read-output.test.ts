import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOutput } from './read-output.ts';
import { tempFolder } from '../testing/temp-folder.ts';

const inspect = (text: string): 'ours' | 'foreign' => (text.startsWith('ours') ? 'ours' : 'foreign');

test('an output that is not there is empty', async () => {
  using folder = tempFolder();
  expect(await readOutput(join(folder.path, 'src/opus'), ['a.ts'], inspect)).toEqual(new Map());
});

test('TypeScript files are read, other things noticed only where they are in the way', async () => {
  using folder = tempFolder({ 'a.ts': 'ours a', 'b.ts': 'b', 'notes.md': 'x', 'deep/c.ts': 'ours c' });
  mkdirSync(join(folder.path, 'd.ts'));
  symlinkSync(join(folder.path, 'notes.md'), join(folder.path, 'e.ts'));
  expect(await readOutput(folder.path, ['a.ts', 'NOTES.md'], inspect)).toEqual(
    new Map([
      ['a.ts', { kind: 'file', text: 'ours a', signature: 'ours' }],
      ['b.ts', { kind: 'file', text: 'b', signature: 'foreign' }],
      ['d.ts', { kind: 'other', what: 'a folder' }],
      ['e.ts', { kind: 'other', what: 'a symbolic link' }],
      ['notes.md', { kind: 'file', text: 'x', signature: 'foreign' }],
    ]),
  );
});

test('an output that is a file is told as such', async () => {
  using folder = tempFolder({ opus: '' });
  await expect(readOutput(join(folder.path, 'opus'), [], inspect)).rejects.toThrow(
    `OPUS5002 The output ${folder.path}/opus is a file, not a folder.`,
  );
});
