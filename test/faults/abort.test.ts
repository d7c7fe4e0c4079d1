/** The caller gives up, at every step: at once, with what is known of the remote side in the error, and with nothing left open behind it. */
import { getEventListeners } from 'node:events';
import type { Fault } from '@opus-codegen/local-operator';
import { expect, test } from 'vitest';
import { runInvoiceWorkflow, startInvoiceWorkflow } from '../../generated/invoice.ts';
import { watchServerSockets } from './server-sockets.ts';
import { failureOf, invoiceInput, setStage } from './stage.ts';

interface Moment {
  readonly when: string;
  readonly fault?: Fault;
  /** Milliseconds after the start. */
  readonly atMs: number;
  readonly expected: {
    readonly phase: string;
    readonly executed: 'no' | 'unknown' | 'yes';
    readonly jobs: number;
    readonly executions: number;
    readonly message: string;
  };
  /** The request whose connection must be closed by it. */
  readonly closes?: RegExp;
}

const NO_JOB = (phase: string): string => `Aborted by the caller (${phase}): no job was executed.`;
const SHELL = (phase: string): string => `Aborted by the caller (${phase}): job 2514 was not executed.`;
const MAYBE = 'Aborted by the caller (execute): job 2514 may have been executed.';
const RUNS = (phase: string): string => `Aborted by the caller (${phase}): job 2514 was executed and goes on remotely.`;
const busy = { kind: 'rateLimit', hintSeconds: 30, via: 'header' } as const;

const MOMENTS: readonly Moment[] = [
  {
    when: 'while the schema is asked for',
    fault: { call: 'getWorkflow', kind: 'hang' },
    atMs: 5_000,
    expected: { phase: 'schema', executed: 'no', jobs: 0, executions: 0, message: NO_JOB('schema') },
    closes: /^\/workflow\//,
  },
  {
    when: 'between two attempts at the schema',
    fault: { call: 'getWorkflow', ...busy },
    atMs: 5_000,
    expected: { phase: 'schema', executed: 'no', jobs: 0, executions: 0, message: NO_JOB('schema') },
  },
  {
    when: 'while a job is being made',
    fault: { call: 'initiate', kind: 'hangAfter' },
    atMs: 5_000,
    expected: { phase: 'initiate', executed: 'no', jobs: 1, executions: 0, message: NO_JOB('initiate') },
    closes: /initiate$/,
  },
  {
    when: 'between two attempts at making a job',
    fault: { call: 'initiate', ...busy },
    atMs: 5_000,
    expected: { phase: 'initiate', executed: 'no', jobs: 0, executions: 0, message: NO_JOB('initiate') },
  },
  {
    when: 'while an upload URL is asked for',
    fault: { call: 'uploadUrl', kind: 'hang' },
    atMs: 5_000,
    expected: { phase: 'upload', executed: 'no', jobs: 1, executions: 0, message: SHELL('upload') },
    closes: /upload$/,
  },
  {
    when: 'while a file is on its way',
    fault: { call: 'put', kind: 'hang' },
    atMs: 5_000,
    expected: { phase: 'upload', executed: 'no', jobs: 1, executions: 0, message: SHELL('upload') },
    closes: /^\/media\//,
  },
  {
    when: 'between two attempts at a file',
    fault: { call: 'put', ...busy },
    atMs: 5_000,
    expected: { phase: 'upload', executed: 'no', jobs: 1, executions: 0, message: SHELL('upload') },
  },
  {
    when: 'while execute is on its way and unseen',
    fault: { call: 'execute', kind: 'hang' },
    atMs: 5_000,
    expected: { phase: 'execute', executed: 'unknown', jobs: 1, executions: 0, message: MAYBE },
    closes: /execute$/,
  },
  {
    when: 'while execute is on its way and done',
    fault: { call: 'execute', kind: 'hangAfter' },
    atMs: 5_000,
    expected: { phase: 'execute', executed: 'unknown', jobs: 1, executions: 1, message: MAYBE },
    closes: /execute$/,
  },
  {
    when: 'between two attempts at execute, of which the first was refused',
    fault: { call: 'execute', ...busy },
    atMs: 5_000,
    expected: { phase: 'execute', executed: 'no', jobs: 1, executions: 0, message: SHELL('execute') },
  },
  {
    when: 'while it asks what became of execute',
    fault: { call: 'execute', kind: 'dropBefore' },
    atMs: 5_000,
    expected: { phase: 'execute', executed: 'unknown', jobs: 1, executions: 0, message: MAYBE },
  },
  {
    when: 'between two looks at the status',
    atMs: 1_500,
    expected: { phase: 'wait', executed: 'yes', jobs: 1, executions: 1, message: RUNS('wait') },
  },
  {
    when: 'during a look at the status',
    fault: { call: 'status', kind: 'hang' },
    atMs: 5_000,
    expected: { phase: 'wait', executed: 'yes', jobs: 1, executions: 1, message: RUNS('wait') },
    closes: /status$/,
  },
  {
    when: 'while the results are on their way',
    fault: { call: 'results', kind: 'hang' },
    atMs: 5_000,
    expected: { phase: 'results', executed: 'yes', jobs: 1, executions: 1, message: RUNS('results') },
    closes: /results$/,
  },
  {
    when: 'while the results are not there yet',
    fault: { call: 'results', kind: 'status', status: 404, times: Infinity },
    atMs: 5_000,
    expected: { phase: 'results', executed: 'yes', jobs: 1, executions: 1, message: RUNS('results') },
  },
];

test.each(MOMENTS)('$when', async ({ fault, atMs, expected, closes }) => {
  await using stage = await setStage();
  using sockets = watchServerSockets();
  const { operator, client, clock, wire } = stage;
  const giveUp = new AbortController();
  if (fault !== undefined) operator.fault(fault);
  clock.at(atMs, () => giveUp.abort(new Error('a reason of the caller’s own')));

  const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client, signal: giveUp.signal }));

  const { phase, executed, jobs, executions, message } = expected;
  expect(error).toMatchObject({ name: 'AbortedError', code: 'ABORTED', phase, executed, message, retryable: false });
  // The id goes with the error as soon as the caller can know it.
  expect(error.jobExecutionId).toBe(message.includes('2514') ? '2514' : undefined);
  expect(error.hint).toBe(
    executed === 'no' ? 'Nothing runs remotely; run again when wanted.' : "Resume with workflow.job('2514').result().",
  );
  expect(operator.jobs.map(({ executeCount }) => executeCount)).toEqual(Array(jobs).fill(executions));
  expect([clock.elapsedMs, clock.pendingTimers]).toEqual([atMs, 0]);

  const sent = operator.requests.length;
  await clock.rest();
  expect([wire.open, operator.requests.length]).toEqual([0, sent]);
  expect(closes === undefined ? false : sockets.isOpen(closes)).toBe(false);
  expect(getEventListeners(giveUp.signal, 'abort')).toEqual([]);
});

test('before it began: not a single request', async () => {
  await using stage = await setStage();

  const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client: stage.client, signal: AbortSignal.abort() }));

  expect(error).toMatchObject({ code: 'ABORTED', phase: 'validate', executed: 'no' });
  expect(stage.operator.requests).toEqual([]);
});

test('while the audit of a failed job is fetched: the failure is the news, and comes at once', async () => {
  await using stage = await setStage({ outcome: { status: 'FAILED' } });
  const { operator, client, clock, wire } = stage;
  const giveUp = new AbortController();
  operator.fault({ call: 'audit', kind: 'hang', times: Infinity });
  clock.at(5_000, () => giveUp.abort());

  const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client, signal: giveUp.signal }));

  expect(error).toMatchObject({ code: 'JOB_FAILED', jobExecutionId: '2514' });
  expect(clock.elapsedMs).toBe(5_000);
  await clock.rest();
  expect(wire.open).toBe(0);
});

test('one signal for thirty jobs holds one listener, ends them all at once, and is free afterwards', async () => {
  await using stage = await setStage({ outcome: { durationMs: 600_000 } });
  const { client, clock, wire } = stage;
  const { signal, abort } = controller();
  const jobs = await Promise.all(Array.from({ length: 30 }, () => startInvoiceWorkflow(invoiceInput(), { client, signal })));
  const results = jobs.map((job) => failureOf(job.result()));
  await new Promise(setImmediate);
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  clock.at(60_000, abort);

  const errors = await Promise.all(results);

  expect(errors.map(({ jobExecutionId }) => jobExecutionId)).toEqual(jobs.map(({ id }) => id));
  expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['ABORTED']));
  expect([clock.elapsedMs, getEventListeners(signal, 'abort').length]).toEqual([60_000, 0]);
  await clock.rest();
  expect(wire.open).toBe(0);
});

test('a finished run leaves nothing on the signal', async () => {
  await using stage = await setStage();
  const { signal } = controller();

  await runInvoiceWorkflow(invoiceInput(), { client: stage.client, signal });

  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

function controller(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const { signal, abort } = { signal: new AbortController(), abort: () => signal.abort() };
  return { signal: signal.signal, abort };
}
