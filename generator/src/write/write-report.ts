import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '../paths/error-code.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';

/**
 * Writes one report where the user wants it, folders made. A failure is told, not thrown: what the report says has been found out and is told
 * elsewhere too.
 */
export async function writeReport(path: string, text: string): Promise<Diagnostic | undefined> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${text}\n`);
    return undefined;
  } catch (error) {
    return diagnose('report-not-written', { what: `${path} cannot be written (${errorCode(error) ?? String(error)}).`, where: path });
  }
}

/** Adds to the file that GITHUB_STEP_SUMMARY names: other steps write there too. */
export async function appendSummary(path: string, markdown: string): Promise<Diagnostic | undefined> {
  try {
    await appendFile(path, `${markdown}\n\n`);
    return undefined;
  } catch (error) {
    return diagnose('summary-not-written', { what: `${path} cannot be written (${errorCode(error) ?? String(error)}).`, where: path });
  }
}
