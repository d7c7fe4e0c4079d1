import { stat } from 'node:fs/promises';
import { diagnose, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { errorCode } from '../../paths/error-code.ts';

/** Passes bytes on as they are, and fails at the first that are no UTF-8: what another encoding wrote would arrive as nonsense. */
export async function* utf8Only(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of chunks) {
    decoder.decode(chunk, { stream: true });
    yield chunk;
  }
  decoder.decode();
}

/**
 * Rows are read twice, all of them before the first job: what gives them only once is refused.
 *
 * @throws {DiagnosticError} no file, but a pipe, a folder or a device. One that does not exist is told when it is read.
 */
export async function refuseOtherThanFile(path: string, label: string): Promise<void> {
  const seen = await stat(path).catch(() => undefined);
  if (seen === undefined || seen.isFile()) return;
  const what = seen.isDirectory() ? `${label} is a folder.` : `${label} is no file, and its rows cannot be read twice.`;
  const fix = seen.isDirectory() ? 'Name a file with --batch.' : ROWS_INTO_A_FILE;
  throw new DiagnosticError(diagnose('rows-unreadable', { what, where: label, fix }));
}

/** What is told of rows that come through a pipe. */
export const ROWS_INTO_A_FILE = 'All rows are checked before the first job is made: write them into a file, and name that with --batch.';

/** Why a file of rows cannot be read, from what its stream threw. */
export function unreadable(error: unknown, label: string): unknown {
  if (error instanceof RangeError) {
    return new DiagnosticError(diagnose('rows-unreadable', { what: `${label}: ${error.message}.`, where: label }));
  }
  const code = errorCode(error);
  if (code === undefined) return error;
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return new DiagnosticError(
      diagnose('rows-unreadable', { what: `${label} is not UTF-8 text.`, where: label, fix: 'Save it as UTF-8.' }),
    );
  }
  const what = code === 'ENOENT' ? `${label} does not exist.` : `${label} cannot be read (${code}).`;
  return new DiagnosticError(diagnose('rows-unreadable', { what, where: label, fix: 'Correct --batch.' }));
}
