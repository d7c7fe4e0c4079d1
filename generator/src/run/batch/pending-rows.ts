import { inputDigest, type Journal } from '@opus-codegen/runtime';
import { diagnose, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { Row, RowSource } from '../rows/row.ts';
import type { ResultsFile } from './results-file.ts';
import type { WrittenResult } from './row-result.ts';
import type { TallyKeeper } from './tally.ts';

export interface PendingOptions {
  readonly workflowId: string;
  readonly journal: Journal;
  readonly results: Pick<ResultsFile, 'succeeded' | 'failed'>;
  readonly tally: Pick<TallyKeeper, 'add' | 'addBefore'>;
  /** Asked before each row. */
  readonly isStopped: () => boolean;
  /** Whether the file is still the one that was checked. What was read of it before the answer then is, too. */
  readonly isUnchanged: () => Promise<boolean>;
}

/**
 * The rows that are not done yet. Those an earlier run was done with are only counted; and where their values are others by now, as that.
 *
 * @throws {DiagnosticError} the file is no longer what was checked.
 */
export async function* pendingRows(source: RowSource, options: PendingOptions): AsyncGenerator<Row, void, undefined> {
  const { results, tally, isStopped, isUnchanged } = options;
  for await (const row of source.read()) {
    if (isStopped()) return;
    const before = resultBefore(row, results);
    if (before === undefined) {
      if (row.issues.length > 0 || !(await isUnchanged())) throw rowsChanged(source.label);
      yield row;
      continue;
    }
    const conflict = await conflictWith(row, options);
    if (conflict === undefined) tally.addBefore(before);
    else tally.add(conflict);
  }
  // What is cut off ends early, and looks like a file of fewer rows.
  if (!(await isUnchanged())) throw rowsChanged(source.label);
}

function resultBefore({ row, key }: Row, { succeeded, failed }: PendingOptions['results']): WrittenResult | undefined {
  return succeeded.has(key) ? { row, key, status: 'succeeded' } : failed.get(key);
}

async function conflictWith({ row, key, values }: Row, { workflowId, journal }: PendingOptions): Promise<WrittenResult | undefined> {
  const entry = await journal.load(key);
  if (entry?.inputDigest === (await inputDigest(workflowId, values))) return undefined;
  const { jobExecutionId } = entry ?? {};
  return { row, key, status: 'conflict', code: 'RUN_KEY_CONFLICT', ...(jobExecutionId !== undefined && { jobExecutionId }) };
}

function rowsChanged(label: string): DiagnosticError {
  return new DiagnosticError(diagnose('rows-changed', { what: `${label} is not what it was when it was checked.`, where: label }));
}
