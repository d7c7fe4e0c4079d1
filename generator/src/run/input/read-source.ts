import { readFile } from 'node:fs/promises';
import { diagnose, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { errorCode } from '../../paths/error-code.ts';

/** What is typed or piped into the process. Opened when it is read. */
export type OpenStdin = () => AsyncIterable<Uint8Array>;

/**
 * The text of a file, or of stdin, without its byte order mark.
 *
 * @param label what messages call it.
 * @throws {DiagnosticError} it cannot be read, or is no UTF-8. The signal's reason when aborted: nobody may ever end a stdin.
 */
export async function readSource(source: { readonly path: string } | OpenStdin, label: string, signal: AbortSignal): Promise<string> {
  const bytes = typeof source === 'function' ? await unlessAborted(allOf(source()), signal) : await fileBytes(source.path, label);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DiagnosticError(
      diagnose('input-unreadable', { what: `${label} is not UTF-8 text.`, where: label, fix: 'Save it as UTF-8.' }),
    );
  }
}

async function fileBytes(path: string, label: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const what =
      errorCode(error) === 'ENOENT' ? `${label} does not exist.` : `${label} cannot be read (${errorCode(error) ?? String(error)}).`;
    throw new DiagnosticError(diagnose('input-unreadable', { what, where: label }));
  }
}

async function allOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
