import type { Dirent } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { hashOf, stagedPath, type CommitRecord, type RecordedChange, type Tree } from './commit-record.ts';
import { at } from './disk-failure.ts';
import { entriesOf } from './folder-names.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';

export interface Survey {
  /** The changes, by number, whose file is as the tree has it. */
  readonly settled: ReadonlySet<number>;
  /** Why the others must not be put in place. Empty: they may. */
  readonly problems: readonly Diagnostic[];
}

/**
 * What stands where a commit was cut short, held against its record. A file is as one of the two trees has it, or somebody changed it since: then
 * completing the commit would lose that change. Writes nothing.
 *
 * @throws {DiskRefusal} when something cannot be read.
 */
export async function surveyCommit(root: string, record: CommitRecord, tree: Tree): Promise<Survey> {
  const other: Tree = tree === 'next' ? 'former' : 'next';
  const folders = new Map<string, ReturnType<typeof entriesOf>>();
  const entryAt = async (path: string): Promise<Dirent | undefined> => {
    const folder = dirname(path);
    const entries = folders.get(folder) ?? entriesOf(folder);
    folders.set(folder, entries);
    return (await entries).get(basename(path));
  };
  const contentAt = async (path: string): Promise<string | null> => {
    const entry = await entryAt(path);
    if (entry === undefined) return null;
    return entry.isFile() ? hashOf(await at(path, readFile(path))) : 'no file';
  };
  // A link in place of the folder would lead to files that are none of ours.
  const stagedContent = async (change: RecordedChange, index: number): Promise<string | null> =>
    (await entryAt(join(root, change.staging)))?.isDirectory() === true ? await contentAt(stagedPath(root, change, index, tree)) : null;
  const settled = new Set<number>();
  const problems: Diagnostic[] = [];
  for (const [index, change] of record.changes.entries()) {
    const where = join(root, change.path);
    const standing = await contentAt(where);
    if (standing === change[tree]) settled.add(index);
    else if (standing !== change[other]) {
      problems.push(diagnose('commit-overtaken', { what: `${change.path} was changed after a write of it was cut short.`, where }));
    } else if (change[tree] !== null && (await stagedContent(change, index)) !== change[tree]) {
      problems.push(diagnose('commit-text-lost', { what: `The text that ${change.path} was to get is not there any more.`, where }));
    }
  }
  return { settled, problems };
}
