import { readFile } from 'node:fs/promises';
import { forget } from './commit-files.ts';
import { recordPath, type CommitRecord, type Tree } from './commit-record.ts';
import { at, DiskRefusal } from './disk-failure.ts';
import { errorCode } from '../paths/error-code.ts';
import { parseRecord, type OwnPlaces } from './parse-record.ts';
import { settleCommit } from './settle-commit.ts';
import { surveyCommit } from './survey-commit.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';

export interface CompletedCommit {
  /** `next`: what the killed run was writing is written. `former`: what it was putting back is back. */
  readonly tree: Tree;
  readonly fileCount: number;
}

export interface CompleteOptions {
  /** For tests: called before every change of the disk, named. */
  readonly beforeStep?: (step: string) => void | Promise<void>;
}

/**
 * Completes the commit that a killed run left in the root, if there is one. Either all of it can be completed, or nothing is touched. Killed itself,
 * it is completed by the next. To be called while holding the run lock of the root, so that the run is known to be dead.
 *
 * @throws {DiagnosticError} when the record cannot be followed, a file was changed since, or the disk refuses.
 */
export async function completeCommit(places: OwnPlaces, { beforeStep }: CompleteOptions = {}): Promise<CompletedCommit | undefined> {
  const { root } = places;
  let completed: CompletedCommit | undefined;
  for (const tree of ['next', 'former'] as const) {
    const place = recordPath(root, tree);
    try {
      const text = await textOf(place);
      if (text === undefined) continue;
      const reading = parseRecord(text, places);
      if (!reading.ok) {
        throw new DiagnosticError(
          diagnose('commit-record-unusable', { what: `${place} cannot be followed: ${reading.problem}.`, where: place }),
        );
      }
      await settle(places.root, reading.record, tree, async (name) => void (await beforeStep?.(name)));
      await beforeStep?.('forget');
      await forget(place);
      completed = { tree, fileCount: reading.record.changes.length };
    } catch (error) {
      if (!(error instanceof DiskRefusal)) throw error;
      throw new DiagnosticError(diagnose('commit-unfinished', { what: `${error.message}.`, where: error.path }));
    }
  }
  return completed;
}

async function settle(root: string, record: CommitRecord, tree: Tree, step: (name: string) => Promise<void>): Promise<void> {
  const { settled, problems } = await surveyCommit(root, record, tree);
  if (problems.length > 0) throw new DiagnosticError(...problems);
  await settleCommit({ root, record, tree, step, isSettled: (index) => settled.has(index) });
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await at(path, readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof DiskRefusal && errorCode(error.cause) === 'ENOENT') return undefined;
    throw error;
  }
}
