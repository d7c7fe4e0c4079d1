import { readFile } from 'node:fs/promises';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { errorCode } from '../paths/error-code.ts';

/**
 * The text of a file; `undefined` when there is none.
 *
 * @throws {DiagnosticError} when something is there and cannot be read: a folder, a file of somebody else's.
 */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new DiagnosticError(diagnose('file-unreadable', { what: `${path} cannot be read (${code ?? String(error)}).`, where: path }));
  }
}
