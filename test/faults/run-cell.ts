import type { Outcome } from '@opus-codegen/local-operator';
import type { RunOptions } from '@opus-codegen/runtime';
import { runInvoiceWorkflow } from '../../generated/invoice.ts';
import { FAULTS } from './faults.ts';
import type { Cell, Expectation } from './matrix.ts';
import { invoiceInput, setStage, type Stage } from './stage.ts';

export interface CellRun {
  readonly seen: Expectation;
  /** What the run rejected with, if it did. */
  readonly error?: unknown;
}

const FAILS: Outcome = { status: 'FAILED', failedNode: 'Extract totals', auditShape: 'A2' };

/** The stage of one cell of the matrix: a service where the cell's call goes wrong. */
export function stageOf({ call, fault, times }: Pick<Cell, 'call' | 'fault' | 'times'>): Promise<Stage> {
  return setStage(call === 'audit' ? { outcome: FAILS } : {}).then((stage) => {
    stage.operator.fault({ call, times, ...FAULTS[fault] });
    return stage;
  });
}

/** One whole run on that stage. */
export async function runCell({ call }: Pick<Cell, 'call'>, { operator, client, events }: Stage): Promise<CellRun> {
  // A minute shows what a wait does that never gets an answer; an hour would show the same, longer.
  const options: RunOptions = { client, ...(call === 'status' && { waitTimeoutMs: 60_000 }) };
  const ended = await runInvoiceWorkflow(invoiceInput(), options).then(
    () => ({ outcome: 'completes' }),
    (error: unknown) => ({ outcome: String((error as { code?: unknown }).code ?? error), error }),
  );
  const { outcome, ...rest } = ended;
  return {
    ...rest,
    seen: {
      outcome,
      requests: operator.requestCount(call),
      jobs: operator.jobs.length,
      executions: operator.jobs.reduce((sum, job) => sum + job.executeCount, 0),
      retries: events.filter((event) => event.type === 'retry' && event.call === RUNTIME_CALLS[call]).length,
      maybeDuplicated: events.filter((event) => event.type === 'initiate.maybeDuplicated').length,
    },
  };
}

/** The calls by the names they have in events. */
const RUNTIME_CALLS = {
  getWorkflow: 'workflow',
  initiate: 'initiate',
  uploadUrl: 'fileUpload',
  put: 'put',
  execute: 'execute',
  status: 'status',
  results: 'results',
  audit: 'audit',
} as const;
