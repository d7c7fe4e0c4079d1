import { AbortedError, JournalError, OpusError, type Settled, type WorkflowResult } from '@opus-codegen/runtime';
import { diagnose, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { errorWords } from '../job/error-words.ts';
import { journalFailure } from '../job/failure.ts';
import type { Row } from '../rows/row.ts';
import type { RunWarnings } from '../run-warnings.ts';
import type { Values } from '../runnable.ts';
import type { ResultsFile } from './results-file.ts';
import { notSucceeded, succeeded, writtenOf, type RowResult, type WrittenResult } from './row-result.ts';
import { outageAfter, outlookAfter } from './stop-rule.ts';

/** Takes what becomes of the rows, and knows when there is no use in beginning another. */
export interface RowEnds {
  /** @returns `false`: nothing that still runs could be written down. @throws {DiagnosticError} the results file takes no more. */
  take(row: Row, settled: Settled<Values, WorkflowResult<Values>>): Promise<boolean>;
  /** The first error of each code. */
  readonly errors: Map<string, OpusError>;
  /** Why no further row should be begun; empty as long as there is hope. */
  readonly stopped: Diagnostic[];
  doneNow: number;
  /** Jobs that were executed and are not waited for any more. */
  goOn: number;
}

export interface RowEndsOptions {
  readonly results: Pick<ResultsFile, 'append'>;
  readonly warnings: Pick<RunWarnings, 'add'>;
  readonly concurrency: number;
  readonly onWritten: (result: WrittenResult) => void;
}

export function createRowEnds({ results, warnings, concurrency, onWritten }: RowEndsOptions): RowEnds {
  let badInARow = 0;
  const write = async (result: RowResult): Promise<true> => {
    await results.append(result);
    onWritten(writtenOf(result));
    return true;
  };
  const ends: RowEnds = {
    errors: new Map(),
    stopped: [],
    doneNow: 0,
    goOn: 0,
    async take({ row, key }, settled) {
      ends.doneNow += 1;
      if (settled.status === 'fulfilled') {
        badInARow = 0;
        warnings.add(settled.value.warnings);
        return write(succeeded({ row, key }, settled.value));
      }
      const { reason: error } = settled;
      if (!(error instanceof OpusError)) throw error;
      if (error instanceof AbortedError) {
        if (error.executed !== 'no') ends.goOn += 1;
        return true;
      }
      if (!ends.errors.has(error.code)) ends.errors.set(error.code, error);
      if (error instanceof JournalError && error.code === 'JOURNAL_FAILED') {
        ends.stopped.push(journalFailure(error));
        return false;
      }
      const outlook = outlookAfter(error);
      badInARow = outlook === 'open' ? 0 : badInARow + 1;
      if (ends.stopped.length === 0 && (outlook === 'hopeless' || badInARow >= outageAfter(concurrency))) {
        ends.stopped.push(diagnose('batch-stopped', { what: `No further row was begun: ${errorWords(error)}` }));
      }
      return write(notSucceeded({ row, key }, error));
    },
  };
  return ends;
}
