/** The kit as a test uses it: this repository's own bindings run against an operator that was started from their lockfile. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalOperator, type LocalOperator } from '@opus-codegen/local-operator';
import {
  bytes,
  createOpusClient,
  file,
  JobFailedError,
  SchemaDriftError,
  WaitTimeoutError,
  type OpusClient,
  type RunEvent,
} from '@opus-codegen/runtime';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as opus from '../../generated/index.ts';
import { repositoryRoot } from '../project/linked-project.ts';

const lockfile = join(repositoryRoot, 'opus.lock.json');
const march = { invoiceDocument: bytes(new TextEncoder().encode('%PDF-1.7'), 'march.pdf'), poNumber: 'PO-4711' } as const;

let operator: LocalOperator<typeof opus>;
let client: OpusClient;

beforeAll(async () => {
  operator = await startLocalOperator<typeof opus>({ lockfile });
});
beforeEach(() => {
  operator.reset();
  client = createOpusClient(operator.clientOptions);
});
afterAll(() => operator.close());

const run = (options: { readonly onEvent?: (event: RunEvent) => void } = {}): ReturnType<typeof opus.runInvoiceWorkflow> =>
  opus.runInvoiceWorkflow(march, { client, ...options });

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('It should have failed.'),
    (error: unknown) => error,
  );
}

describe('outcomes', () => {
  test('jobs complete with the outputs given, under their generated names, by key or by handle', async () => {
    operator.complete('invoice', { summary: 'ok', total: 119 });
    expect((await run()).outputs).toEqual({ summary: 'ok', total: 119 });

    operator.complete(opus.invoiceWorkflow, { decision: 'approve' });
    expect((await run()).outputs).toEqual({ decision: 'approve' });
  });

  test('objects, lists and JSON arrive as they were given, in workflows of both generations', async () => {
    const bankAccount = { accountHolderReviewed: 'Kim', ibanReviewed: 'DE89' };
    operator.complete('supplierOnboarding', { bankAccount, importantDates: [{ label: 'Start', date: '2026-05-01' }] });
    const supplier = await opus.runSupplierOnboardingWorkflow(
      {
        tradeLicenceCopy: march.invoiceDocument,
        supplierContact: { emailAddress: 'kim@example.com', address: { city: 'Berlin', addressKind: 'Branch' } },
        riskLevel: 'Low',
        returningSupplier: false,
        validFrom: '2026-05-01',
        lineItems: [{ sku: 'A-1', quantity: 2, unit: 'box' }],
      },
      { client },
    );
    expect(supplier.outputs).toEqual({ bankAccount, importantDates: [{ label: 'Start', date: '2026-05-01' }] });
    expect(supplier.warnings).toEqual([]);

    operator.complete('nightlyReport');
    expect((await opus.runNightlyReportWorkflow({}, { client })).status).toBe('COMPLETED');
  });

  test('without outputs, jobs complete with plausible ones', async () => {
    expect((await run()).outputs).toEqual({ summary: 'Summary of job 2514', total: 1249.5, decision: 'approve' });
    operator.complete('invoice', { total: 1 });
    operator.complete('invoice');
    expect((await run()).outputs).toEqual({ summary: 'Summary of job 2515', total: 1249.5, decision: 'approve' });
  });

  test('outputs can be made of the inputs of each job', async () => {
    operator.complete('invoice', ({ poNumber, invoiceDocument }) => ({
      summary: `${poNumber} in ${invoiceDocument.name ?? 'no file'}`,
      total: invoiceDocument.bytes.byteLength,
    }));

    expect((await run()).outputs).toEqual({ summary: 'PO-4711 in march.pdf', total: 8 });
  });

  test('an outcome for so many jobs comes before the one for all', async () => {
    operator.complete('invoice', { total: 3 });
    operator.fail('invoice', { times: 1 });
    operator.complete('invoice', { total: 1 }, { times: 2 });

    expect(await errorOf(run())).toBeInstanceOf(JobFailedError);
    const totals = [await run(), await run(), await run(), await run()].map(({ outputs }) => outputs.total);
    expect(totals).toEqual([1, 1, 3, 3]);
  });

  test('a failed job names its node and what it says', async () => {
    operator.fail('invoice', { node: 'Extract', message: 'No table found', auditShape: 'A2' });
    expect(await errorOf(run())).toMatchObject({
      code: 'JOB_FAILED',
      failedNodes: [{ name: 'Extract', message: 'No table found' }],
    });

    operator.fail(opus.invoiceWorkflow, { node: 'Extract', message: 'No table found' });
    expect(await errorOf(run())).toMatchObject({ message: 'Job 2515 failed at "Extract": Node failed: No table found.' });
  });

  test('jobs are cancelled, or run into the time limit of the platform', async () => {
    operator.cancel('invoice', { times: 1 });
    operator.timeOut('invoice', { times: 1 });

    expect(await errorOf(run())).toMatchObject({ code: 'JOB_CANCELLED' });
    expect(await errorOf(run())).toMatchObject({ code: 'JOB_TIMED_OUT' });
    expect((await run()).status).toBe('COMPLETED');
  });

  test('waiting jobs end with what is told next, one after the other', async () => {
    operator.wait('invoice');
    const [first, second] = [await opus.startInvoiceWorkflow(march, { client }), await opus.startInvoiceWorkflow(march, { client })];
    expect((await first.status()).status).toBe('WAITING');

    operator.complete('invoice', { total: 1 }, { times: 1 });
    expect((await first.result()).outputs).toEqual({ total: 1 });
    expect((await second.status()).status).toBe('WAITING');

    operator.fail('invoice', { node: 'Human Review', message: 'Refused' });
    expect(await errorOf(second.result())).toMatchObject({ failedNodes: [{ name: 'Human Review' }] });
  });

  test('waiting jobs do not wait for those that are to wait after them', async () => {
    operator.wait('invoice', { times: 2 });
    const job = await opus.startInvoiceWorkflow(march, { client });
    operator.complete('invoice', { total: 1 }, { times: 1 });
    expect((await job.result()).outputs).toEqual({ total: 1 });

    const next = await opus.startInvoiceWorkflow(march, { client });
    expect((await next.status()).status).toBe('WAITING');
    operator.cancel('invoice');
    expect(await errorOf(next.result())).toMatchObject({ code: 'JOB_CANCELLED' });
  });

  test('a client that gives up waiting says so, and the job is still there', async () => {
    operator.wait('invoice');
    const error = await errorOf(opus.runInvoiceWorkflow(march, { client, waitTimeoutMs: 60_000 }));

    expect(error).toBeInstanceOf(WaitTimeoutError);
    expect(operator.jobs).toMatchObject([{ id: '2514', state: 'running' }]);
  });
});

describe('what is refused', () => {
  test('names that are none, with the nearest, and values of another type, before any job runs', () => {
    expect(() => operator.complete('invoice', { totl: 1, summary: 3 } as never)).toThrow(
      'invoice cannot complete with these outputs: totl is no output. Did you mean "total"? There is summary, total, decision. summary must be text.',
    );
    expect(() => operator.complete('supplierOnboarding', { bankAccount: { ibanReviewd: 'DE89' } } as never)).toThrow(
      'bankAccount.ibanReviewd is no field. Did you mean "ibanReviewed"?',
    );
    expect(() => operator.complete('invoice', { total: Number.NaN })).toThrow('total must be number.');
  });

  test('workflows that are not in the lockfile', () => {
    expect(() => operator.fail('invoce' as never)).toThrow('The lockfile has no workflow "invoce". Did you mean "invoice"? There is ');
    const other = { ...opus.invoiceWorkflow, descriptor: { key: 'invoice', workflowId: 'moved' } };
    expect(() => operator.received(other)).toThrow('The bindings of invoice are of workflow moved, which the lockfile does not have.');
  });

  test('outputs of a function that fit nothing fail the job, and its error says why', async () => {
    operator.complete('invoice', () => ({ total: 'much' }) as never);
    expect(await errorOf(run())).toMatchObject({
      message:
        'Job 2514 failed at "operator.complete("invoice", …)": Node failed: invoice cannot complete with these outputs: total must be number.',
    });

    operator.complete('invoice', () => {
      throw new Error('no such row');
    });
    expect(await errorOf(run())).toMatchObject({ failedNodes: [{ message: 'Node failed: no such row' }] });
  });

  test('an outcome for no job', () => {
    expect(() => operator.fail('invoice', { times: 0 })).toThrow('An outcome is told for one job or more, not for 0.');
  });

  test('keys, of an operator that has no lockfile', async () => {
    await using bare = await startLocalOperator();
    expect(() => bare.complete('invoice')).toThrow('start it with the lockfile, startLocalOperator({ lockfile: true }).');
  });
});

describe('what was received', () => {
  test('inputs as the caller gave them: days, files with their bytes, nothing that was left out', async () => {
    const scan = join(repositoryRoot, 'test/demo/files/march.pdf');
    await opus.runInvoiceWorkflow({ ...march, confidenceThreshold: null, dueDate: new Date('2026-04-30T22:15:00Z') }, { client });
    await opus.runInvoiceWorkflow({ poNumber: 'PO-2', invoiceDocument: file(scan as `${string}.pdf`) }, { client });

    const [first, second] = operator.received('invoice');
    expect(first).toEqual({
      invoiceDocument: {
        name: 'march.pdf',
        extension: '.pdf',
        bytes: new TextEncoder().encode('%PDF-1.7'),
        fileUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/media\//),
      },
      poNumber: 'PO-4711',
      confidenceThreshold: null,
      dueDate: '2026-04-30',
    });
    expect(second).toEqual({ poNumber: 'PO-2', invoiceDocument: expect.objectContaining({ bytes: new Uint8Array(readFileSync(scan)) }) });
    expect(operator.received(opus.samplerWorkflow)).toEqual([]);
  });

  test('objects, JSON and one of several types, in a workflow of the second generation', async () => {
    const input = {
      applicationFormJson: { pages: [1, 2] },
      caseNumber: 'C-7',
      amount: '12 EUR',
      urgent: true,
      party: { name: 'Kim', country: null },
      invoiceLines: [{ sku: 'A-1', qty: 2 }],
    };
    operator.complete('applicantScreening', ({ applicationFormJson }) => ({ caseFile: applicationFormJson, score: 0.5, report: null }));
    const { outputs } = await opus.runApplicantScreeningWorkflow(
      { ...input, identityDocument: march.invoiceDocument, supportingDocuments: [march.invoiceDocument] },
      { client },
    );

    expect(outputs).toEqual({ caseFile: { pages: [1, 2] }, score: 0.5, report: null });
    const [received] = operator.received('applicantScreening');
    expect(received).toMatchObject(input);
    expect(received?.supportingDocuments).toEqual([received?.identityDocument]);
  });

  test('nothing, where bodies are not kept', async () => {
    await using forgetful = await startLocalOperator({ lockfile, recordBodies: false });
    await opus.runInvoiceWorkflow(march, { client: createOpusClient(forgetful.clientOptions) });
    expect(() => forgetful.received(opus.invoiceWorkflow)).toThrow(
      'Inputs are known only where they are kept: not with `recordBodies: false`.',
    );
  });
});

describe('drift on demand', () => {
  test('a regenerated wire name is met by the next run, which goes on under the new one', async () => {
    let wire = '';
    const events: string[] = [];
    operator.edit('invoice', ({ inputs, outputs }) => {
      wire = inputs.rewire('poNumber');
      outputs.rewire('total');
    });
    operator.complete('invoice', { total: 119 });
    const { outputs } = await run({ onEvent: ({ type }) => events.push(type) });

    expect(events).toContain('schema.drift');
    expect(outputs).toEqual({ total: 119 });
    expect(Object.keys(operator.jobs[0]?.payload ?? {})).toEqual(['workflow_input_we4tej0ly', wire]);
    expect(operator.received('invoice')[0]?.poNumber).toBe('PO-4711');
  });

  test.each<[string, (operator: LocalOperator<typeof opus>) => void, string]>([
    [
      'an added required input',
      (op) => op.edit('invoice', ({ inputs }) => inputs.add('Cost Centre', 'str')),
      'The input "Cost Centre" (text) is new',
    ],
    ['another type', (op) => op.edit('invoice', ({ inputs }) => inputs.retype('PO Number', 'int')), 'poNumber: expected a whole number'],
    ['a removed input', (op) => op.edit(opus.invoiceWorkflow, ({ inputs }) => inputs.remove('workflow_input_p0nr71x2c')), 'poNumber'],
  ])('%s refuses the run', async (_, edit, message) => {
    edit(operator);
    const error = await errorOf(run());

    expect(error).toBeInstanceOf(SchemaDriftError);
    expect(String(error)).toContain(message);
    expect(operator.requestCount('initiate')).toBe(0);
  });

  test('an optional input, a label and what may be left out change nothing for a run', async () => {
    operator.edit('invoice', ({ inputs }) => {
      inputs.add('Remark', { type: 'str', options: ['a'] }, { nullable: true });
      inputs.relabel('poNumber', 'Order Number');
      inputs.setNullable('Order Number', true);
    });
    expect((await run()).status).toBe('COMPLETED');
    operator.edit('invoice', ({ inputs }) => inputs.setNullable('confidenceThreshold', false));
    expect(await errorOf(run())).toBeInstanceOf(SchemaDriftError);
  });

  test('an output that is gone is not sent, one of another type is sent as given', async () => {
    operator.complete('invoice', { total: 119, decision: 'approve' });
    operator.edit('invoice', ({ outputs }) => {
      outputs.remove('decision');
      outputs.retype('total', 'str');
    });

    expect((await run()).outputs).toEqual({ total: 119 });
  });

  test('a job under way keeps the schema it was executed by', async () => {
    operator.wait('invoice');
    const job = await opus.startInvoiceWorkflow(march, { client });
    operator.edit('invoice', ({ inputs }) => inputs.remove('poNumber'));
    operator.complete('invoice', ({ poNumber }) => ({ summary: poNumber }));

    expect((await job.result()).outputs).toEqual({ summary: 'PO-4711' });
  });

  test('what is not there cannot be edited', () => {
    expect(() => operator.edit('invoice', ({ inputs }) => inputs.remove('poNumbr'))).toThrow(
      'There is no input "poNumbr" to edit. Did you mean "poNumber"? There is invoiceDocument, poNumber, confidenceThreshold, dueDate.',
    );
    expect(() => operator.edit('invoice', ({ inputs }) => inputs.rewire('poNumber', 'workflow_input_we4tej0ly'))).toThrow(
      'There is an input with the wire name workflow_input_we4tej0ly already.',
    );
    operator.editWorkflow(operator.idOf('invoice'), () => 'nonsense');
    expect(() => operator.edit('invoice', () => {})).toThrow('invoice cannot be edited: it is not served, or not as anything readable.');
  });
});

describe('between two tests', () => {
  test('reset makes everything as it was at the start', async () => {
    operator.complete('invoice', { total: 1 });
    operator.fail('invoice', { times: 3 });
    operator.edit('invoice', ({ inputs }) => inputs.remove('poNumber'));
    operator.fault({ call: 'initiate', kind: 'html', status: 502, times: Infinity });
    operator.removeWorkflow(operator.idOf('sampler'));
    await errorOf(run());
    operator.reset();

    const { jobExecutionId, outputs } = await run();
    expect(jobExecutionId).toBe('2514');
    expect(outputs.total).toBe(1249.5);
    expect(operator.requests.map(({ call }) => call)).toEqual([
      'getWorkflow',
      'initiate',
      'uploadUrl',
      'put',
      'execute',
      'status',
      'results',
    ]);
    expect(operator.workflowIds).toContain(operator.idOf('sampler'));
  });
});

describe('what an application needs to reach it', () => {
  test('the environment names the address and the key', () => {
    expect(operator.env).toEqual({ OPUS_BASE_URL: operator.baseUrl, OPUS_SERVICE_KEY: operator.serviceKey });
  });

  test('a client whose waiting takes no time, and whose requests take their own', async () => {
    operator.complete('invoice', { total: 1 }, { resultsReadyAfterMs: 30 });
    operator.fault({ call: 'status', kind: 'hang' });
    const startedAtMs = performance.now();
    const patient = createOpusClient({ ...operator.clientOptions, requestTimeoutMs: 50 });
    await opus.runInvoiceWorkflow(march, { client: patient });

    expect(performance.now() - startedAtMs).toBeGreaterThan(50);
    expect(operator.requestCount('status')).toBe(2);
  });
});
