import { AbortedError, type Journal, type MapOptions, type OpusError } from '@opus-codegen/runtime';
import type { StatusView } from '../status-view.ts';
import { DiagnosticError, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Row, RowSource } from '../rows/row.ts';
import type { RunWarnings } from '../run-warnings.ts';
import type { RunnableWorkflow, Values } from '../runnable.ts';
import { pendingRows } from './pending-rows.ts';
import { progressLine } from './progress-line.ts';
import type { ResultsFile } from './results-file.ts';
import { createRowEnds } from './row-ends.ts';
import type { WrittenResult } from './row-result.ts';
import { createTally, type Tally } from './tally.ts';

export interface Batch {
  readonly workflow: RunnableWorkflow;
  readonly source: RowSource;
  /** How many there are. */
  readonly rows: number;
  readonly isUnchanged: () => Promise<boolean>;
  /** Open, as the results are. */
  readonly journal: Journal;
  readonly results: ResultsFile;
  readonly concurrency: number;
  /** Of each job, before its run key. */
  readonly title: string;
  readonly options: Omit<MapOptions<Values>, 'key' | 'journal' | 'concurrency' | 'title'>;
  readonly warnings: RunWarnings;
  readonly view: StatusView;
  /** Tells each row. */
  readonly verbose: boolean;
  readonly now: () => number;
}

export interface BatchEnd {
  readonly rows: number;
  readonly tally: Tally;
  /** The first error of each code that this run met. */
  readonly errors: ReadonlyMap<string, OpusError>;
  /** Jobs that were executed and are not waited for any more. */
  readonly goOn: number;
  /** Why rows were left; empty when none was. */
  readonly stopped: readonly Diagnostic[];
  readonly doneNow: number;
  readonly elapsedMs: number;
}

/** A run key may be any text; of the platform's limits nothing is known. */
const MAX_TITLE_LENGTH = 200;
const NEWS_EVERY_MS = 10_000;

/**
 * Runs every row that is not done yet, and writes what becomes of each as soon as it is known. Whatever stops it, what was done stands in the results
 * or in the journal. Rejects only for bugs.
 */
export async function settleRows(batch: Batch): Promise<BatchEnd> {
  const { workflow, rows, journal, concurrency, options, view, now } = batch;
  const { workflowId } = workflow.descriptor;
  const beganAtMs = now();
  const tally = createTally();
  const ends = createRowEnds({
    ...batch,
    onWritten(result) {
      tally.add(result);
      if (batch.verbose) view.news(rowLine(result));
    },
  });
  const rowOf = new WeakMap<Values, Row>();
  let begun = 0;

  async function* values(): AsyncGenerator<Values, void, undefined> {
    for await (const row of pendingRows(batch.source, { ...batch, workflowId, tally, isStopped: () => ends.stopped.length > 0 })) {
      rowOf.set(row.values, row);
      begun += 1;
      yield row.values;
    }
  }
  const line = (columns?: number): string => {
    const { counts, rows: done } = tally.read();
    const { doneNow } = ends;
    const progress = { rows, done, failed: done - counts.succeeded, running: begun - doneNow, doneNow, elapsedMs: now() - beganAtMs };
    return progressLine(progress, columns);
  };

  view.show(line);
  const beat = setInterval(() => view.news(line()), NEWS_EVERY_MS).unref();
  try {
    const key = (item: Values): string => rowOf.get(item)?.key ?? '';
    const title = (item: Values): string => `${batch.title} · ${key(item)}`.slice(0, MAX_TITLE_LENGTH);
    for await (const settled of workflow.map(values(), { ...options, concurrency, journal, key, title })) {
      const row = rowOf.get(settled.item);
      if (row !== undefined && !(await ends.take(row, settled))) break;
    }
  } catch (error) {
    if (error instanceof DiagnosticError) ends.stopped.push(...error.diagnostics);
    else if (!(error instanceof AbortedError)) throw error;
  } finally {
    clearInterval(beat);
    view.news(line());
  }
  const { errors, goOn, stopped, doneNow } = ends;
  return { rows, tally: tally.read(), errors, goOn, stopped, doneNow, elapsedMs: now() - beganAtMs };
}

/** `row 17 (PO-17): failed, JOB_FAILED, job 2561` */
function rowLine({ row, key, status, code, jobExecutionId: job }: WrittenResult): string {
  const name = key === String(row) ? `row ${row}` : `row ${row} (${key})`;
  return `${name}: ${[status, ...(code === undefined ? [] : [code]), ...(job === undefined ? [] : [`job ${job}`])].join(', ')}`;
}
