import { createReadStream } from 'node:fs';
import { dirname } from 'node:path';
import type { Variable } from '@opus-codegen/schema';
import { readJson } from '../values/json-text.ts';
import { fieldsFromJson } from '../values/json-value.ts';
import { isRecord, withField } from '../values/record.ts';
import type { Row, RowIssue, RowOptions, RowSource } from './row.ts';
import { readLines } from './lines.ts';
import { unreadable } from './rows-file.ts';

/** A file with one JSON object a line, read line by line. Empty lines are no rows. */
export function jsonlRows(path: string, label: string, inputs: readonly Variable[], options: RowOptions): RowSource {
  return {
    label,
    async *read() {
      let row = 0;
      try {
        for await (const { text, number } of readLines(createReadStream(path))) {
          if (text.trim() === '') continue;
          row += 1;
          yield rowOf(text, { row, line: number, label, inputs, options, folder: dirname(path) });
        }
      } catch (error) {
        throw unreadable(error, label);
      }
    },
  };
}

interface LineContext {
  readonly row: number;
  readonly line: number;
  readonly label: string;
  readonly inputs: readonly Variable[];
  readonly options: RowOptions;
  readonly folder: string;
}

function rowOf(text: string, { row, line, label, inputs, options, folder }: LineContext): Row {
  const json = readJson(text);
  const at = (column: number): string => `${label}:${line}:${column} › row ${row}`;
  const broken = (what: string, column: number): Row => ({
    row,
    key: '',
    values: {},
    issues: [{ what, where: at(column) }],
    isBroken: true,
    whereOf: () => at(column),
  });
  if (!json.ok) return broken(`The line is no JSON: ${json.what}.`, json.position.column);
  if (!isRecord(json.value)) return broken('The line must be a JSON object.', json.positionOf([]).column);

  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(json.value)) {
    if (!isOther(name, inputs, options)) withField(values, name, value);
  }
  const key = options.key === undefined ? String(row) : keyOf(json.value, options.key);
  const whereOf: Row['whereOf'] = (steps) => at(json.positionOf(steps).column);
  const issues: readonly RowIssue[] = key === '' ? [{ what: 'The row has no run key.', where: whereOf([options.key ?? '']) }] : [];
  // The cast: of an object it makes an object.
  return { row, key, values: fieldsFromJson(inputs, values, folder) as Row['values'], issues, whereOf };
}

/** Fields that are not for the workflow: those to pass over, and a run key that is no input. */
function isOther(name: string, inputs: readonly Variable[], { key, ignore }: RowOptions): boolean {
  return ignore.includes(name) || (name === key && inputs.every((input) => input.name !== name));
}

function keyOf(record: Readonly<Record<string, unknown>>, name: string): string {
  const value = Object.hasOwn(record, name) ? record[name] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
