/** From execute to the end of the job: hours, words nobody knows, a deadline that says what was seen, and taking it up again by the id. */
import { describe, expect, test } from 'vitest';
import { invoiceWorkflow, runInvoiceWorkflow, startInvoiceWorkflow } from '../../generated/invoice.ts';
import { failureOf, invoiceInput, OUTPUTS, setStage, type Stage } from './stage.ts';

const HOUR_MS = 3_600_000;

const told = ({ events }: Stage): readonly string[] => events.flatMap((event) => (event.type === 'job.status' ? [event.rawStatus] : []));

test('a job that waits for a person for five hours is looked at once a minute', async () => {
  await using stage = await setStage({ outcome: { statuses: [...Array<string>(300).fill('WAITING'), 'COMPLETED'] } });

  const { outputs } = await runInvoiceWorkflow(invoiceInput(), { client: stage.client, waitTimeoutMs: Infinity });

  expect(outputs).toEqual(OUTPUTS);
  expect(stage.momentsOf('status')).toEqual(Array.from({ length: 301 }, (_, look) => 1_000 + look * 60_000));
  expect(told(stage)).toEqual(['WAITING', 'COMPLETED']);
  expect(stage.clock.elapsedMs).toBeGreaterThan(5 * HOUR_MS);
});

test('a job that runs for an hour is looked at every 20 s in the end, and never sooner than a second', async () => {
  await using stage = await setStage({ outcome: { durationMs: HOUR_MS } });

  await runInvoiceWorkflow(invoiceInput(), { client: stage.client, waitTimeoutMs: Infinity });

  const moments = stage.momentsOf('status');
  const distances = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));
  expect([Math.min(...distances), Math.max(...distances)]).toEqual([1_000, 20_000]);
  expect(distances.filter((distance) => distance === 20_000)).toHaveLength(173);
});

test('the wait ends at its deadline to the millisecond, after a last look, and counts what it saw', async () => {
  await using stage = await setStage({ outcome: { durationMs: HOUR_MS } });
  const { operator, client, momentsOf } = stage;
  operator.fault({ call: 'status', kind: 'html', status: 502, times: 2, skip: 1 });
  operator.fault({ call: 'status', kind: 'dropBefore', skip: 2 });

  const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client, waitTimeoutMs: 10_000 }));

  expect(momentsOf('status')).toEqual([1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_050, 9_000]);
  expect(stage.clock.elapsedMs).toBe(10_000);
  expect(error.toJSON()).toEqual({
    name: 'WaitTimeoutError',
    code: 'WAIT_TIMEOUT',
    message: 'Job 2514 had not ended after 10000 ms of waiting (IN_PROGRESS ×6, HTTP 502 ×2, CONNECTION_LOST ×1).',
    hint: "The job goes on remotely. Resume with workflow.job('2514').result(), or raise waitTimeoutMs.",
    phase: 'wait',
    workflowId: 'B9uGJfZ3CFwOdMKH',
    jobExecutionId: '2514',
    observed: { IN_PROGRESS: 6, 'HTTP 502': 2, CONNECTION_LOST: 1 },
    retryable: true,
    attempts: 9,
  });
});

test('a word nobody knows is shown once and waited through', async () => {
  const statuses = ['IN PROGRESS', 'queued for-review', 'IN PROGRESS', 'QUEUED_FOR_REVIEW', 'IN PROGRESS', 'COMPLETED'];
  await using stage = await setStage({ outcome: { statuses } });

  const { outputs } = await runInvoiceWorkflow(invoiceInput(), { client: stage.client });

  expect(outputs).toEqual(OUTPUTS);
  expect(told(stage)).toEqual(['IN PROGRESS', 'queued for-review', 'IN PROGRESS', 'IN PROGRESS', 'COMPLETED']);
});

test.each([
  ['completed', 'completes'],
  [' Completed\n', 'completes'],
  ['FAILED', 'JOB_FAILED'],
  ['failed', 'JOB_FAILED'],
  ['CANCELLED', 'JOB_CANCELLED'],
  ['canceled', 'JOB_CANCELLED'],
  ['stopped', 'JOB_CANCELLED'],
  ['TIMED_OUT', 'JOB_TIMED_OUT'],
  ['timed out', 'JOB_TIMED_OUT'],
  ['timed-out', 'JOB_TIMED_OUT'],
])('%j ends the wait: %s', async (word, outcome) => {
  await using stage = await setStage({ outcome: { statuses: ['in-progress', word] } });

  const ended = await runInvoiceWorkflow(invoiceInput(), { client: stage.client }).then(
    () => 'completes',
    (error: unknown) => (error as { readonly code: string }).code, // every error of a run has one
  );

  expect(ended).toBe(outcome);
  expect(stage.momentsOf('status')).toEqual([1_000, 2_000]);
});

describe('taking a job up again', () => {
  test('costs no request before it is asked something, and gives the same result', async () => {
    await using stage = await setStage({ outcome: { durationMs: HOUR_MS } });
    const { operator, client } = stage;
    const { jobExecutionId = '' } = await failureOf(runInvoiceWorkflow(invoiceInput(), { client, waitTimeoutMs: 60_000 }));
    operator.clearRequests();

    const job = invoiceWorkflow.job(jobExecutionId, { client });
    expect(operator.requests).toEqual([]);
    const { outputs } = await job.result();

    expect(outputs).toEqual(OUTPUTS);
    expect(stage.clock.elapsedMs).toBeGreaterThanOrEqual(HOUR_MS);
    expect(operator.job(jobExecutionId)).toMatchObject({ executeCount: 1 });
  });

  test('that has ended long ago takes one look and the results', async () => {
    await using stage = await setStage();
    const { operator, client } = stage;
    const { jobExecutionId } = await runInvoiceWorkflow(invoiceInput(), { client });
    operator.clearRequests();

    await invoiceWorkflow.job(jobExecutionId, { client }).result();

    expect(operator.requests.map(({ call }) => call)).toEqual(['status', 'results']);
  });

  test('that nobody knows is said after 15 s', async () => {
    await using stage = await setStage();

    const error = await failureOf(invoiceWorkflow.job('4711', { client: stage.client }).result());

    expect(error).toMatchObject({ code: 'NOT_FOUND', jobExecutionId: '4711' });
    expect(stage.clock.elapsedMs).toBeLessThan(17_000);
  });
});

test('forty jobs of one client are looked at ten times a second, all of them in turn', async () => {
  await using stage = await setStage({ outcome: { durationMs: 30_000 } });
  const { client, operator } = stage;
  const jobs = await Promise.all(Array.from({ length: 40 }, () => startInvoiceWorkflow(invoiceInput(), { client })));

  const results = await Promise.all(jobs.map((job) => job.result()));

  expect(results.map(({ outputs }) => outputs)).toEqual(Array(40).fill(OUTPUTS));
  const moments = stage.momentsOf('status');
  expect(Math.min(...moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0)))).toBe(100);
  const firstRound = operator
    .requestsOf('status')
    .slice(0, 40)
    .map(({ path }) => path);
  expect(new Set(firstRound).size).toBe(40);
});
