import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OperatorCall, Outcome } from '@opus-codegen/local-operator';
import type { RunOptions } from '@opus-codegen/runtime';
import { runInvoiceWorkflow, type InvoiceInput } from '../../generated/invoice.ts';
import { FAULTS, UNREACHABLE } from './faults.ts';
import type { Cell, Expectation } from './matrix.ts';
import { invoiceInput, setStage, type Stage, type StageOptions } from './stage.ts';

export interface CellRun {
  readonly seen: Expectation;
  /** What the run rejected with, if it did. */
  readonly error?: unknown;
}

const FAILS: Outcome = { status: 'FAILED', failedNode: 'Extract totals', auditShape: 'A2' };

/** The stage of one cell of the matrix: a service where the cell's call goes wrong. */
export async function stageOf({ call, fault, times }: Pick<Cell, 'call' | 'fault' | 'times'>, options: StageOptions = {}): Promise<Stage> {
  const kind = FAULTS[fault];
  const stage = await setStage({
    ...options,
    outcome: { ...options.outcome, ...(call === 'audit' && FAILS) },
    client: { ...options.client, ...(kind === UNREACHABLE && { fetch: misdirected(call, times, await closedPort()) }) },
  });
  if (kind !== UNREACHABLE) stage.operator.fault({ call, times, ...kind });
  return stage;
}

/** One whole run on that stage. */
export async function runCell(
  { call }: Pick<Cell, 'call'>,
  { operator, client, events }: Stage,
  input: InvoiceInput = invoiceInput(),
): Promise<CellRun> {
  // A minute shows what a wait does that never gets an answer; an hour would show the same, longer.
  const options: RunOptions = { client, ...(call === 'status' && { waitTimeoutMs: 60_000 }) };
  const { outcome, ...rest } = await runInvoiceWorkflow(input, options).then(
    () => ({ outcome: 'completes' }),
    (error: unknown) => ({ outcome: String((error as { code?: unknown }).code ?? error), error }), // any error of ours has one
  );
  return {
    ...rest,
    seen: {
      outcome,
      requests: operator.requestCount(call),
      jobs: operator.jobs.length,
      executions: operator.jobs.reduce((sum, job) => sum + job.executeCount, 0),
      retries: events.filter((event) => event.type === 'retry' && event.call === NAMES_IN_EVENTS[call]).length,
      maybeDuplicated: events.filter((event) => event.type === 'initiate.maybeDuplicated').length,
    },
  };
}

const NAMES_IN_EVENTS = {
  getWorkflow: 'workflow',
  initiate: 'initiate',
  uploadUrl: 'fileUpload',
  put: 'put',
  execute: 'execute',
  status: 'status',
  results: 'results',
  audit: 'audit',
} as const satisfies Record<OperatorCall, string>;

const PATHS: Readonly<Record<OperatorCall, RegExp>> = {
  getWorkflow: /^\/workflow\//,
  initiate: /^\/job\/initiate$/,
  uploadUrl: /^\/job\/file\/upload$/,
  put: /^\/media\//,
  execute: /^\/job\/execute$/,
  status: /\/status$/,
  results: /\/results$/,
  audit: /\/audit$/,
};

/** A `fetch` that knocks at a closed door instead, so many times, whenever that call is made. */
function misdirected(call: OperatorCall, times: number, port: number): typeof fetch {
  let left = times;
  return (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (left <= 0 || !PATHS[call].test(url.pathname)) return fetch(request);
    left -= 1;
    url.port = String(port);
    return fetch(url, { method: request.method, signal: request.signal });
  };
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a server bound to a TCP port has such an address
  await new Promise((resolve) => server.close(resolve));
  return port;
}
