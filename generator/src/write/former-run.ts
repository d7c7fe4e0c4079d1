import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRecordThere } from './commit-record.ts';
import type { CompletedCommit } from './complete-commit.ts';
import type { OwnPlaces } from './parse-record.ts';
import { RUN_LOCK_NAME, runLockState, takeRunLock, type RunLockOptions } from './run-lock.ts';
import { removeLeftovers } from './staging.ts';
import type { DiagnosticName } from '../diagnostics/catalog.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';

export interface FormerRunOptions extends RunLockOptions {
  /** Asked for only when something was left behind. */
  readonly places: () => Promise<OwnPlaces>;
  readonly onCompleted: (completed: CompletedCommit) => void;
}

/**
 * Makes good what a killed run left in a project, before a command reads anything of it: completes the commit it had decided, and takes its unfinished
 * files and its lock away. Costs a look at three names where there is nothing to do.
 *
 * Commands that write nothing call this as well (`check`, `list`, `--dry-run`). Which tree is the tree was decided when the record got its name; half
 * of one and half of the other is nothing they could read. A run at work is left alone, and waited for only while it puts its files in place.
 *
 * @throws {DiagnosticError} when a commit cannot be completed; the signal's reason when aborted.
 */
export async function settleFormerRun(root: string, options: FormerRunOptions): Promise<void> {
  const isDecided = isRecordThere(root);
  if (!isDecided && !existsSync(join(root, RUN_LOCK_NAME))) return;
  try {
    if (!isDecided && (await runLockState(root, options.isAlive)) !== 'dead') return;
    const lock = await takeRunLock(root, { ...options, sleep: sleepWhileDecided(root, options.sleep) });
    try {
      await settleUnderLock(options);
    } finally {
      await lock.release();
    }
  } catch (error) {
    if (error instanceof NothingToWaitFor) return;
    options.signal.throwIfAborted();
    // Leftovers that cannot be taken away are in nobody's way.
    if (isDecided || !(error instanceof DiagnosticError)) throw explained(error);
  }
}

/** For a command that holds the lock already: what was left behind since it looked. */
export async function settleUnderLock({ places, onCompleted }: Pick<FormerRunOptions, 'places' | 'onCompleted'>): Promise<void> {
  const own = await places();
  if (isRecordThere(own.root)) {
    const { completeCommit } = await import('./complete-commit.ts');
    const completed = await completeCommit(own);
    if (completed !== undefined) onCompleted(completed);
  }
  await removeLeftovers(own.root, [...own.outputDirs, ...own.files.map((file) => dirname(file))]);
}

class NothingToWaitFor extends Error {}

/** A run at work that has put its files in place is not waited for any longer. */
function sleepWhileDecided(root: string, sleep: RunLockOptions['sleep']): RunLockOptions['sleep'] {
  return async (delayMs, signal) => {
    if (!isRecordThere(root)) throw new NothingToWaitFor();
    await sleep(delayMs, signal);
  };
}

const LOCK_REFUSED: readonly string[] = ['write-denied', 'disk-full', 'write-failed'] satisfies readonly DiagnosticName[];

/** That the lock could not be written says nothing to somebody who wanted to read. */
function explained(error: unknown): unknown {
  if (!(error instanceof DiagnosticError) || error.diagnostics.some(({ name }) => !LOCK_REFUSED.includes(name))) return error;
  return new DiagnosticError(...error.diagnostics.map(({ what, where }) => diagnose('commit-unfinished', { what, where })));
}
