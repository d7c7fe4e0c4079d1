import { readFile } from 'node:fs/promises';
import type { Lockfile } from '@opus-codegen/schema/lockfile';
import { parseLockfile } from './lockfile-text.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { errorCode } from '../paths/error-code.ts';

export interface LockfileOnDisk {
  readonly lockfile: Lockfile;
  readonly text: string;
}

/**
 * The lockfile at a path; `undefined` when there is none.
 *
 * @throws {DiagnosticError} when there is one and it cannot be understood: nothing may be written then.
 */
export async function readLockfile(path: string): Promise<LockfileOnDisk | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return undefined;
    throw new DiagnosticError(
      diagnose('lockfile-unreadable', { what: `The lockfile cannot be read (${code ?? 'unknown'}).`, where: path }),
    );
  }
  const reading = parseLockfile(text, path);
  if (!reading.ok) throw new DiagnosticError(reading.diagnostic);
  return { lockfile: reading.lockfile, text };
}
