import { readFileSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { diskFailure } from './disk-failure.ts';
import { errorCode } from '../paths/error-code.ts';
import { giveSecondName } from './second-name.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';

/** Holds off a second run in one folder. */
export interface RunLock {
  /** Lets the next run go. Never throws. */
  release(): Promise<void>;
}

export interface RunLockOptions {
  readonly runId: string;
  readonly signal: AbortSignal;
  readonly sleep: (delayMs: number, signal: AbortSignal) => Promise<void>;
  /** Told once, when another run has to be waited for. */
  readonly onWait: (pid: number) => void;
  /** How long another run is waited for. Default two minutes. */
  readonly waitTimeoutMs?: number;
  /** Default: asks the system. */
  readonly isAlive?: (pid: number) => boolean;
}

export const RUN_LOCK_NAME = '.opus-codegen.lock';

const LOOK_AGAIN_AFTER_MS = 100;
const WAIT_TIMEOUT_MS = 120_000;

interface Holder {
  readonly runId: string;
  readonly pid: number;
  readonly host: string;
}

/** The runs of this very process. In a container that was started again, the killed process had the same number. */
const ownRuns = new Set<string>();

/**
 * Takes the lock of a folder, after waiting for a run that has it. The lock of a killed run is recognised by its process being gone.
 *
 * @throws {DiagnosticError} when the other run does not end in time; the signal's reason when aborted.
 */
export async function takeRunLock(folder: string, options: RunLockOptions): Promise<RunLock> {
  const { runId, signal, sleep, onWait, waitTimeoutMs = WAIT_TIMEOUT_MS, isAlive = processIsAlive } = options;
  const path = join(folder, RUN_LOCK_NAME);
  const looks = Math.ceil(waitTimeoutMs / LOOK_AGAIN_AFTER_MS);
  ownRuns.add(runId);
  for (let look = 0; ; look += 1) {
    signal.throwIfAborted();
    if (await create(path, { runId, pid: process.pid, host: hostname() })) return { release: () => release(path, runId) };
    const holder = await readHolder(path);
    if (holder === undefined) continue; // gone meanwhile
    if (isDead(holder, isAlive)) {
      await removeStale(path, holder, runId);
      continue;
    }
    if (look === 0) onWait(holder.pid);
    if (look >= looks) {
      const there = holder.host === hostname() ? '' : ` on ${holder.host}`;
      throw new DiagnosticError(
        diagnose('run-in-progress', {
          what: `Another run (process ${holder.pid}${there}) has been at work in ${folder} for ${Math.round(waitTimeoutMs / 1000)} s.`,
          where: path,
          fix: `Let it end, then run again. If there is no such process, delete ${path}.`,
        }),
      );
    }
    await sleep(LOOK_AGAIN_AFTER_MS, signal);
  }
}

/** Who has the lock of a folder: nobody, a run that is gone, or one that may be at work. */
export async function runLockState(folder: string, isAlive?: (pid: number) => boolean): Promise<LockState> {
  return await lockStateAt(join(folder, RUN_LOCK_NAME), isAlive);
}

export type LockState = 'free' | 'dead' | 'held';

/** The same of a lock that may have another name yet. */
export async function lockStateAt(path: string, isAlive: (pid: number) => boolean = processIsAlive): Promise<LockState> {
  const holder = await readHolder(path);
  if (holder === undefined) return 'free';
  return isDead(holder, isAlive) ? 'dead' : 'held';
}

/** Another machine's processes cannot be asked for (a shared disk): only waiting is left. */
function isDead({ runId, pid, host }: Holder, isAlive: (pid: number) => boolean): boolean {
  if (host !== hostname()) return false;
  return pid === process.pid ? !ownRuns.has(runId) : !isAlive(pid);
}

/** The lock appears with its content, where the disk can do that: one that says nothing of its holder could never be called dead. */
async function create(path: string, holder: Holder): Promise<boolean> {
  const fresh = `${path}.${holder.runId}`;
  try {
    await writeFile(fresh, JSON.stringify(holder), { flag: 'wx' });
    await giveSecondName(fresh, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw new DiagnosticError(diskFailure(error, path));
  } finally {
    await rm(fresh, { force: true });
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new DiagnosticError(diskFailure(error, path));
  }
  try {
    const { runId, pid, host }: Partial<Holder> = JSON.parse(text);
    if (typeof runId === 'string' && typeof pid === 'number' && typeof host === 'string') return { runId, pid, host };
  } catch {
    // No lock of ours: nothing is known of its holder.
  }
  return { runId: '', pid: 0, host: 'an unknown machine' };
}

/**
 * Takes a dead run's lock away. Two runs may try at once, and one of them may hold a fresh lock by then: so it is moved aside first, looked at, and
 * put back if it is not the dead one.
 */
async function removeStale(path: string, stale: Holder, runId: string): Promise<void> {
  const aside = `${path}.${runId}`;
  try {
    await rename(path, aside);
    const moved = await readHolder(aside);
    if (moved !== undefined && moved.runId !== stale.runId) await giveSecondName(aside, path).catch(() => {});
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw new DiagnosticError(diskFailure(error, path));
  } finally {
    await rm(aside, { force: true });
  }
}

async function release(path: string, runId: string): Promise<void> {
  const holder = await readHolder(path).catch(() => undefined);
  if (holder?.runId === runId) await rm(path, { force: true }).catch(() => {});
}

function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
  return !isDefunct(pid);
}

/** Killed, and only not taken notice of by its parent (Linux): in a container without an init, for ever. */
function isDefunct(pid: number): boolean {
  try {
    return /\) [ZX][^)]*$/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
