import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startLocalOperator, type LocalOperator } from '../index.ts';
import { clientOf, handClock, PDF, v1Payload, type HandClock, type LocalClient } from '../testing/local-client.ts';
import { V1_ID, v1Schema, v2Schema } from '../testing/schemas.ts';

let clock: HandClock;
let operator: LocalOperator;
let client: LocalClient;

beforeEach(async () => {
  clock = handClock();
  operator = await startLocalOperator({ workflows: [{ schema: v1Schema }, { schema: v2Schema }], clock, jobDurationMs: 1000 });
  client = clientOf(operator);
});

afterEach(() => operator.close());

async function executedJob(): Promise<string> {
  const id = await client.initiate();
  const { status } = await client.execute(id, v1Payload(await client.upload(PDF, '.pdf', 'application/pdf')));
  expect(status).toBe(200);
  return id;
}

describe('outcomes', () => {
  test('successive raw statuses are answered one by one, the last one for good', async () => {
    operator.setOutcome(V1_ID, { statuses: ['in_progress', 'WAITING', ' completed '] });
    const id = await executedJob();

    const seen: unknown[] = [];
    for (let asked = 0; asked < 4; asked += 1) seen.push((await client.get(`/job/${id}/status`)).json);

    expect(seen).toEqual([{ status: 'in_progress' }, { status: 'WAITING' }, { status: ' completed ' }, { status: ' completed ' }]);
    expect((await client.get(`/job/${id}/results`)).status).toBe(200);
  });

  test('outputs are named by wire or display name; only those given are answered', async () => {
    operator.setOutcome(V1_ID, {
      outputs: { Total: 12, workflow_output_sum00001: 'ok', extra: true, Report: undefined },
      summary: 'Done.',
    });
    const id = await executedJob();
    clock.advance(1000);

    expect((await client.get(`/job/${id}/results`)).json).toEqual({
      jobExecutionId: id,
      status: 'COMPLETED',
      results: { summary: 'Done.', data: { workflow_output_tot4al01: 12, workflow_output_sum00001: 'ok', extra: true } },
    });
  });

  test('a function makes outputs of the payload and the plausible ones', async () => {
    operator.setOutcome(V1_ID, {
      outputs: (payload, plausible) => ({ ...plausible, Summary: `about ${String(payload['workflow_input_p0nr71x2c']?.value)}` }),
      branch: ['Summary'],
    });
    const id = await executedJob();
    clock.advance(1000);

    expect((await client.get(`/job/${id}/results`)).json).toMatchObject({
      results: { data: { workflow_output_sum00001: 'about PO-4711' } },
    });
  });

  test('the branch taken decides which outputs there are', async () => {
    operator.setOutcome(V1_ID, { branch: ['Total'] });
    const id = await executedJob();
    clock.advance(1000);

    expect((await client.get(`/job/${id}/results`)).json).toEqual({
      jobExecutionId: id,
      status: 'COMPLETED',
      results: { data: { workflow_output_tot4al01: 1249.5 } },
    });
  });

  test('each job may have its own outcome, decided by what was sent', async () => {
    operator.setOutcome(V1_ID, (job) => (job.payload?.['workflow_input_p0nr71x2c']?.value === 'PO-4711' ? { status: 'TIMED_OUT' } : {}));
    const id = await executedJob();
    clock.advance(1000);

    expect((await client.get(`/job/${id}/status`)).json).toEqual({ status: 'TIMED_OUT' });
  });

  test.each([
    [202, 202],
    [404, 404],
    [undefined, 409],
  ] as const)('results that come later answer %s until then', async (notReadyAnswer, status) => {
    operator.setOutcome(V1_ID, { resultsReadyAfterMs: 500, ...(notReadyAnswer === undefined ? {} : { notReadyAnswer }) });
    const id = await executedJob();
    clock.advance(1499);
    const early = await client.get(`/job/${id}/results`);
    clock.advance(1);

    expect(early.status).toBe(status);
    expect((await client.get(`/job/${id}/results`)).status).toBe(200);
  });

  test('a job that failed has no results to wait for', async () => {
    operator.setOutcome(V1_ID, { status: 'FAILED', resultsReadyAfterMs: 500, notReadyAnswer: 202 });
    const id = await executedJob();
    clock.advance(1000);

    expect((await client.get(`/job/${id}/results`)).status).toBe(409);
  });

  test('or an empty 200', async () => {
    operator.setOutcome(V1_ID, { resultsReadyAfterMs: 500, notReadyAnswer: 'empty' });
    const id = await executedJob();
    clock.advance(1000);

    const early = await client.get(`/job/${id}/results`);

    expect([early.status, early.text]).toEqual([200, '']);
  });

  test('a function that throws is told to whoever wrote the test, and the job stays as it was', async () => {
    operator.setOutcome(V1_ID, () => {
      throw new Error('no such row');
    });
    const id = await client.initiate();

    const { status, json } = await client.execute(id, v1Payload(await client.upload(PDF, '.pdf', 'application/pdf')));

    expect(status).toBe(500);
    expect(json).toMatchObject({ message: 'The local operator was given a function that threw: no such row' });
    expect(operator.job(id)?.state).toBe('initiated');
  });
});
