/**
 * The runbook's eight calls, pinned one by one against intercepted HTTP: method, path, query, headers and body, with the contract's own example
 * values (operator-api.md §1). If one of these fails, the product no longer speaks the contract.
 */
import { bytes, createOpusClient, JobFailedError, type OpusClient } from '@opus-codegen/runtime';
import { defineWorkflow, type FileInput } from '@opus-codegen/runtime/codegen-v1';
import nock from 'nock';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHastyClock } from '../project/hasty-clock.ts';

const API = 'https://operator.opus.com';
const STORAGE = 'https://opus-files.s3.amazonaws.com';
const SERVICE_KEY = `_${'k'.repeat(96)}`;
const WORKFLOW_ID = 'B9uGJfZ3CFwOdMKH';
const JOB_ID = '2514';
const PRESIGNED_URL = `${STORAGE}/uploads/media_1.pdf?X-Amz-Signature=abc&X-Amz-SignedHeaders=host`;
const FILE_URL = 'https://files.opus.com/media/private/uploaded/media_1.pdf';
const PDF = new TextEncoder().encode('%PDF-1.4 not really');

interface InvoiceInput {
  invoiceDocument: FileInput<'.pdf'>;
  poNumber: string;
  dueDate?: string | Date | null | undefined;
}
interface InvoiceOutputs {
  summary?: string | undefined;
  total?: number | undefined;
}

const invoiceWorkflow = defineWorkflow<InvoiceInput, InvoiceOutputs>({
  key: 'invoice',
  workflowId: WORKFLOW_ID,
  generation: 'v1',
  name: 'Invoice Processing',
  inputs: [
    { name: 'invoiceDocument', wire: 'workflow_input_we4tej0ly', displayName: 'Invoice Document', type: 'file', accept: ['.pdf'] },
    { name: 'poNumber', wire: 'workflow_input_p0nr71x2c', displayName: 'PO Number', type: 'str' },
    { name: 'dueDate', wire: 'workflow_input_d3due55at', displayName: 'Due Date', type: 'date', format: '%Y-%m-%d', nullable: true },
  ],
  outputs: [
    { name: 'summary', wire: 'summary', displayName: 'Summary', type: 'str' },
    { name: 'total', wire: 'workflow_output_tot4al001', displayName: 'Total', type: 'float' },
  ],
});

const liveWorkflow = {
  workflowId: WORKFLOW_ID,
  name: 'Invoice Processing',
  jobPayloadSchema: {
    workflow_input_we4tej0ly: {
      id: 'we4tej0ly',
      variable_name: 'workflow_input_we4tej0ly',
      display_name: 'Invoice Document',
      type: 'file',
      is_nullable: false,
      tags: [{ variable_name: 'allowed_file_types', value: ['PDF'] }],
    },
    workflow_input_p0nr71x2c: {
      id: 'p0nr71x2c',
      variable_name: 'workflow_input_p0nr71x2c',
      display_name: 'PO Number',
      type: 'str',
      is_nullable: false,
      tags: [],
    },
    workflow_input_d3due55at: {
      id: 'd3due55at',
      variable_name: 'workflow_input_d3due55at',
      display_name: 'Due Date',
      type: 'date',
      type_definition: '%Y-%m-%d',
      is_nullable: true,
      tags: [],
    },
  },
};

let client: OpusClient;

beforeEach(() => {
  nock.disableNetConnect();
  client = createOpusClient({ serviceKey: SERVICE_KEY, baseUrl: API, clock: createHastyClock() });
});

afterEach(() => {
  const unasked = nock.pendingMocks();
  nock.cleanAll();
  nock.enableNetConnect();
  if (unasked.length > 0) throw new Error(`The runtime never asked: ${unasked.join(', ')}`);
});

const withKey = { reqheaders: { 'x-service-key': SERVICE_KEY } };
const withKeyAndJson = { reqheaders: { 'x-service-key': SERVICE_KEY, 'content-type': /^application\/json/ } };

function schemaCall(): void {
  nock(API, withKey).get(`/workflow/${WORKFLOW_ID}`).reply(200, liveWorkflow);
}

function upToExecution(): void {
  schemaCall();
  nock(API, withKeyAndJson)
    .post('/job/initiate', { workflowId: WORKFLOW_ID, title: 'March', description: 'Invoices of March' })
    .reply(201, { jobExecutionId: JOB_ID });
  nock(API, withKeyAndJson)
    .post(
      '/job/file/upload',
      (body: Record<string, unknown>) =>
        body['fileExtension'] === '.pdf' &&
        body['accessScope'] === 'workspace' &&
        body['originalName'] === 'march.pdf' &&
        body['workflowId'] === WORKFLOW_ID &&
        Object.keys(body).length === 4,
    )
    .reply(200, { presignedUrl: PRESIGNED_URL, fileUrl: FILE_URL });
  nock(STORAGE, {
    reqheaders: { 'content-type': 'application/pdf', 'content-length': String(PDF.byteLength) },
    badheaders: ['x-service-key', 'authorization'],
  })
    .put(
      '/uploads/media_1.pdf',
      (body: unknown) => String(body).startsWith('%PDF') || Buffer.from(String(body), 'hex').equals(Buffer.from(PDF)),
    )
    .query({ 'X-Amz-Signature': 'abc', 'X-Amz-SignedHeaders': 'host' })
    .reply(200);
  nock(API, withKeyAndJson)
    .post('/job/execute', {
      jobExecutionId: JOB_ID,
      jobPayloadSchemaInstance: {
        workflow_input_we4tej0ly: { value: FILE_URL, type: 'file', displayName: 'Invoice Document' },
        workflow_input_p0nr71x2c: { value: 'PO-4711', type: 'str', displayName: 'PO Number' },
        workflow_input_d3due55at: { value: '2025-11-09', type: 'date', displayName: 'Due Date' },
      },
    })
    .reply(200, { success: true, message: 'Job execution started', jobExecutionId: JOB_ID, jobPayloadSchemaInstance: {} });
}

const input = (): InvoiceInput => ({ invoiceDocument: bytes(PDF, 'march.pdf'), poNumber: 'PO-4711', dueDate: '2025-11-09' });
const runOptions = () => ({ client, title: 'March', description: 'Invoices of March' });

test('a completed run speaks calls 1 to 7 of the contract, with the key everywhere but on the PUT', async () => {
  upToExecution();
  nock(API, withKey).get(`/job/${JOB_ID}/status`).reply(200, { status: 'COMPLETED' });
  nock(API, withKey)
    .get(`/job/${JOB_ID}/results`)
    .reply(200, {
      jobExecutionId: JOB_ID,
      status: 'COMPLETED',
      results: {
        summary: 'One page, one total.',
        outputFiles: ['https://files.opus.com/report.pdf'],
        data: { workflow_output_tot4al001: 119 },
      },
    });

  const result = await invoiceWorkflow.run(input(), runOptions());

  expect(result.jobExecutionId).toBe(JOB_ID);
  expect(result.status).toBe('COMPLETED');
  expect(result.outputs).toEqual({ summary: 'One page, one total.', total: 119 });
  expect(result.summary).toBe('One page, one total.');
  expect(result.outputFiles).toEqual(['https://files.opus.com/report.pdf']);
});

test('a failed run asks for the audit, call 8, and never for results', async () => {
  upToExecution();
  nock(API, withKey).get(`/job/${JOB_ID}/status`).reply(200, { status: 'FAILED' });
  nock(API, withKey)
    .get(`/job/${JOB_ID}/audit`)
    .reply(200, { jobExecutionId: JOB_ID, auditTrail: [{ timestamp: '2025-11-09T10:00:00Z', actor: 'Extract', action: 'failed' }] });

  const failure = await invoiceWorkflow.run(input(), runOptions()).then(
    () => undefined,
    (error: unknown) => error,
  );

  expect(failure).toBeInstanceOf(JobFailedError);
  expect(failure).toMatchObject({ code: 'JOB_FAILED', jobExecutionId: JOB_ID, status: 'FAILED' });
});

test('a pinned version goes along on the read and on initiate', async () => {
  const pinned = defineWorkflow<{ poNumber: string }, object>({
    key: 'pinned',
    workflowId: WORKFLOW_ID,
    pin: { version: 3 },
    generation: 'v1',
    name: 'Pinned',
    inputs: [{ name: 'poNumber', wire: 'workflow_input_p0nr71x2c', displayName: 'PO Number', type: 'str' }],
    outputs: [],
  });
  const { workflow_input_p0nr71x2c } = liveWorkflow.jobPayloadSchema;
  nock(API, withKey)
    .get(`/workflow/${WORKFLOW_ID}`)
    .query({ version: '3' })
    .reply(200, { ...liveWorkflow, jobPayloadSchema: { workflow_input_p0nr71x2c } });
  nock(API, withKeyAndJson)
    .post('/job/initiate', { workflowId: WORKFLOW_ID, title: 'T', description: 'D', workflowVersionNumber: 3 })
    .reply(200, { jobExecutionId: JOB_ID });
  nock(API, withKeyAndJson).post('/job/execute').reply(200, { success: true, message: 'ok', jobExecutionId: JOB_ID });
  nock(API, withKey).get(`/job/${JOB_ID}/status`).reply(200, { status: 'COMPLETED' });
  nock(API, withKey)
    .get(`/job/${JOB_ID}/results`)
    .reply(200, { jobExecutionId: JOB_ID, status: 'COMPLETED', results: { data: {} } });

  const { outputs } = await pinned.run({ poNumber: 'PO-1' }, { client, title: 'T', description: 'D' });

  expect(outputs).toEqual({});
});
