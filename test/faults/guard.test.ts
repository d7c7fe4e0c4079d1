/** The live schema is read right before a run, once for everybody who wants it at about the same time (runtime.md, Guard). */
import type { RunEvent } from '@opus-codegen/runtime';
import { describe, expect, test } from 'vitest';
import { runInvoiceWorkflow, startInvoiceWorkflow } from '../../generated/invoice.ts';
import { runNightlyReportWorkflow, startNightlyReportWorkflow } from '../../generated/nightly-report.ts';
import { readWorkflowFile, workflowIds, type RawWorkflow } from '../workflows/workflows.ts';
import { failureOf, invoiceId, invoiceInput, setStage, type Stage } from './stage.ts';

const withNightlyReport = (): Promise<Stage> =>
  setStage({
    operator: { workflows: [{ id: workflowIds.nightlyReport, schema: readWorkflowFile('nightlyReport') }], maxRecordedRequests: 0 },
  });

test('five thousand runs in a burst ask for the schema once', async () => {
  await using stage = await withNightlyReport();
  const { operator, client } = stage;

  const runs = await Promise.allSettled(
    Array.from({ length: 5_000 }, () => startNightlyReportWorkflow(undefined, { client, onEvent: stopPastTheGuard })),
  );

  expect(runs.filter((run) => run.status === 'rejected' && String(run.reason) === 'Error: far enough')).toHaveLength(5_000);
  expect([operator.requestCount('getWorkflow'), operator.requestCount('initiate')]).toEqual([1, 0]);
});

test('three hundred jobs in a burst: one schema, and each executed once', async () => {
  await using stage = await withNightlyReport();
  const { operator, client } = stage;

  await Promise.all(Array.from({ length: 300 }, () => startNightlyReportWorkflow(undefined, { client })));

  expect([operator.requestCount('getWorkflow'), operator.requestCount('execute')]).toEqual([1, 300]);
  expect(operator.jobs.filter(({ executeCount }) => executeCount !== 1)).toEqual([]);
});

test('runs one after the other ask again every 15 s', async () => {
  await using stage = await withNightlyReport();
  const { operator, client, clock } = stage;

  // Each takes 3 s: those that begin at 0, 3, 6, 9 and 12 s share one answer.
  for (let run = 0; run < 20; run += 1) await runNightlyReportWorkflow(undefined, { client });

  expect(clock.elapsedMs).toBe(60_000);
  expect(operator.requestCount('getWorkflow')).toBe(4);
});

test('schemaMaxAgeMs 0 asks before every run', async () => {
  await using stage = await withNightlyReport();
  const { operator, client } = stage;

  for (let run = 0; run < 3; run += 1) await runNightlyReportWorkflow(undefined, { client, schemaMaxAgeMs: 0 });

  expect(operator.requestCount('getWorkflow')).toBe(3);
});

test('a burst that meets an outage shares its retries, too, and all of it goes on when the service is back', async () => {
  await using stage = await withNightlyReport();
  const { operator, client } = stage;
  operator.fault({ call: 'getWorkflow', kind: 'html', status: 502, times: 3 });

  await Promise.all(Array.from({ length: 100 }, () => startNightlyReportWorkflow(undefined, { client })));

  expect([operator.requestCount('getWorkflow'), operator.requestCount('execute')]).toEqual([4, 100]);
});

test('a burst whose schema cannot be had fails as one, and the next run asks anew', async () => {
  await using stage = await withNightlyReport();
  const { operator, client } = stage;
  operator.fault({ call: 'getWorkflow', kind: 'status', status: 401 });

  const errors = await Promise.all(Array.from({ length: 100 }, () => failureOf(startNightlyReportWorkflow(undefined, { client }))));

  expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['UNAUTHORIZED']));
  expect([operator.requestCount('getWorkflow'), operator.jobs.length]).toEqual([1, 0]);
  await startNightlyReportWorkflow(undefined, { client });
  expect(operator.requestCount('getWorkflow')).toBe(2);
});

describe('a 400 on execute', () => {
  test('looks at the schema once more, and is told as it is when nothing moved', async () => {
    await using stage = await setStage();
    const { operator, client } = stage;
    operator.fault({ call: 'execute', kind: 'status', status: 400, body: { statusCode: 400, message: ['value is wrong'] } });

    const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client }));

    expect(error).toMatchObject({ code: 'BAD_REQUEST', jobExecutionId: '2514' });
    expect(error.message).toContain('value is wrong');
    expect([operator.requestCount('getWorkflow'), operator.requestCount('execute')]).toEqual([2, 1]);
  });

  test('is drift when somebody edited the workflow after the guard had looked', async () => {
    await using stage: Stage = await setStage({
      operator: { onRequest: ({ call }) => call === 'initiate' && stage.operator.editWorkflow(invoiceId, addCostCentre) },
    });
    const { operator, client } = stage;

    const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client }));

    expect(error).toMatchObject({
      code: 'SCHEMA_DRIFT',
      jobExecutionId: '2514',
      changes: [{ rule: 'variable-added-required', level: 'breaking' }],
    });
    expect(error.message).toContain('The input "Cost Centre" (text) is new and required');
    expect([operator.requestCount('getWorkflow'), operator.requestCount('execute'), operator.job('2514')?.executeCount]).toEqual([2, 1, 0]);
  });

  test('stays what it was when the second look fails', async () => {
    await using stage = await setStage();
    const { operator, client } = stage;
    operator.fault({ call: 'execute', kind: 'status', status: 400 });
    operator.fault({ call: 'getWorkflow', kind: 'status', status: 403, skip: 1 });

    expect(await failureOf(startInvoiceWorkflow(invoiceInput(), { client }))).toMatchObject({ code: 'BAD_REQUEST' });
  });
});

/** A required input that no caller knows of: the operator then refuses their payloads by itself. */
function addCostCentre(raw: RawWorkflow): void {
  raw.jobPayloadSchema['workflow_input_c0stcentr'] = {
    ...raw.jobPayloadSchema['workflow_input_p0nr71x2c'],
    id: 'c0stcentr',
    variable_name: 'workflow_input_c0stcentr',
    display_name: 'Cost Centre',
  };
}

/** The jobs themselves would add ten thousand requests and nothing to see. */
function stopPastTheGuard({ type }: RunEvent): void {
  if (type === 'job.initiating') throw new Error('far enough');
}
