import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockfileFrom, parseLockfileText, type Lockfile, type LockfileReading } from '@opus-codegen/schema/lockfile';

/**
 * The lockfile whose workflows are served: its path or `file:` URL, what it holds (imported as JSON), or `true` for the nearest
 * `opus.lock.json`, in the working directory or above it.
 */
export type LockfileSource = string | URL | true | object;

const LOCKFILE_NAME = 'opus.lock.json';

/**
 * @param cwd where the nearest one is looked for, and relative paths begin.
 * @throws {Error} with a sentence that names the file, what is wrong with it and what to do.
 */
export async function readLockfileSource(source: LockfileSource, cwd: string = process.cwd()): Promise<Lockfile> {
  if (typeof source === 'object' && !(source instanceof URL)) return valueOf(lockfileFrom(source), 'The lockfile given');
  const path = source === true ? nearestLockfile(cwd) : resolve(cwd, pathOf(source));
  return valueOf(parseLockfileText(await textOf(path)), path);
}

function nearestLockfile(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, LOCKFILE_NAME);
    if (existsSync(path)) return path;
    if (folder === dirname(folder)) {
      throw new Error(`There is no ${LOCKFILE_NAME} in ${start} or above it. Give its path, or make one with \`opus-codegen generate\`.`);
    }
  }
}

function pathOf(source: string | URL): string {
  const text = String(source);
  if (text.startsWith('file:')) return fileURLToPath(text);
  if (source instanceof URL) throw new Error(`A lockfile is read from this machine: ${source.protocol} URLs are not.`);
  return source;
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const fix = code === 'ENOENT' ? 'There is no such file: check the path, or make one with `opus-codegen generate`.' : `(${code})`;
    throw new Error(`${path} cannot be read. ${fix}`, { cause: error });
  }
}

function valueOf(reading: LockfileReading, place: string): Lockfile {
  if (reading.ok) return reading.lockfile;
  throw new Error(`${place} cannot be served. ${reading.problem.message} ${fixOf(reading.problem.kind)}`);
}

function fixOf(kind: Extract<LockfileReading, { ok: false }>['problem']['kind']): string {
  switch (kind) {
    case 'conflict':
      return 'Finish the merge, then run `opus-codegen generate`.';
    case 'damaged':
      return 'Restore it from version control, or run `opus-codegen generate`.';
    case 'version':
      return 'Install the same version of all @opus-codegen packages.';
    default:
      return kind satisfies never;
  }
}
