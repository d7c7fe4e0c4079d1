import { extname } from 'node:path';
import type { Variable } from '@opus-codegen/schema';
import { diagnose, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { csvRows } from './csv-rows.ts';
import { jsonlRows } from './jsonl-rows.ts';
import type { RowOptions, RowSource } from './row.ts';
import { ROWS_INTO_A_FILE } from './rows-file.ts';

/**
 * The rows of a file, by its extension.
 *
 * @param path absolute. @param label what messages call it.
 * @throws {DiagnosticError} another kind of file, or a delimiter that is none.
 */
export function openRows(
  path: string,
  label: string,
  inputs: readonly Variable[],
  { delimiter, ...options }: RowOptions & { readonly delimiter: string | undefined },
): RowSource {
  const extension = extname(path).toLowerCase();
  switch (extension) {
    case '.csv':
      return csvRows(path, label, inputs, { ...options, delimiter: characterOf(delimiter ?? ',') });
    case '.tsv':
      return csvRows(path, label, inputs, { ...options, delimiter: characterOf(delimiter ?? 'tab') });
    case '.jsonl':
    case '.ndjson':
      if (delimiter !== undefined) throw usage('--delimiter is for tables: JSON Lines have none.', 'Leave it out.');
      return jsonlRows(path, label, inputs, options);
    default:
      if (label === '-') throw usage('--batch takes no stdin.', ROWS_INTO_A_FILE);
      throw usage(`${label} is no file of rows.`, 'Rows are read from .csv, .tsv, .jsonl and .ndjson files.');
  }
}

function characterOf(delimiter: string): string {
  if (delimiter === 'tab' || delimiter === String.raw`\t`) return '\t';
  if ([...delimiter].length === 1 && !/["\r\n\w]/.test(delimiter)) return delimiter;
  throw usage(`--delimiter ${delimiter} is no separator.`, "It must be one character, such as ';' or '|', or the word tab.");
}

function usage(what: string, fix: string): DiagnosticError {
  return new DiagnosticError(diagnose('bad-usage', { what, fix }));
}
