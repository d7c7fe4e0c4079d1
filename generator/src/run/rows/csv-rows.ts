import { createReadStream } from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { Variable } from '@opus-codegen/schema';
import { diagnose, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { readCell } from '../values/cell.ts';
import { putAt } from '../values/put.ts';
import { readHeader, type Header } from './csv-header.ts';
import type { Row, RowIssue, RowOptions, RowSource } from './row.ts';
import { unreadable, utf8Only } from './rows-file.ts';

export interface CsvOptions extends RowOptions {
  readonly delimiter: string;
}

/** A quotation mark that is never closed swallows the rest of the file: past this it is one. */
const MAX_ROW_BYTES = 8 * 1024 * 1024;

/** A table with a head, read row by row: the size of the file does not matter. */
export function csvRows(path: string, label: string, inputs: readonly Variable[], options: CsvOptions): RowSource {
  return {
    label,
    async *read() {
      let header: Header | undefined;
      let row = 0;
      let line = 1;
      for await (const record of records(path, label, options.delimiter)) {
        if (header === undefined) header = headerOf(record, label, inputs, options);
        else {
          row += 1;
          if (record.some((cell) => cell.trim() !== '')) {
            yield rowOf(record, { row, header, key: options.key, folder: dirname(path), at: `${label}:${line}` });
          }
        }
        line += 1 + lineBreaks(record);
      }
      if (header === undefined)
        throw new DiagnosticError(diagnose('rows-header', { what: `${label} is empty: not even a header.`, where: label }));
    },
  };
}

async function* records(path: string, label: string, delimiter: string): AsyncGenerator<readonly string[], void, undefined> {
  const parser = parse({
    bom: true,
    delimiter,
    // One file may hold several kinds of line ends.
    record_delimiter: ['\r\n', '\n', '\r'],
    // How many cells a row has is looked at with the header in hand.
    relax_column_count: true,
    max_record_size: MAX_ROW_BYTES,
  });
  // Its errors come out of the parser, which it destroys.
  pipeline(createReadStream(path), utf8Only, parser, () => {});
  try {
    // The cast: told nothing of columns, the parser gives lists of texts.
    for await (const record of parser) yield record as readonly string[];
  } catch (error) {
    throw error instanceof CsvError ? brokenTable(error, label) : unreadable(error, label);
  }
}

/** Inside of cells. The parser's own count takes those of two characters for two. */
function lineBreaks(cells: readonly string[]): number {
  return cells.reduce((count, cell) => count + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

function headerOf(cells: readonly string[], label: string, inputs: readonly Variable[], options: RowOptions): Header {
  const reading = readHeader(cells, inputs, options);
  if (reading.ok) return reading;
  throw new DiagnosticError(...reading.problems.map((what) => diagnose('rows-header', { what, where: `${label}:1` })));
}

interface RowContext {
  readonly row: number;
  readonly header: Header;
  readonly key: string | undefined;
  readonly folder: string;
  /** `rows.csv:18` */
  readonly at: string;
}

function rowOf(cells: readonly string[], { row, header, key: keyName, folder, at }: RowContext): Row {
  const { columns, keyColumn } = header;
  const where = (column?: string): string => [at, `row ${row}`, ...(column === undefined ? [] : [column])].join(' › ');
  if (cells.length !== columns.length) {
    const issues = [{ what: `The row has ${counted(cells.length)}, the header ${columns.length}.`, where: where() }];
    return { row, key: '', values: {}, issues, isBroken: true, whereOf: () => where() };
  }
  const values: Record<string, unknown> = {};
  const issues: RowIssue[] = [];
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (cell.trim() === '') continue;
    if (column.kind === 'nameless')
      issues.push({ what: `There is a value in ${column.name}, which has no name.`, where: where(column.name) });
    if (column.kind !== 'input') continue;
    const { steps, type, text } = column.place;
    const read = readCell(type, cell, folder);
    if (read.ok) putAt(values, steps, read.value);
    else issues.push({ steps, what: `${text}: ${read.what}.`, where: where(column.name) });
  }
  const key = keyColumn === undefined ? String(row) : (cells[keyColumn] ?? '').trim();
  if (key === '') issues.push({ what: 'The row has no run key.', where: where(keyName) });
  const columnOf = (path: readonly (string | number)[]): string | undefined =>
    columns.find((column) => column.kind === 'input' && column.place.steps.every((step, index) => step === path[index]))?.name;
  return { row, key, values, issues, whereOf: (path) => where(columnOf(path)) };
}

function brokenTable(error: CsvError, label: string): DiagnosticError {
  const { lines, records: row } = error;
  const where = `${label}:${String(lines)}${row === 0 ? '' : ` › row ${String(row)}`}`;
  return new DiagnosticError(diagnose('rows-unreadable', { what: `${wordsOf(error.code)} in ${label}.`, where, fix: fixOf(error.code) }));
}

function wordsOf(code: string): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'A quotation mark is opened and never closed';
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'Something stands between a closing quotation mark and the next cell';
    case 'INVALID_OPENING_QUOTE':
      return 'A quotation mark stands inside a cell that does not begin with one';
    case 'CSV_MAX_RECORD_SIZE':
      return 'A row is larger than 8 MB: most often a quotation mark that is never closed';
    default:
      return `The table is broken (${code})`;
  }
}

function fixOf(code: string): string {
  return code === 'CSV_MAX_RECORD_SIZE'
    ? 'Look for the quotation mark that is not closed.'
    : 'Put a cell with quotation marks into quotation marks and double those inside: "5"" pipe".';
}

function counted(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`;
}
