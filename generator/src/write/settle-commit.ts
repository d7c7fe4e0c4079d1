import { mkdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { stagedPath, type CommitRecord, type Tree } from './commit-record.ts';
import { at } from './disk-failure.ts';
import { errorCode } from '../paths/error-code.ts';
import { flushNames } from './folder-names.ts';
import type { BeforeStep } from './stage-changes.ts';
import { whenFree } from './when-free.ts';

export interface Settling {
  /** Links followed. */
  readonly root: string;
  readonly record: CommitRecord;
  readonly tree: Tree;
  /** Of the changes whose file is already as the tree has it. */
  readonly isSettled: (index: number) => boolean;
  readonly step: BeforeStep;
  readonly onSettled?: (index: number) => void;
}

/**
 * Puts every file of a commit in place as one of its trees has it, one rename after the other; back to the former tree in reverse. At no moment does
 * a file hold half of its text. Whatever step it is stopped at, it may be called again for what is not settled.
 *
 * @throws {DiskRefusal} when the disk refuses.
 */
export async function settleCommit({ root, record, tree, isSettled, step, onSettled }: Settling): Promise<void> {
  const { changes, folders } = record;
  if (tree === 'next') {
    for (const folder of folders) {
      await step(`make ${basename(folder)}`);
      await at(join(root, folder), mkdir(join(root, folder), { recursive: true }));
    }
  }
  const inOrder = [...changes.entries()];
  for (const [index, change] of tree === 'next' ? inOrder : inOrder.toReversed()) {
    if (isSettled(index)) continue;
    const place = join(root, change.path);
    await step(`${tree === 'next' ? 'place' : 'restore'} ${basename(place)}`);
    const staged = stagedPath(root, change, index, tree);
    await at(place, change[tree] === null ? whenFree(() => rm(place, { force: true })) : whenFree(() => rename(staged, place)));
    onSettled?.(index);
  }
  if (tree === 'former') for (const folder of folders.toReversed()) await removeIfEmpty(join(root, folder));
  const made = tree === 'next' ? folders : [];
  for (const folder of new Set([...made, ...changes.map(({ path }) => path)].map((name) => dirname(join(root, name)))))
    await flushNames(folder);
}

async function removeIfEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    // Somebody else put something into it meanwhile: theirs.
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) await at(folder, Promise.reject(error));
  }
}
