import { join } from 'node:path';
import type { FileChange } from '../commit-files.ts';
import type { TempFolder } from '../../testing/temp-folder.ts';

/** A commit with everything in it: a file that goes, one that changes, new ones in a folder that is there and in one that is not, the lockfile. */
export const before: Readonly<Record<string, string>> = {
  'opus.lock.json': 'lock 1',
  'opus/gone.ts': 'gone',
  'opus/kept.ts': 'kept',
  'opus/old.ts': 'old',
};

export const after: Readonly<Record<string, string>> = {
  'opus.lock.json': 'lock 2',
  'opus/deep/deep.ts': 'deep',
  'opus/fresh.ts': 'fresh',
  'opus/kept.ts': 'kept',
  'opus/old.ts': 'new',
};

export function changesIn({ path }: Pick<TempFolder, 'path'>): readonly FileChange[] {
  return [
    { path: join(path, 'opus/gone.ts') },
    { path: join(path, 'opus/old.ts'), text: 'new' },
    { path: join(path, 'opus/fresh.ts'), text: 'fresh' },
    { path: join(path, 'opus/deep/deep.ts'), text: 'deep' },
    { path: join(path, 'opus.lock.json'), text: 'lock 2' },
  ];
}
