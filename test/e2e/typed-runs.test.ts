/** The generated bindings of this repository run whole jobs over real HTTP: what is asserted is what the service received and what the caller got. */
import { fileURLToPath } from 'node:url';
import { startLocalOperator, type LocalOperator } from '@opus-codegen/local-operator';
import {
  createOpusClient,
  file,
  InputError,
  JobFailedError,
  SchemaDriftError,
  uploaded,
  type OpusClient,
  type RunEvent,
} from '@opus-codegen/runtime';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runApplicantScreeningWorkflow } from '../../generated/applicant-screening.ts';
import { runExpenseClaimWorkflow } from '../../generated/expense-claim.ts';
import { runInvoiceWorkflow, startInvoiceWorkflow } from '../../generated/invoice.ts';
import { runNightlyReportWorkflow } from '../../generated/nightly-report.ts';
import { runSamplerWorkflow } from '../../generated/sampler.ts';
import { runSupplierOnboardingWorkflow } from '../../generated/supplier-onboarding.ts';
import { createHastyClock } from '../project/hasty-clock.ts';
import { readWorkflowFile, workflowIds, workflowKeys, type RawWorkflow } from '../workflows/workflows.ts';

const sample = (name: string): string => fileURLToPath(new URL(`../demo/files/${name}`, import.meta.url));
const march = { invoiceDocument: file(sample('march.pdf') as `${string}.pdf`), poNumber: 'PO-4711' };

let operator: LocalOperator;
let client: OpusClient;

beforeEach(async () => {
  operator = await startLocalOperator({
    workflows: workflowKeys.map((key) => ({ id: workflowIds[key], schema: readWorkflowFile(key) })),
    jobDurationMs: 0,
  });
  client = createOpusClient({ serviceKey: operator.serviceKey, baseUrl: operator.baseUrl, clock: createHastyClock() });
});

afterEach(() => operator.close());

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

const callsInOrder = (): readonly string[] => operator.requests.map((request) => request.call);

test('a run reads the schema, initiates, uploads, executes, polls and reads the results, in this order', async () => {
  operator.setOutcome(workflowIds.invoice, { outputs: { Summary: 'One page.', Total: 119, Decision: 'approve' } });

  const result = await runInvoiceWorkflow({ ...march, confidenceThreshold: 0.8, dueDate: '2026-04-30' }, { client, title: 'March' });

  expect(result.outputs).toEqual({ summary: 'One page.', total: 119, decision: 'approve' });
  const total: number | undefined = result.outputs.total;
  expect(total).toBe(119);
  expect(callsInOrder()).toEqual(['getWorkflow', 'initiate', 'uploadUrl', 'put', 'execute', 'status', 'results']);
  const [job] = operator.jobs;
  expect(job).toMatchObject({ id: result.jobExecutionId, workflowId: workflowIds.invoice, title: 'March', executeCount: 1 });
  expect(operator.requestsOf('execute')[0]?.json).toMatchObject({
    jobPayloadSchemaInstance: {
      workflow_input_we4tej0ly: { type: 'file', displayName: 'Invoice Document' },
      workflow_input_p0nr71x2c: { value: 'PO-4711', type: 'str', displayName: 'PO Number' },
      workflow_input_c7th20s8d: { value: 0.8, type: 'float', displayName: 'Confidence Threshold' },
      workflow_input_d3due55at: { value: '30/04/2026', type: 'date', displayName: 'Due Date' },
    },
  });
});

test('the service key goes with every API call and never to the storage', async () => {
  await runInvoiceWorkflow(march, { client });

  for (const request of operator.requests) {
    const expected = request.origin === 'api' ? operator.serviceKey : undefined;
    expect({ call: request.call, key: request.headers['x-service-key'] }).toEqual({ call: request.call, key: expected });
  }
});

test('the storage receives the very bytes, with their length and MIME type', async () => {
  await runInvoiceWorkflow(march, { client });

  const [put] = operator.requestsOf('put');
  expect(put?.headers).toMatchObject({ 'content-type': 'application/pdf', 'content-length': '633' });
  expect(put?.headers['transfer-encoding']).toBeUndefined();
});

test('all eight types of the contract arrive as declared', async () => {
  const { outputs } = await runSamplerWorkflow(
    {
      textInput: 'hello',
      numberInput: 1.5,
      boolInput: true,
      dateInput: new Date(Date.UTC(2026, 2, 31, 23, 59)),
      fileInputSingle: file(sample('stamp.png') as `${string}.png`),
      listInput: ['a', 2, false, { deep: null }],
      fileInputMultiple: [file(sample('ledger.csv') as `${string}.csv`), new File(['a,b\n'], 'small.csv', { type: 'text/csv' })],
      objectInput: { any: { thing: [1, 2] } },
    },
    { client },
  );

  expect(operator.jobs[0]).toMatchObject({ executeCount: 1 });
  expect(
    operator
      .requestsOf('put')
      .map((put) => put.headers['content-type'])
      .toSorted(),
  ).toEqual(['image/png', 'text/csv', 'text/csv']);
  expect(operator.requestsOf('execute')[0]?.json).toMatchObject({
    jobPayloadSchemaInstance: {
      workflow_input_d4ddddddd: { value: '2026-03-31', type: 'date' },
      workflow_input_n2bbbbbbb: { value: 1.5, type: 'float' },
    },
  });
  expect(outputs).toBeDefined();
});

test('a v2 workflow gets typeDefinition beside arrays and objects, json_string encoded, and the first allowed type that fits', async () => {
  await runApplicantScreeningWorkflow(
    {
      identityDocument: file(sample('march.pdf') as `${string}.pdf`),
      supportingDocuments: [file(sample('stamp.png') as `${string}.png`)],
      applicationFormJson: { applicant: 'A. N. Other', age: 40 },
      caseNumber: 'C-1',
      amount: 'EUR 12',
      urgent: true,
      party: { name: 'Other Ltd' },
      invoiceLines: [{ sku: 'AB-1', qty: 2 }],
    },
    { client },
  );

  const body = operator.requestsOf('execute')[0]?.json as { jobPayloadSchemaInstance: Record<string, Record<string, unknown>> };
  const sent = body.jobPayloadSchemaInstance;
  expect(sent['workflow_input_appform01']).toMatchObject({ type: 'json_string', value: '{"applicant":"A. N. Other","age":40}' });
  expect(sent['workflow_input_amount001']).toMatchObject({ type: 'str', value: 'EUR 12' });
  expect(sent['workflow_input_party0001']).toMatchObject({
    type: 'object',
    value: { name: 'Other Ltd' },
    typeDefinition: { name: expect.anything() },
  });
  expect(sent['workflow_input_lines0001']).toMatchObject({ type: 'array', typeDefinition: { id: 'line' } });
  expect(sent['workflow_input_ponum0001']).not.toHaveProperty('typeDefinition');
});

test('nested objects and arrays of objects go out under their wire names', async () => {
  await runSupplierOnboardingWorkflow(
    {
      tradeLicenceCopy: uploaded(await uploadOnce()),
      supplierContact: { emailAddress: 'desk@example.com', phoneNumber: null, address: { city: 'Springfield', addressKind: 'Branch' } },
      riskLevel: 'Low',
      returningSupplier: false,
      validFrom: '2026-04-01',
      lineItems: [{ sku: 'AB-1', quantity: 2, unit: 'box', neededBy: new Date(Date.UTC(2026, 3, 15)) }],
    },
    { client },
  );

  expect(operator.requestsOf('execute').at(-1)?.json).toMatchObject({
    jobPayloadSchemaInstance: {
      supplier_contact: { value: { email: 'desk@example.com', address: { city: 'Springfield', kind: 'Branch' } } },
      line_items: { value: [{ sku: 'AB-1', quantity: 2, unit: 'box', needed_by: '15/04/2026' }] },
    },
  });
});

/** The address of a file the service already holds. */
async function uploadOnce(): Promise<string> {
  await runInvoiceWorkflow(march, { client });
  const sent = operator.requestsOf('execute')[0]?.json as { jobPayloadSchemaInstance: Record<string, { value: string }> };
  return sent.jobPayloadSchemaInstance['workflow_input_we4tej0ly']?.value ?? '';
}

test('a workflow without inputs takes none', async () => {
  const { outputs } = await runNightlyReportWorkflow(undefined, { client });

  expect(operator.requestsOf('execute')[0]?.json).toMatchObject({ jobPayloadSchemaInstance: {} });
  expect(Object.keys(outputs).toSorted()).toEqual(['report', 'rowCount']);
});

test('a workflow with opaque and doubled labels runs', async () => {
  await runExpenseClaimWorkflow(
    {
      receiptK2m4n6p8q: file(sample('stamp.png') as `${string}.png`),
      receiptR1s3t5u7v: 'R-1',
      _1stApprover: 'someone',
      ledger: file(sample('ledger.csv') as `${string}.csv`),
    },
    { client },
  );

  expect(operator.jobs.map((job) => job.executeCount)).toEqual([1]);
});

test('a failing job rejects with the node that failed, from the audit, and asks for no results', async () => {
  operator.setOutcome(workflowIds.invoice, { status: 'FAILED', failedNode: 'Extract totals', auditShape: 'A2' });

  const failure = await failureOf(runInvoiceWorkflow(march, { client }));

  expect(failure).toBeInstanceOf(JobFailedError);
  expect(failure).toMatchObject({ code: 'JOB_FAILED', jobExecutionId: operator.jobs[0]?.id, failedNodes: [{ name: 'Extract totals' }] });
  expect(operator.requestsOf('results')).toEqual([]);
  expect(operator.requestsOf('audit').length).toBe(1);
});

test('a rotated wire name is followed: the run goes on with the live name and says so once', async () => {
  const events: RunEvent[] = [];
  operator.editWorkflow(workflowIds.invoice, (raw) =>
    renameInput(raw as RawWorkflow, 'workflow_input_p0nr71x2c', 'workflow_input_zzzzzzzzz'),
  );

  await runInvoiceWorkflow(march, { client, onEvent: (event) => events.push(event) });

  expect(operator.requestsOf('execute')[0]?.json).toMatchObject({
    jobPayloadSchemaInstance: { workflow_input_zzzzzzzzz: { value: 'PO-4711', type: 'str', displayName: 'PO Number' } },
  });
  expect(events.filter((event) => event.type === 'schema.drift').length).toBe(1);
});

test('a new required input refuses the run before anything is created', async () => {
  operator.editWorkflow(workflowIds.invoice, (raw) => addInput(raw as RawWorkflow, 'workflow_input_c0stcentr', 'Cost Centre', 'str'));

  const failure = await failureOf(runInvoiceWorkflow(march, { client }));

  expect(failure).toBeInstanceOf(SchemaDriftError);
  expect(failure).toMatchObject({ code: 'SCHEMA_DRIFT' });
  expect(String((failure as SchemaDriftError).hint)).toContain('opus-codegen generate');
  expect(callsInOrder()).toEqual(['getWorkflow']);
  expect(operator.jobs).toEqual([]);
});

test('a workflow that is gone says so and creates nothing', async () => {
  await using bare = await startLocalOperator({ workflows: [] });

  const failure = await failureOf(
    runInvoiceWorkflow(march, { client: createOpusClient({ serviceKey: bare.serviceKey, baseUrl: bare.baseUrl }) }),
  );

  expect(failure).toMatchObject({ code: 'WORKFLOW_NOT_FOUND', name: 'SchemaDriftError' });
  expect(bare.jobs).toEqual([]);
});

test('every problem of the input is told at once, before any request', async () => {
  const wrong = { invoiceDocument: file('./does-not-exist.pdf'), poNumber: 7, confidenceTreshold: 0.5 };

  const failure = await failureOf(runInvoiceWorkflow(wrong as never, { client })); // as a JavaScript caller could

  expect(failure).toBeInstanceOf(InputError);
  expect((failure as InputError).issues.map((issue) => issue.pathText).toSorted()).toEqual([
    'confidenceTreshold',
    'invoiceDocument',
    'poNumber',
  ]);
  expect(operator.requests).toEqual([]);
});

test('a wrong key is told as such, with the next step', async () => {
  const stranger = createOpusClient({ serviceKey: `_${'x'.repeat(96)}`, baseUrl: operator.baseUrl });

  const failure = await failureOf(runInvoiceWorkflow(march, { client: stranger }));

  expect(failure).toMatchObject({ code: 'UNAUTHORIZED', status: 401 });
  expect(operator.jobs).toEqual([]);
});

test('a job can be started, watched, and picked up again by its id', async () => {
  operator.setOutcome(workflowIds.invoice, { statuses: ['in_progress', 'IN PROGRESS', 'COMPLETED'], outputs: { Total: 7 } });
  const job = await startInvoiceWorkflow(march, { client });

  const seen = [];
  for await (const update of job.updates()) seen.push(update.status);

  expect(seen.at(-1)).toBe('COMPLETED');
  expect((await job.result()).outputs).toMatchObject({ total: 7 });
  expect('then' in job).toBe(false);
});

function renameInput(raw: RawWorkflow, from: string, to: string): RawWorkflow {
  const entries = Object.entries(raw.jobPayloadSchema).map(([wire, variable]) =>
    wire === from ? [to, { ...variable, variable_name: to }] : [wire, variable],
  );
  return { ...raw, jobPayloadSchema: Object.fromEntries(entries) };
}

function addInput(raw: RawWorkflow, wire: string, label: string, type: string): RawWorkflow {
  const added = { id: wire, variable_name: wire, display_name: label, type, is_nullable: false, tags: [] };
  return { ...raw, jobPayloadSchema: { ...raw.jobPayloadSchema, [wire]: added } };
}
