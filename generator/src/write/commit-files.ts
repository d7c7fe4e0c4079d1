import { rename, rm, writeFile } from 'node:fs/promises';
import { isRecordThere, recordPath, type CommitRecord } from './commit-record.ts';
import { at, diskFailure, DiskRefusal } from './disk-failure.ts';
import { flushNames } from './folder-names.ts';
import { settleCommit } from './settle-commit.ts';
import { layOut, stageChanges, type BeforeStep, type FileChange, type Layout } from './stage-changes.ts';
import { removeStagings } from './staging.ts';
import { whenFree } from './when-free.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';

export type { FileChange } from './stage-changes.ts';

export interface CommitOptions {
  /** The folder that the run lock is held for: the record of the commit stands there, and every change is below it. */
  readonly root: string;
  readonly signal: AbortSignal;
  /** Unlike that of any other run; part of the names of unfinished files. */
  readonly runId: string;
  /** Told as the text of each file is on the disk, though not in its place yet: which takes most of the time. */
  readonly onStaged?: (path: string) => void;
  /** For tests: called before every change of the disk, named. */
  readonly beforeStep?: (step: string) => void | Promise<void>;
}

/**
 * Makes all changes or none (codegen.md, writing), and is never found in between: not after an error or an abort, which put everything back, and not
 * after a SIGKILL or a power failure either. Every text is written beside its place and flushed; then a record of all changes gets its name, which is
 * the one step that counts; then each file is put in place by a rename; then the record goes. Killed before that step, the former tree stands. Killed
 * after it, the next command goes on to the end before it reads anything (`former-run.ts`).
 *
 * A single change needs no record, for its rename is that one step.
 *
 * The order is the caller's: whoever reads the files without asking us, in the moments between, should find what makes sense. The lockfile comes
 * last. To be called while holding the run lock of the root.
 *
 * @throws {DiagnosticError} when the disk refuses; the signal's reason when aborted.
 */
export async function commitFiles(changes: readonly FileChange[], options: CommitOptions): Promise<void> {
  const { signal, runId } = options;
  if (changes.length === 0) return;
  const step: BeforeStep = async (name) => {
    signal.throwIfAborted();
    await options.beforeStep?.(name);
  };
  const layout = await layOut(changes, options.root, runId).catch((error: unknown) => fail(error, signal));
  if (layout.changes.length === 0) return;
  const record = await decided(layout, options, step).catch(async (error: unknown) => {
    await removeStagings(layout.stagings);
    return fail(error, signal);
  });
  const placed = new Set<number>();
  try {
    await settleCommit({
      root: layout.root,
      record,
      tree: 'next',
      step,
      isSettled: () => false,
      onSettled: (index) => placed.add(index),
    });
    await step('forget');
  } catch (error) {
    await rollBack(layout, record, placed, error, options.beforeStep);
    return fail(error, signal);
  }
  if (needsRecord(record)) await forget(recordPath(layout.root, 'next')).catch(recordStays);
  await removeStagings(layout.stagings);
}

function recordStays(error: unknown): never {
  if (!(error instanceof DiskRefusal)) throw error;
  const why = 'Every file is in its place. What is left is the record of the write, which the next command takes away.';
  throw new DiagnosticError(diagnose('commit-unfinished', { what: `${error.message}.`, where: error.path, why }));
}

function needsRecord({ changes }: CommitRecord): boolean {
  return changes.length > 1;
}

/** Stages everything and gives the record its name. From then on the commit is decided. */
async function decided(layout: Layout, { runId, onStaged }: CommitOptions, step: BeforeStep): Promise<CommitRecord> {
  if (isRecordThere(layout.root)) throw new Error('A commit that was cut short has to be completed before another begins.');
  const record = await stageChanges(layout, step, onStaged);
  if (!needsRecord(record)) return record;
  const place = recordPath(layout.root, 'next');
  const fresh = `${place}.${runId}`;
  try {
    await step('write the record');
    await at(place, writeFile(fresh, JSON.stringify(record), { flag: 'wx', flush: true }));
    await step('decide');
    await at(place, rename(fresh, place));
  } finally {
    await rm(fresh, { force: true }).catch(() => {});
  }
  await flushNames(layout.root);
  return record;
}

/** The same in reverse. The record gets its other name first: killed in the middle of this, the former tree is still the tree. */
async function rollBack(
  { root, stagings }: Layout,
  record: CommitRecord,
  placed: ReadonlySet<number>,
  reason: unknown,
  beforeStep: CommitOptions['beforeStep'],
): Promise<void> {
  const step: BeforeStep = async (name) => void (await beforeStep?.(name));
  try {
    if (needsRecord(record)) {
      await step('undecide');
      await at(recordPath(root, 'next'), rename(recordPath(root, 'next'), recordPath(root, 'former')));
    }
    await settleCommit({ root, record, tree: 'former', step, isSettled: (index) => !placed.has(index) });
    if (needsRecord(record)) {
      await step('forget');
      await forget(recordPath(root, 'former'));
    }
  } catch (error) {
    if (!(error instanceof DiskRefusal)) throw error;
    throw new DiagnosticError(
      ...(reason instanceof DiskRefusal ? [diskFailure(reason.cause, reason.path)] : []),
      diagnose('rollback-failed', { what: `Not everything could be put back: ${error.message}.`, where: error.path }),
    );
  }
  await removeStagings(stagings);
}

/** Exported for the command that completes a commit. */
export async function forget(record: string): Promise<void> {
  await at(
    record,
    whenFree(() => rm(record, { force: true })),
  );
}

function fail(error: unknown, signal: AbortSignal): never {
  if (signal.aborted) throw signal.reason;
  throw error instanceof DiskRefusal ? new DiagnosticError(diskFailure(error.cause, error.path)) : error;
}
