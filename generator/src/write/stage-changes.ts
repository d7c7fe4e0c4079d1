import { readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { hashOf, stagedPath, type CommitRecord, type RecordedChange } from './commit-record.ts';
import { at, DiskRefusal } from './disk-failure.ts';
import { errorCode } from '../paths/error-code.ts';
import { entriesOf, flushNames } from './folder-names.ts';
import { giveSecondName } from './second-name.ts';
import { openStaging, stagingName } from './staging.ts';

/** One change of the disk. `text` absent: the file goes. */
export interface FileChange {
  /** Absolute, links followed. */
  readonly path: string;
  readonly text?: string;
}

/** Where a commit's texts will wait, and which folders it will make. */
export interface Layout {
  /** Links followed. */
  readonly root: string;
  readonly changes: readonly (FileChange & { readonly existed: boolean; readonly staging: string })[];
  /** Absolute. */
  readonly stagings: readonly string[];
  /** Absolute, outermost first. */
  readonly folders: readonly string[];
}

/** Told before a change of the disk. */
export type BeforeStep = (step: string) => Promise<void>;

/**
 * Texts wait in the nearest folder that is there: on the disk they will end on, and before the commit is decided no folder is made. Only reads.
 *
 * @throws {DiskRefusal} when something that is no file stands in the place of one.
 */
export async function layOut(changes: readonly FileChange[], projectRoot: string, runId: string): Promise<Layout> {
  const root = await realpath(projectRoot);
  const folders = new Map<string, { readonly staging: string; readonly names: Awaited<ReturnType<typeof entriesOf>> }>();
  const missing = new Set<string>();
  const laidOut = [];
  for (const change of changes) {
    const folder = dirname(change.path);
    const known = folders.get(folder) ?? {
      staging: join(await nearestFolder(folder, missing), stagingName(runId)),
      names: await entriesOf(folder),
    };
    folders.set(folder, known);
    const entry = known.names.get(basename(change.path));
    if (entry !== undefined && !entry.isFile()) {
      throw new DiskRefusal(change.path, Object.assign(new Error('no file'), { code: entry.isDirectory() ? 'EISDIR' : 'EEXIST' }));
    }
    if (entry !== undefined || change.text !== undefined) laidOut.push({ ...change, existed: entry !== undefined, staging: known.staging });
  }
  const stagings = new Set(laidOut.map(({ staging }) => staging));
  return { root, changes: laidOut, stagings: [...stagings], folders: [...missing].toSorted((a, b) => a.length - b.length) };
}

async function nearestFolder(folder: string, missing: Set<string>): Promise<string> {
  let current = folder;
  for (; ; current = dirname(current)) {
    try {
      await stat(current);
      return current;
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw new DiskRefusal(current, error);
    }
    missing.add(current);
  }
}

const AT_ONCE = 32;

/**
 * Writes every new text beside its place and keeps every former one, all flushed to the disk. Gives back what the record has to say. When it fails,
 * nothing of it is still going on.
 *
 * @throws {DiskRefusal} when the disk refuses.
 */
export async function stageChanges(
  { root, changes, stagings, folders }: Layout,
  step: BeforeStep,
  onStaged?: (path: string) => void,
): Promise<CommitRecord> {
  for (const staging of stagings) {
    await step(`open ${dirname(staging)}`);
    await at(staging, openStaging(staging));
  }
  const within = (path: string): string => relative(root, path).split(sep).join('/');
  const recorded: RecordedChange[] = [];
  for (let from = 0; from < changes.length; from += AT_ONCE) {
    const settled = await Promise.allSettled(
      changes.slice(from, from + AT_ONCE).map(async ({ path, text, existed, staging }, index): Promise<RecordedChange> => {
        await step(`stage ${basename(path)}`);
        const change = { path: within(path), staging: within(staging) };
        const former = existed ? await at(path, keep(path, stagedPath(root, change, from + index, 'former'))) : null;
        if (text !== undefined)
          await at(path, writeFile(stagedPath(root, change, from + index, 'next'), text, { flag: 'wx', flush: true }));
        onStaged?.(path);
        return { ...change, former, next: text === undefined ? null : hashOf(text) };
      }),
    );
    for (const outcome of settled) {
      if (outcome.status === 'rejected') throw outcome.reason;
      recorded.push(outcome.value);
    }
  }
  for (const staging of stagings) {
    await flushNames(staging);
    await flushNames(dirname(staging));
  }
  return { recordVersion: 1, folders: folders.map(within), changes: recorded };
}

async function keep(path: string, kept: string): Promise<string> {
  await giveSecondName(path, kept);
  return hashOf(await readFile(kept));
}
