import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ACCEPTANCE_FILE_NAME, type Acceptance } from './acceptance.ts';
import { parseAcceptances } from './acceptances-text.ts';
import type { Project } from '../config/project.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { errorCode } from '../paths/error-code.ts';

/** Where a project's acceptances stand: beside its lockfile. */
export function acceptancesPath({ lockfilePath }: Project): string {
  return join(dirname(lockfilePath), ACCEPTANCE_FILE_NAME);
}

/**
 * What was accepted; nothing when there is no file.
 *
 * @throws {DiagnosticError} when there is one and it cannot be understood.
 */
export async function readAcceptances(path: string): Promise<readonly Acceptance[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return [];
    throw new DiagnosticError(
      diagnose('drift-file-unreadable', { what: `${ACCEPTANCE_FILE_NAME} cannot be read (${code ?? 'unknown'}).`, where: path }),
    );
  }
  const reading = parseAcceptances(text, path);
  if (!reading.ok) throw new DiagnosticError(reading.diagnostic);
  return reading.accepted;
}
