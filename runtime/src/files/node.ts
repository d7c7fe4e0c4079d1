import { constants, openAsBlob } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import type { LocalFiles, LocalStat, LocalVersion } from './local.ts';

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

export const openLocal: LocalFiles['openLocal'] = async (path, seen): Promise<Blob | 'changed'> => {
  const now = await statLocal(path);
  if (now.kind !== 'file' || !sameVersion(now, seen)) return 'changed';
  try {
    // Bun and Deno may lack openAsBlob; a whole file of at most 10 MB in memory is the price there.
    const blob = typeof openAsBlob === 'function' ? await openAsBlob(path) : new Blob([await readFile(path)]);
    // The Blob itself refuses to be read once the file has changed after this.
    return blob.size === seen.sizeBytes ? blob : 'changed';
  } catch {
    return 'changed'; // gone since it was looked at a moment ago
  }
};

function sameVersion(left: LocalVersion, right: LocalVersion): boolean {
  return left.sizeBytes === right.sizeBytes && left.modifiedMs === right.modifiedMs;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown reason';
}
