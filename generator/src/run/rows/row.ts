import type { Values } from '../runnable.ts';
import type { Step } from '../values/place.ts';

/** One row of a file, as it was read. Whether its values fit the workflow is checked by whoever takes it. */
export interface Row {
  /** From 1; the head of a table is no row. Rows without any value count too, so the number is the one that a spreadsheet shows, less one. */
  readonly row: number;
  /** The run key. Empty where the row lacks one, which is among its issues. */
  readonly key: string;
  readonly values: Values;
  /** What could not be read. */
  readonly issues: readonly RowIssue[];
  /** The row as a whole could not be read: there is nothing to check in it. */
  readonly isBroken?: true;
  /** Where a value stands in the file: `rows.csv:18 › row 17 › total`. */
  whereOf(steps: readonly Step[]): string;
}

export interface RowIssue {
  /** The place in the input that it is about, where that is one. */
  readonly steps?: readonly Step[];
  /** One sentence. */
  readonly what: string;
  readonly where: string;
}

/** A file of rows that can be read again and again. */
export interface RowSource {
  /** For messages. */
  readonly label: string;
  /** @throws {DiagnosticError} it cannot be read to its end. */
  read(): AsyncGenerator<Row, void, undefined>;
}

export interface RowOptions {
  /** The column of run keys. Absent: the row's number. */
  readonly key: string | undefined;
  /** Columns to pass over. */
  readonly ignore: readonly string[];
}
