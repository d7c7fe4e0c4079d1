import { file } from '@opus-codegen/runtime';
import type { Variable } from '@opus-codegen/schema';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { allOf } from '../../testing/all-of.ts';
import { tempFolder } from '../../testing/temp-folder.ts';
import { openRows } from './open-rows.ts';
import type { Row } from './row.ts';

const inputs: readonly Variable[] = [
  { name: 'scan', wire: 's', type: 'file', nullable: true },
  { name: 'note', wire: 'n', type: 'str', nullable: true },
  { name: 'count', wire: 'c', type: 'int', nullable: true },
  {
    name: 'lines',
    wire: 'l',
    type: 'array',
    nullable: true,
    element: { type: 'object', fields: [{ name: 'sku', wire: 'k', type: 'str' }] },
  },
];

interface Reading {
  readonly rows: readonly Row[];
  readonly folder: string;
}

interface Options {
  readonly key?: string;
  readonly ignore?: readonly string[];
  readonly delimiter?: string;
}

async function read(name: string, text: string | Uint8Array, { key, ignore = [], delimiter }: Options = {}): Promise<Reading> {
  using folder = tempFolder();
  folder.write({ [name]: text as string }); // bytes are written as they are
  const rows = await allOf(openRows(join(folder.path, name), name, inputs, { key, ignore, delimiter }).read());
  return { rows, folder: folder.path };
}

async function refusal(reading: Promise<unknown>): Promise<readonly string[]> {
  return reading.then(
    () => ['nothing'],
    (error: unknown) => {
      if (!(error instanceof DiagnosticError)) throw error;
      return error.diagnostics.map(({ code, what, where }) => `${code} ${where ?? ''} ${what}`);
    },
  );
}

const plain = ({ row, key, values, issues }: Row) => ({ row, key, values, issues: issues.map(({ what, where }) => `${where}: ${what}`) });

describe('a table', () => {
  test('gives typed values; an empty cell is no value, and files start at the folder of the table', async () => {
    const { rows, folder } = await read('rows.csv', 'scan,note,count,lines[0].sku,lines[1].sku\na.pdf,hi,3,A,B\n,,,A,\n');
    expect(rows.map(plain)).toEqual([
      {
        row: 1,
        key: '1',
        values: { scan: file(join(folder, 'a.pdf')), note: 'hi', count: 3, lines: [{ sku: 'A' }, { sku: 'B' }] },
        issues: [],
      },
      { row: 2, key: '2', values: { lines: [{ sku: 'A' }] }, issues: [] },
    ]);
  });

  test('may have a byte order mark, any line ends, quoted commas, quotes and line breaks', async () => {
    const { rows } = await read('rows.csv', '\uFEFFnote,count\r\n"a, ""b""\r\nc",1\nplain,2\rlast,3');
    expect(rows.map(({ values }) => values)).toEqual([
      { note: 'a, "b"\r\nc', count: 1 },
      { note: 'plain', count: 2 },
      { note: 'last', count: 3 },
    ]);
    // The line a row begins in, whatever line breaks its cells hold.
    expect(rows.map(({ whereOf }) => whereOf(['count']))).toEqual([
      'rows.csv:2 › row 1 › count',
      'rows.csv:4 › row 2 › count',
      'rows.csv:5 › row 3 › count',
    ]);
  });

  test('numbers its rows as a spreadsheet does, less the header, and gives none without a value', async () => {
    const { rows } = await read('rows.csv', 'note,count\na,1\n\n,\n  ,\nb,2\n');
    expect(rows.map(({ row, values }) => [row, values['note']])).toEqual([
      [1, 'a'],
      [5, 'b'],
    ]);
    expect(rows[1]?.whereOf([])).toBe('rows.csv:6 › row 5');
  });

  test('tells what cannot be read of a row, cell by cell, and goes on', async () => {
    const { rows } = await read('rows.csv', 'note,count,\na,x,y\nb\nc,1,,,\nd,2,\n');
    expect(rows.map((row) => plain(row).issues)).toEqual([
      [
        'rows.csv:2 › row 1 › count: count: expected a whole number like 42, got "x".',
        'rows.csv:2 › row 1 › column 3: There is a value in column 3, which has no name.',
      ],
      ['rows.csv:3 › row 2: The row has 1 cell, the header 3.'],
      ['rows.csv:4 › row 3: The row has 5 cells, the header 3.'],
      [],
    ]);
  });

  test('takes run keys from a column, an input or not', async () => {
    const { rows } = await read('rows.csv', 'order,note\n A-1 ,x\n,y\n', { key: 'order' });
    expect(rows.map(plain)).toEqual([
      { row: 1, key: 'A-1', values: { note: 'x' }, issues: [] },
      { row: 2, key: '', values: { note: 'y' }, issues: ['rows.csv:3 › row 2 › order: The row has no run key.'] },
    ]);
    expect((await read('rows.csv', 'note\nx\n', { key: 'note' })).rows.map(plain)).toMatchObject([{ key: 'x', values: { note: 'x' } }]);
  });

  test('has the delimiter of its extension, or the one that is named', async () => {
    const values = [{ note: 'a,b', count: 1 }];
    expect((await read('rows.tsv', 'note\tcount\na,b\t1\n')).rows.map((row) => row.values)).toEqual(values);
    expect((await read('rows.csv', 'note;count\na,b;1\n', { delimiter: ';' })).rows.map((row) => row.values)).toEqual(values);
    expect((await read('rows.csv', 'note\tcount\na,b\t1\n', { delimiter: 'tab' })).rows.map((row) => row.values)).toEqual(values);
    expect(await refusal(read('rows.csv', '', { delimiter: 'comma' }))).toEqual(['OPUS9001  --delimiter comma is no separator.']);
  });

  test.each([
    ['note\n"a\nb\n', ['OPUS7003 rows.csv:3 › row 1 A quotation mark is opened and never closed in rows.csv.']],
    ['note\n5" pipe\n', ['OPUS7003 rows.csv:2 › row 1 A quotation mark stands inside a cell that does not begin with one in rows.csv.']],
    ['note\n"a"b\n', ['OPUS7003 rows.csv:2 › row 1 Something stands between a closing quotation mark and the next cell in rows.csv.']],
    ['', ['OPUS7004 rows.csv rows.csv is empty: not even a header.']],
    ['nte\nx\n', ['OPUS7004 rows.csv:1 Column "nte": This workflow has no input "nte". Did you mean note?']],
  ])('%j is refused', async (text, told) => {
    expect(await refusal(read('rows.csv', text))).toEqual(told);
  });

  test('in another encoding is refused', async () => {
    expect(await refusal(read('rows.csv', Buffer.from('note\nM\u00fcller\n', 'latin1')))).toEqual([
      'OPUS7003 rows.csv rows.csv is not UTF-8 text.',
    ]);
    expect(await refusal(read('rows.csv', Buffer.from('\uFEFFnote\nx\n', 'utf16le')))).toEqual([
      'OPUS7003 rows.csv rows.csv is not UTF-8 text.',
    ]);
  });
});

describe('JSON Lines', () => {
  test('give the values of each line; empty lines are none', async () => {
    const { rows, folder } = await read('rows.jsonl', '{"scan": "a.pdf", "count": 3}\r\n\n{"note": "\u2028"}');
    expect(rows.map(plain)).toEqual([
      { row: 1, key: '1', values: { scan: file(join(folder, 'a.pdf')), count: 3 }, issues: [] },
      { row: 2, key: '2', values: { note: '\u2028' }, issues: [] },
    ]);
    expect(rows[1]?.whereOf(['note'])).toBe('rows.jsonl:3:10 › row 2');
  });

  test('with a line that is broken or torn are read to the end, and told line by line', async () => {
    const { rows } = await read('rows.jsonl', '{"note": 1,}\n[]\n{"note": "x"}\n{"note": "y');
    expect(rows.map((row) => [row.isBroken ?? false, ...plain(row).issues])).toEqual([
      [true, 'rows.jsonl:1:12 › row 1: The line is no JSON: "}" is out of place.'],
      [true, 'rows.jsonl:2:1 › row 2: The line must be a JSON object.'],
      [false],
      [true, 'rows.jsonl:4:12 › row 4: The line is no JSON: it ends too early.'],
    ]);
  });

  test('take run keys from a field, and pass over others', async () => {
    const { rows } = await read('rows.ndjson', '{"id": 7, "note": "x", "memo": 1}\n{"note": "y"}\n', { key: 'id', ignore: ['memo'] });
    expect(rows.map(plain)).toEqual([
      { row: 1, key: '7', values: { note: 'x' }, issues: [] },
      { row: 2, key: '', values: { note: 'y' }, issues: ['rows.ndjson:2:1 › row 2: The row has no run key.'] },
    ]);
  });
});

test('a file that is not there, and one of another kind, are refused', async () => {
  using folder = tempFolder();
  const gone = openRows(join(folder.path, 'gone.csv'), 'gone.csv', inputs, { key: undefined, ignore: [], delimiter: undefined });
  expect(await refusal(allOf(gone.read()))).toEqual(['OPUS7003 gone.csv gone.csv does not exist.']);
  expect(await refusal(read('rows.xlsx', ''))).toEqual(['OPUS9001  rows.xlsx is no file of rows.']);
});
