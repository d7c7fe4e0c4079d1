/** The answer to execute is lost: nothing is sent again, the job's status is asked for, and what nobody knows is said (runtime.md, "Retry, by endpoint"). */
import { describe, expect, test } from 'vitest';
import { invoiceWorkflow, runInvoiceWorkflow } from '../../generated/invoice.ts';
import { failureOf, invoiceInput, OUTPUTS, setStage } from './stage.ts';

test('the status is asked for after 1, 2 and 4 s, and then the error names the job that nobody knows about', async () => {
  await using stage = await setStage();
  const { operator, client, momentsOf } = stage;
  operator.fault({ call: 'execute', kind: 'dropBefore' });

  const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client }));

  expect(momentsOf('status')).toEqual([1_000, 3_000, 7_000]);
  expect(operator.requestCount('execute')).toBe(1);
  expect(error.toJSON()).toEqual({
    name: 'ExecuteOutcomeUnknownError',
    code: 'EXECUTE_OUTCOME_UNKNOWN',
    message: 'POST /job/execute lost the connection (UND_ERR_SOCKET), and the status of job 2514 does not tell whether it runs.',
    hint: 'It may or may not be running. Look at `workflow.job(id).status()` before executing anything again.',
    phase: 'execute',
    workflowId: 'B9uGJfZ3CFwOdMKH',
    jobExecutionId: '2514',
    retryable: false,
    attempts: 1,
  });
});

test.each(['IN PROGRESS', 'in_progress', 'Running', 'WAITING', ' completed '])(
  '%j shows that the job runs, and the run goes on',
  async (word) => {
    await using stage = await setStage({ outcome: { statuses: [word, 'COMPLETED'] } });
    const { operator, client, momentsOf } = stage;
    operator.fault({ call: 'execute', kind: 'dropAfter' });

    const { outputs } = await runInvoiceWorkflow(invoiceInput(), { client });

    expect(outputs).toEqual(OUTPUTS);
    expect(momentsOf('status')[0]).toBe(1_000);
    expect(operator.jobs.map(({ executeCount }) => executeCount)).toEqual([1]);
  },
);

test.each(['PENDING', 'UNKNOWN', 'INITIATED', 'queued'])('%j shows nothing: a job that was never executed says the same', async (word) => {
  await using stage = await setStage({ outcome: { statuses: [word] } });
  const { operator, client } = stage;
  operator.fault({ call: 'execute', kind: 'dropAfter' });

  const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client }));

  expect(error).toMatchObject({ code: 'EXECUTE_OUTCOME_UNKNOWN', jobExecutionId: '2514' });
  expect([operator.requestCount('execute'), operator.requestCount('status')]).toEqual([1, 3]);
});

test('a job that shows itself at the last question goes on, and the wait for its end begins then', async () => {
  await using stage = await setStage({ outcome: { statuses: ['PENDING', 'PENDING', 'IN PROGRESS', 'IN PROGRESS', 'COMPLETED'] } });
  const { operator, client, momentsOf, events } = stage;
  operator.fault({ call: 'execute', kind: 'hangAfter' });

  await runInvoiceWorkflow(invoiceInput(), { client });

  expect(momentsOf('status')).toEqual([31_000, 33_000, 37_000, 38_000, 39_000]);
  expect(events.map(({ type }) => type)).toContain('job.executed');
  expect(operator.jobs.map(({ executeCount }) => executeCount)).toEqual([1]);
});

test.each([
  ['FAILED', 'JOB_FAILED'],
  ['cancelled', 'JOB_CANCELLED'],
  ['timed_out', 'JOB_TIMED_OUT'],
])('a job that has already ended as %s fails as such', async (status, code) => {
  await using stage = await setStage({ outcome: { status, durationMs: 0, auditShape: 'A2' } });
  stage.operator.fault({ call: 'execute', kind: 'truncatedJson' });

  const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client: stage.client }));

  expect(error).toMatchObject({ code, jobExecutionId: '2514' });
  expect(stage.operator.requestCount('execute')).toBe(1);
});

test('a 409 says that it was executed before: the job is found running, and the run goes on', async () => {
  await using stage = await setStage();
  const { operator, client } = stage;
  // As when something between here and the service sent the request twice.
  operator.fault({ call: 'execute', kind: 'body', status: 409, body: { statusCode: 409, message: 'Job was already executed' } });

  const { outputs } = await runInvoiceWorkflow(invoiceInput(), { client });

  expect(outputs).toEqual(OUTPUTS);
  expect([operator.requestCount('execute'), operator.jobs[0]?.executeCount]).toEqual([1, 1]);
});

describe('questions that are not answered', () => {
  test('count as asked; the next one may still tell', async () => {
    await using stage = await setStage();
    const { operator, client } = stage;
    operator.fault({ call: 'execute', kind: 'dropAfter' });
    operator.fault({ call: 'status', kind: 'html', status: 502 });
    operator.fault({ call: 'status', kind: 'dropBefore' });

    expect((await runInvoiceWorkflow(invoiceInput(), { client })).outputs).toEqual(OUTPUTS);
    expect(operator.requestCount('execute')).toBe(1);
  });

  test.each([401, 403, 404, 500])('when all three are %i, nobody knows', async (status) => {
    await using stage = await setStage();
    const { operator, client } = stage;
    operator.fault({ call: 'execute', kind: 'dropAfter' });
    operator.fault({ call: 'status', kind: 'status', status, times: Infinity });

    const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client }));

    expect(error).toMatchObject({ code: 'EXECUTE_OUTCOME_UNKNOWN', jobExecutionId: '2514' });
    expect(operator.requestCount('execute')).toBe(1);
  });
});

test('whoever looks again later, by the id in the error, gets the results', async () => {
  await using stage = await setStage();
  const { operator, client } = stage;
  operator.fault({ call: 'execute', kind: 'dropAfter' });
  operator.fault({ call: 'status', kind: 'status', status: 500, times: 3 });
  const { jobExecutionId = '' } = await failureOf(runInvoiceWorkflow(invoiceInput(), { client }));

  const { outputs } = await invoiceWorkflow.job(jobExecutionId, { client }).result();

  expect(outputs).toEqual(OUTPUTS);
  expect(operator.jobs.map(({ executeCount }) => executeCount)).toEqual([1]);
});
