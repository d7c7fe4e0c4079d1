import { randomUUID } from 'node:crypto';
import { constants, openAsBlob } from 'node:fs';
import { access, open, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, resolve } from 'node:path';
import { JournalError } from '../errors/index.ts';
import type { LocalFiles, LocalLog, LocalStat } from './local.ts';

/** The one module that touches the disk: reached through `#local-files`, and only when a run has local files or a journal. */

export const statLocal: LocalFiles['statLocal'] = async (path): Promise<LocalStat> => {
  try {
    const seen = await stat(path);
    // openAsBlob would take a directory for a file of 4,096 bytes.
    if (seen.isDirectory()) return { kind: 'directory' };
    if (!seen.isFile()) return { kind: 'unreadable', reason: 'not a regular file' };
    await access(path, constants.R_OK);
    return { kind: 'file', sizeBytes: seen.size, modifiedMs: seen.mtimeMs };
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'missing' } : { kind: 'unreadable', reason: code };
  }
};

/** What is read at once: a Blob of a file has its price, and pays it back with larger ones. */
const SMALL_BYTES = 256 * 1024;

export const openLocal: LocalFiles['openLocal'] = async (path, seen) => {
  try {
    const now = await stat(path);
    if (!now.isFile() || now.size !== seen.sizeBytes || now.mtimeMs !== seen.modifiedMs) return 'changed';
    // Bun and Deno may lack openAsBlob; a whole file of at most 10 MB in memory is the price there.
    if (seen.sizeBytes <= SMALL_BYTES || typeof openAsBlob !== 'function') {
      const content = await readFile(path);
      return content.byteLength === seen.sizeBytes ? content : 'changed';
    }
    const blob = await openAsBlob(path);
    // The Blob itself refuses to be read once the file has changed after this.
    return blob.size === seen.sizeBytes ? blob : 'changed';
  } catch {
    return 'changed'; // gone since it was looked at a moment ago
  }
};

export const openLog: LocalFiles['openLog'] = async (path, header, onLine): Promise<LocalLog> => {
  try {
    const unlock = await lock(`${path}.lock`, path);
    try {
      const file = await openLines(path, header, onLine);
      return appender(file, path, unlock);
    } catch (error) {
      await unlock();
      throw error;
    }
  } catch (error) {
    throw journalError(path, error);
  }
};

/** Reads every whole line and leaves the file at the end of the last one. */
async function openLines(path: string, header: string, onLine: (line: string) => void): Promise<FileHandle> {
  const file = await open(path, 'a+');
  try {
    const whole = await readLines(file, path, header, onLine);
    if (whole < (await file.stat()).size) await file.truncate(whole);
    if (whole === 0) {
      await file.appendFile(`${header}\n`);
      await file.sync();
      await syncFolder(dirname(path));
    }
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** @returns the bytes up to and with the last line feed. */
async function readLines(file: FileHandle, path: string, header: string, onLine: (line: string) => void): Promise<number> {
  let [rest, whole, first] = [Buffer.alloc(0), 0, true];
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false })) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      const line = rest.toString('utf8', 0, end);
      if (!first) onLine(line);
      else if (line !== header) throw foreign(path);
      first = false;
      whole += end + 1;
      rest = rest.subarray(end + 1);
    }
  }
  // Without one whole line it may be our own beginning, torn; anything else is not for us to cut.
  if (first && !header.startsWith(rest.toString('utf8'))) throw foreign(path);
  return whole;
}

interface WaitingLine {
  readonly text: string;
  readonly done: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Lines that come while the disk is busy are written and synced together: it syncs some hundred times a second, however much there is. */
function appender(file: FileHandle, path: string, unlock: () => Promise<void>): LocalLog {
  let waiting: WaitingLine[] = [];
  let writing: Promise<void> | undefined;
  let broken: JournalError | undefined;
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        if (broken !== undefined) throw broken;
        await file.appendFile(batch.map(({ text }) => text).join(''));
        await file.datasync();
        for (const { done } of batch) done();
      } catch (error) {
        broken ??= journalError(path, error);
        for (const { reject } of batch) reject(broken);
      }
    }
    writing = undefined;
  };
  return {
    append: (line) =>
      new Promise((done, reject) => {
        waiting.push({ text: `${line}\n`, done, reject });
        writing ??= write();
      }),
    async close() {
      await writing;
      await file.close();
      await unlock();
    },
  };
}

/** The locks this copy of the package holds in this thread. */
const held = new Set<string>();

/** The same in every thread of this process: after a restart in a container another one may have its number. */
const startedAtMs = Date.now() - process.uptime() * 1_000;

/** How far the clock may be set between two threads that tell when their process began. */
const CLOCK_SET_MS = 5_000;

/** A file that says who is at work. One left by a process that has died is taken over. */
async function lock(lockPath: string, path: string): Promise<() => Promise<void>> {
  const place = resolve(lockPath);
  for (let attempt = 0; attempt < 3; attempt++) {
    if (held.has(place)) throw inUse(path, 'this process');
    const mine = JSON.stringify({ pid: process.pid, host: hostname(), token: randomUUID(), startedAtMs });
    if (await createFile(lockPath, mine)) {
      held.add(place);
      return async () => {
        held.delete(place);
        await rm(lockPath, { force: true });
      };
    }
    await removeStale(lockPath, path);
  }
  throw inUse(path, 'another process');
}

async function removeStale(lockPath: string, path: string): Promise<void> {
  const holder = await readFile(lockPath, 'utf8').catch(() => undefined);
  if (holder === undefined) return;
  const words = await living(holder, lockPath);
  if (words !== undefined) throw inUse(path, words);
  // Renamed first: of two who find it stale only one gets it, and what one took by mistake it can put back.
  const aside = `${lockPath}.${randomUUID()}`;
  await rename(lockPath, aside).catch(() => undefined);
  const taken = await readFile(aside, 'utf8').catch(() => undefined);
  if (taken === undefined) return;
  if (taken === holder) return rm(aside, { force: true });
  await rename(aside, lockPath);
  throw inUse(path, 'another process');
}

/** Who holds the lock, in words, unless that process is certainly gone. */
async function living(holder: string, lockPath: string): Promise<string | undefined> {
  const [pid, host] = [/"pid":(\d+)/.exec(holder)?.[1], /"host":"([^"]*)"/.exec(holder)?.[1]];
  if (pid === undefined) {
    // Made a moment ago and not filled yet, or left so by a crash.
    const made = await stat(lockPath).catch(() => undefined);
    return made !== undefined && Date.now() - made.mtimeMs < 10_000 ? 'another process' : undefined;
  }
  if (host !== hostname()) return `process ${pid} on ${host}`;
  if (Number(pid) === process.pid) {
    const beganAtMs = Number(/"startedAtMs":([\d.]+)/.exec(holder)?.[1]);
    return Math.abs(beganAtMs - startedAtMs) < CLOCK_SET_MS ? 'this process' : undefined;
  }
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return undefined;
  }
  return (await isDefunct(pid)) ? undefined : `process ${pid}`;
}

/** Killed, and only not taken notice of by its parent (Linux): in a container without an init, for ever. */
async function isDefunct(pid: string): Promise<boolean> {
  return /\) [ZX][^)]*$/.test(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));
}

async function createFile(path: string, text: string): Promise<boolean> {
  let file: FileHandle;
  try {
    file = await open(path, 'wx');
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await file.writeFile(text);
    return true;
  } catch (error) {
    await rm(path, { force: true }); // made, and no room for what belongs in it
    throw error;
  } finally {
    await file.close();
  }
}

/** So that the file's name survives a crash too. Some platforms cannot, and need not. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    await folder.sync().finally(() => folder.close());
  } catch {
    return;
  }
}

function inUse(path: string, holder: string): JournalError {
  const hint = `Wait for it to end, or use another file. If nothing of that kind runs, delete ${path}.lock.`;
  return new JournalError({ code: 'JOURNAL_FAILED', message: `The journal ${path} is in use by ${holder}.`, hint });
}

function foreign(path: string): JournalError {
  const message = `${path} is no journal of this package, or one of another version. It was left as it is.`;
  return new JournalError({ code: 'JOURNAL_FAILED', message, hint: 'Name a file that does not exist yet.' });
}

function journalError(path: string, error: unknown): JournalError {
  if (error instanceof JournalError) return error;
  return new JournalError({ code: 'JOURNAL_FAILED', message: `The journal ${path} cannot be read or written (${codeOf(error)}).` });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown reason';
}
