import { copyFile, lstat, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { diskFailure, errorCode } from './disk-failure.ts';
import { makeFolder, openStaging } from './staging.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';

/** One change of the disk. `text` absent: the file goes. */
export interface FileChange {
  /** Absolute, links followed. */
  readonly path: string;
  readonly text?: string;
}

export interface CommitOptions {
  readonly signal: AbortSignal;
  /** Unlike that of any other run; part of the names of unfinished files. */
  readonly runId: string;
  /** For tests: called before every change of the disk, named. */
  readonly beforeStep?: (step: string) => void;
}

/**
 * Makes all changes or none (codegen.md, writing): writes every text beside its place, then renames one after the other, in the given order, and
 * puts everything back when one of them fails or the signal is aborted. At no moment does a file hold half of its text.
 *
 * The order is the caller's: at whatever point a run is killed, what it has done so far should make sense. The lockfile comes last.
 *
 * @throws {DiagnosticError} when the disk refuses; the signal's reason when aborted.
 */
export async function commitFiles(changes: readonly FileChange[], options: CommitOptions): Promise<void> {
  if (changes.length === 0) return;
  const undo: (() => Promise<void>)[] = [];
  const stagings = new Map<string, string>();
  let path = changes[0]?.path ?? '';
  const step = (name: string): void => {
    options.signal.throwIfAborted();
    options.beforeStep?.(name);
  };
  try {
    const staged: Staged[] = [];
    for (const [index, change] of changes.entries()) {
      path = change.path;
      const folder = dirname(path);
      if (!stagings.has(folder)) {
        step(`open ${folder}`);
        const made = await makeFolder(folder);
        undo.push(() => removeEmpty(made));
        const staging = await openStaging(folder, options.runId);
        stagings.set(folder, staging);
        undo.push(() => rm(staging, { recursive: true, force: true }));
      }
      const staging = stagings.get(folder) ?? folder;
      const place = { path, fresh: join(staging, `${index}.new`), former: join(staging, `${index}.old`) };
      step(`stage ${basename(path)}`);
      if (change.text !== undefined) await writeFile(place.fresh, change.text, { flag: 'wx' });
      staged.push({ ...place, goes: change.text === undefined });
    }
    for (const place of staged) {
      path = place.path;
      step(`place ${basename(path)}`);
      undo.push(await exchange(place));
    }
  } catch (error) {
    const failures = await rollBack(undo);
    if (failures.length > 0) {
      throw new DiagnosticError(
        diskFailure(error, path),
        diagnose('rollback-failed', { what: `Could not put back: ${failures.join('; ')}.` }),
      );
    }
    if (options.signal.aborted) throw options.signal.reason;
    throw errorCode(error) === undefined ? error : new DiagnosticError(diskFailure(error, path));
  }
  await removeAll(stagings.values());
}

interface Staged {
  readonly path: string;
  readonly fresh: string;
  readonly former: string;
  readonly goes: boolean;
}

/** Puts the new file in place of the old, or takes the old away; returns how to take that back. */
async function exchange({ path, fresh, former, goes }: Staged): Promise<() => Promise<void>> {
  const existed = await exists(path);
  if (goes) {
    if (!existed) return async () => {};
    await rename(path, former);
    return () => rename(former, path);
  }
  // A copy, so that the old file stays in place until the very moment the new one is there.
  if (existed) await copyFile(path, former);
  await rename(fresh, path);
  return existed ? () => rename(former, path) : () => rm(path, { force: true });
}

async function rollBack(undo: readonly (() => Promise<void>)[]): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const takeBack of undo.toReversed()) {
    try {
      await takeBack();
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  return failures;
}

async function removeAll(folders: Iterable<string>): Promise<void> {
  // What cannot be removed now is removed by the next run; the files themselves are in place.
  for (const folder of folders) await rm(folder, { recursive: true, force: true }).catch(() => {});
}

async function removeEmpty(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    try {
      await rmdir(folder);
    } catch (error) {
      // Somebody else put something into it meanwhile: theirs.
      if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTEMPTY') throw error;
    }
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
