/** What the service says no to stays no: one request, and an error that names what it was. */
import type { OperatorCall } from '@opus-codegen/local-operator';
import { describe, expect, test } from 'vitest';
import { runInvoiceWorkflow } from '../../generated/invoice.ts';
import { failureOf, invoiceInput, OUTPUTS, setStage } from './stage.ts';

/** Requests of the call that the service saw, and the code. The service answers like that every time. */
const REFUSALS: readonly (readonly [call: OperatorCall, status: number, code: string, requests: number])[] = [
  ['getWorkflow', 400, 'BAD_REQUEST', 1],
  ['getWorkflow', 401, 'UNAUTHORIZED', 1],
  ['getWorkflow', 403, 'FORBIDDEN', 1],
  ['getWorkflow', 404, 'WORKFLOW_NOT_FOUND', 1],
  ['initiate', 400, 'BAD_REQUEST', 1],
  ['initiate', 401, 'UNAUTHORIZED', 1],
  ['initiate', 403, 'FORBIDDEN', 1],
  ['initiate', 404, 'NOT_FOUND', 1],
  ['initiate', 409, 'CONFLICT', 1],
  ['initiate', 413, 'BAD_REQUEST', 1],
  ['uploadUrl', 400, 'BAD_REQUEST', 1],
  ['uploadUrl', 401, 'UNAUTHORIZED', 1],
  ['uploadUrl', 403, 'FORBIDDEN', 1],
  ['uploadUrl', 404, 'NOT_FOUND', 1],
  ['put', 400, 'UPLOAD_REJECTED', 1],
  ['put', 401, 'UPLOAD_REJECTED', 1],
  // Once more without the Content-Type, under a fresh URL.
  ['put', 403, 'UPLOAD_REJECTED', 2],
  ['put', 404, 'UPLOAD_REJECTED', 1],
  ['put', 411, 'UPLOAD_REJECTED', 1],
  ['put', 413, 'UPLOAD_REJECTED', 1],
  ['execute', 400, 'BAD_REQUEST', 1],
  ['execute', 401, 'UNAUTHORIZED', 1],
  ['execute', 403, 'FORBIDDEN', 1],
  ['execute', 404, 'NOT_FOUND', 1],
  // Executed already, perhaps: the status is asked for, and does not show it.
  ['execute', 409, 'EXECUTE_OUTCOME_UNKNOWN', 1],
  ['execute', 413, 'BAD_REQUEST', 1],
  ['status', 400, 'BAD_REQUEST', 1],
  ['status', 401, 'UNAUTHORIZED', 1],
  // Believed when 15 s are over since the first of them: after 1, 2 … 7 s, 8.05, 9.26, 10.65, 12.24, 14.08 and 16.19 s.
  ['status', 403, 'FORBIDDEN', 13],
  ['status', 404, 'NOT_FOUND', 13],
  ['results', 400, 'BAD_REQUEST', 1],
  ['results', 401, 'UNAUTHORIZED', 1],
  ['results', 403, 'FORBIDDEN', 1],
  ['audit', 401, 'JOB_FAILED', 1],
  ['audit', 403, 'JOB_FAILED', 1],
  ['audit', 404, 'JOB_FAILED', 1],
];

test.each(REFUSALS)('%s answered %i: %s', async (call, status, code, requests) => {
  await using stage = await setStage(call === 'audit' ? { outcome: { status: 'FAILED' } } : {});
  const { operator, client, events } = stage;
  operator.fault({ call, kind: 'status', status, times: Infinity });

  const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client }));

  expect(error.code).toBe(code);
  // A failed job's error speaks of the job, not of the audit that could not be had.
  expect(error).toMatchObject(call === 'audit' ? { status: 'FAILED' } : { status, requestId: error.requestId });
  expect(error.requestId ?? 'local-0').toMatch(/^local-\d+$/);
  expect(operator.requestCount(call)).toBe(requests);
  expect(events.filter(({ type }) => type === 'retry')).toEqual([]);
  expect(operator.jobs.filter(({ executeCount }) => executeCount > 1)).toEqual([]);
});

describe('a job that cannot be seen', () => {
  test.each([403, 404])('for a moment (%i) is looked at again', async (status) => {
    await using stage = await setStage();
    const { operator, client } = stage;
    operator.fault({ call: 'status', kind: 'status', status, times: 12 });

    expect((await runInvoiceWorkflow(invoiceInput(), { client })).outputs).toEqual(OUTPUTS);
  });

  test('now and then is never given up: only an unbroken row counts', async () => {
    await using stage = await setStage({ outcome: { statuses: [...Array<string>(40).fill('IN PROGRESS'), 'COMPLETED'] } });
    const { operator, client } = stage;
    for (let look = 0; look < 40; look += 1) operator.fault({ call: 'status', kind: 'status', status: 404, times: 2, skip: 3 * look });

    expect((await runInvoiceWorkflow(invoiceInput(), { client })).outputs).toEqual(OUTPUTS);
  });

  test('late in its life is given up at the third look, when 15 s have long passed', async () => {
    await using stage = await setStage({ outcome: { durationMs: 3_600_000 } });
    const { operator, client, momentsOf } = stage;
    operator.fault({
      call: 'status',
      kind: 'status',
      status: 404,
      times: Infinity,
      match: () => stage.clock.elapsedMs > 600_000,
    });

    const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client }));

    expect(error).toMatchObject({ code: 'NOT_FOUND', jobExecutionId: '2514', phase: 'wait' });
    expect(momentsOf('status').filter((moment) => moment > 600_000)).toHaveLength(3);
  });
});

describe('a PUT', () => {
  test('is sent twice to one URL, then to a fresh one', async () => {
    await using stage = await setStage();
    const { operator, client } = stage;
    operator.fault({ call: 'put', kind: 'dropBefore', times: 4 });

    await runInvoiceWorkflow(invoiceInput(), { client });

    const paths = operator.requestsOf('put').map(({ path }) => path);
    expect(paths).toEqual([paths[0], paths[0], paths[2], paths[2], paths[4]]);
    expect(new Set(paths).size).toBe(3);
    expect(operator.requestCount('uploadUrl')).toBe(3);
  });

  test('to a storage that signed no Content-Type goes once more without it, and the next file begins without it', async () => {
    await using stage = await setStage({ operator: { storageContentType: 'forbidden' } });
    const { operator, client } = stage;

    await runInvoiceWorkflow(invoiceInput(), { client });
    await runInvoiceWorkflow(invoiceInput(), { client });

    expect(operator.requestsOf('put').map(({ headers, status }) => [headers['content-type'], status])).toEqual([
      ['application/pdf', 403],
      [undefined, 200],
      [undefined, 200],
    ]);
    expect(operator.requestCount('uploadUrl')).toBe(3);
  });

  const expired = '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';
  const mismatch = '<Error><Code>SignatureDoesNotMatch</Code><Message>The request signature does not match</Message></Error>';

  test('to a URL that has run out is sent again to a fresh one', async () => {
    await using stage = await setStage();
    const { operator, client } = stage;
    operator.fault({ call: 'put', kind: 'status', status: 403, body: expired });

    const { outputs } = await runInvoiceWorkflow(invoiceInput(), { client });

    expect(outputs).toEqual(OUTPUTS);
    expect(new Set(operator.requestsOf('put').map(({ path }) => path)).size).toBe(2);
  });

  test.each([
    [expired, 'UPLOAD_URL_EXPIRED'],
    [mismatch, 'UPLOAD_SIGNATURE_MISMATCH'],
  ])('refused again for the same reason is told by it', async (body, code) => {
    await using stage = await setStage();
    const { operator, client } = stage;
    operator.fault({ call: 'put', kind: 'status', status: 403, body, times: Infinity });

    const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client }));

    expect(error).toMatchObject({ code, status: 403, phase: 'upload', jobExecutionId: '2514', attempts: 2 });
    expect(operator.requestCount('put')).toBe(2);
  });
});
