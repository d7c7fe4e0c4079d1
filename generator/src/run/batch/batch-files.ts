import { extname, resolve } from 'node:path';
import { projectFilesAmong } from '../../paths/project-files.ts';
import { shownPath } from '../../paths/shown-path.ts';
import type { Project } from '../../config/project.ts';
import { diagnose, DiagnosticError } from '../../diagnostics/diagnostic.ts';

/** Absolute, and three different ones. */
export interface BatchFiles {
  readonly rows: string;
  readonly results: string;
  readonly journal: string;
}

export interface BatchFileFlags {
  readonly cwd: string;
  readonly batch: string;
  readonly out?: string | undefined;
  readonly journal?: string | undefined;
}

/**
 * Where a batch reads and writes.
 *
 * @throws {DiagnosticError} no place for results, one that would be another kind of file, or one that is taken.
 */
export function batchFiles({ cwd, batch, out, journal }: BatchFileFlags, project: Project): BatchFiles {
  const rows = resolve(cwd, batch);
  const suggestion = `--out ${shownPath(cwd, rows.slice(0, rows.length - extname(rows).length))}.results.jsonl`;
  if (out === undefined) throw refusal('A batch needs a place for its results.', `Add ${suggestion}`);
  const results = resolve(cwd, out);
  if (!['.jsonl', '.ndjson'].includes(extname(results).toLowerCase())) {
    throw refusal(`${out} is no place for results: they are written as JSON Lines.`, `Name a .jsonl file: ${suggestion}`);
  }
  const files = { rows, results, journal: resolve(cwd, journal ?? `${out}.journal`) };
  if (new Set(Object.values(files)).size < 3)
    throw refusal('Rows, results and journal are not three different files.', 'Give each a file of its own.');
  const [taken] = projectFilesAmong([files.results, files.journal], [project]);
  if (taken === undefined) return files;
  const fix = taken === files.journal && journal !== undefined ? 'Name another file with --journal.' : `Name another file: ${suggestion}`;
  throw refusal(`${shownPath(cwd, taken)} belongs to the project itself.`, fix);
}

function refusal(what: string, fix: string): DiagnosticError {
  return new DiagnosticError(diagnose('batch-files', { what, fix }));
}
