/** Eight shapes of results and three of audits, seen live (operator-api.md §4), come out as one typed result. */
import type { AuditShape, ResultsShape } from '@opus-codegen/local-operator';
import { JobFailedError } from '@opus-codegen/runtime';
import { describe, expect, test } from 'vitest';
import { runInvoiceWorkflow, startInvoiceWorkflow } from '../../generated/invoice.ts';
import { failureOf, invoiceInput, OUTPUTS, setStage } from './stage.ts';

const RESULTS: readonly ResultsShape[] = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8'];
const AUDITS: readonly AuditShape[] = ['A1', 'A2', 'A3'];
const PAIRS = RESULTS.flatMap((resultsShape) => AUDITS.map((auditShape) => ({ resultsShape, auditShape })));

test.each(PAIRS)('results as $resultsShape, audit as $auditShape', async ({ resultsShape, auditShape }) => {
  await using stage = await setStage({ outcome: { resultsShape, auditShape } });

  const job = await startInvoiceWorkflow(invoiceInput(), { client: stage.client });
  const { raw, ...result } = await job.result();
  const audit = await job.audit();

  expect(result).toEqual({ jobExecutionId: '2514', status: 'COMPLETED', outputs: OUTPUTS, outputFiles: [], warnings: [] });
  expect(raw).toEqual(JSON.parse(JSON.stringify(raw)));
  expect(audit).toMatchObject({ jobExecutionId: '2514', failedNodes: [] });
  expect(auditShape === 'A1' ? audit.entries.length : audit.progress?.executedNodes).toBeGreaterThan(0);
});

test.each(RESULTS)('%s: only the outputs of the branch the run took', async (resultsShape) => {
  await using stage = await setStage({ outcome: { resultsShape, branch: ['Total'] } });

  const { outputs, warnings } = await runInvoiceWorkflow(invoiceInput(), { client: stage.client });

  expect(outputs).toEqual({ total: 119 });
  expect(warnings).toEqual([]);
});

test.each(RESULTS)('%s: a branch without outputs is a result after all, when the service has been given time', async (resultsShape) => {
  await using stage = await setStage({ outcome: { resultsShape, outputs: {} } });

  const { outputs } = await runInvoiceWorkflow(invoiceInput(), { client: stage.client });

  expect(outputs).toEqual({});
  expect(stage.clock.elapsedMs).toBe(33_000);
});

test.each(RESULTS)('%s: values that came as text are what was declared', async (resultsShape) => {
  await using stage = await setStage({ outcome: { resultsShape, outputs: { Summary: 12, Total: ' 1.19e2 ', Decision: 'approve' } } });

  const { outputs, warnings } = await runInvoiceWorkflow(invoiceInput(), { client: stage.client });

  expect(outputs).toEqual({ summary: '12', total: 119, decision: 'approve' });
  expect(warnings).toEqual([]);
});

test.each(RESULTS)('%s: what cannot be made so with certainty is left as it came, and listed', async (resultsShape) => {
  await using stage = await setStage({ outcome: { resultsShape, outputs: { Total: 'about 119', Extra: 'nobody declared me' } } });

  const { outputs, warnings } = await runInvoiceWorkflow(invoiceInput(), { client: stage.client });

  expect(outputs).toEqual({ total: 'about 119' });
  expect(warnings.map(({ pathText, expected }) => [pathText, expected])).toEqual([['total', 'a finite number']]);
});

describe('a failed job names its node', () => {
  test.each(AUDITS)('from an audit as %s', async (auditShape) => {
    await using stage = await setStage({ outcome: { status: 'FAILED', failedNode: 'Extract totals', auditShape } });

    const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client: stage.client }));

    expect(error).toBeInstanceOf(JobFailedError);
    expect(error).toMatchObject({ code: 'JOB_FAILED', status: 'FAILED', failedNodes: [{ name: 'Extract totals' }] });
    expect(error.message).toContain('Extract totals');
    expect(stage.operator.requestCount('results')).toBe(0);
  });

  test('unless the audit is null', async () => {
    await using stage = await setStage({ outcome: { status: 'FAILED', auditShape: 'null' } });

    const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client: stage.client }));

    expect(error).toMatchObject({ code: 'JOB_FAILED' });
  });
});

describe.each([202, 404, 409, 'empty'] as const)('results that are not there yet (%s)', (notReadyAnswer) => {
  test('are asked for again', async () => {
    await using stage = await setStage({ outcome: { notReadyAnswer, resultsReadyAfterMs: 12_000 } });
    const { client, momentsOf } = stage;

    const { outputs } = await runInvoiceWorkflow(invoiceInput(), { client });

    expect(outputs).toEqual(OUTPUTS);
    expect(momentsOf('results')).toEqual([3_000, 4_000, 6_000, 10_000, 18_000]);
  });

  test('are given half a minute', async () => {
    await using stage = await setStage({ outcome: { notReadyAnswer, resultsReadyAfterMs: 3_600_000 } });
    const { client, momentsOf } = stage;

    const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client }));

    expect(error).toMatchObject({ code: 'RESULTS_UNAVAILABLE', jobExecutionId: '2514', phase: 'results', retryable: true });
    expect(momentsOf('results')).toEqual([3_000, 4_000, 6_000, 10_000, 18_000, 26_000, 33_000]);
  });
});

test('results of a shape nobody knows are said to be so, by their keys only', async () => {
  await using stage = await setStage();
  stage.operator.fault({ call: 'results', kind: 'body', body: { envelope: 'secret words', inner: 7 } });

  const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client: stage.client }));

  expect(error).toMatchObject({ code: 'RESULTS_UNREADABLE', jobExecutionId: '2514' });
  expect(error.message).toContain('envelope, inner');
  expect(JSON.stringify(error)).not.toContain('secret words');
});
