import { diagnose, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import type { RunnableWorkflow } from '../runnable.ts';
import { issueWords } from '../values/issue-words.ts';
import { isWithin } from '../values/place.ts';
import type { Row, RowIssue, RowSource } from './row.ts';

export interface CheckedRows {
  readonly rows: number;
  /** Empty: every row fits. The first few, and how many more there are. */
  readonly problems: readonly Diagnostic[];
}

export interface CheckOptions {
  /** Whether the run keys come from a column, and so may be equal. */
  readonly keyed: boolean;
  readonly signal: AbortSignal;
  /** Told how many rows have been looked at. */
  readonly onRow: (rows: number) => void;
}

/** Issues spelled out; the rest is counted. */
const SHOWN = 20;
/** Rows whose files are looked at together: a disk answers many at once as fast as one. */
const TOGETHER = 64;

/**
 * Reads every row and holds it against the lockfile's types, files and run keys included. Sends nothing, and keeps no row: only the run keys, where
 * they come from a column.
 *
 * @throws {DiagnosticError} the file cannot be read to its end. The signal's reason when aborted.
 */
export async function checkRows(
  source: RowSource,
  workflow: RunnableWorkflow,
  locked: LockedWorkflow,
  { keyed, signal, onRow }: CheckOptions,
): Promise<CheckedRows> {
  const shown: Diagnostic[] = [];
  const keys = new Map<string, number>();
  let [rows, issueCount, badRows] = [0, 0, 0];
  for await (const several of inGroups(source.read(), TOGETHER)) {
    signal.throwIfAborted();
    const found = await Promise.all(several.map((row) => (row.isBroken ? [] : valueIssues(row, workflow, locked))));
    for (const [index, row] of several.entries()) {
      const issues = [...row.issues, ...(keyed ? keyIssues(row, keys) : []), ...(found[index] ?? [])];
      issueCount += issues.length;
      if (issues.length > 0) badRows += 1;
      for (const { what, where } of issues.slice(0, SHOWN - shown.length)) shown.push(diagnose('rows-invalid', { what, where }));
    }
    rows += several.length;
    onRow(rows);
  }
  const rest = issueCount - shown.length;
  const more =
    rest === 0
      ? []
      : [
          diagnose('rows-invalid', {
            what: `${rest} more values do not fit; ${badRows} of ${rows} rows are concerned.`,
            where: source.label,
          }),
        ];
  return { rows, problems: [...shown, ...more] };
}

function keyIssues({ row, key, whereOf }: Row, keys: Map<string, number>): readonly RowIssue[] {
  // One that is missing has been told.
  if (key === '') return [];
  const before = keys.get(key);
  if (before === undefined) keys.set(key, row);
  return before === undefined ? [] : [{ what: `The run key ${JSON.stringify(key)} is that of row ${before}, too.`, where: whereOf([]) }];
}

async function valueIssues(row: Row, workflow: RunnableWorkflow, locked: LockedWorkflow): Promise<readonly RowIssue[]> {
  const issues = await workflow.check(row.values);
  return issues
    .filter(({ path }) => !row.issues.some(({ steps }) => steps !== undefined && isWithin(path, steps)))
    .map((issue) => ({ what: issueWords(issue, locked), where: row.whereOf(issue.path) }));
}

async function* inGroups<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[], void, undefined> {
  let group: T[] = [];
  for await (const item of items) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
