import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startLocalOperator, type LocalOperator } from './index.ts';
import { clientOf, handClock, PDF, v1Payload, type HandClock, type LocalClient } from './testing/local-client.ts';
import { V1_ID, v1Schema, V2_ID, v2Schema } from './testing/schemas.ts';

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

describe('the contract, call by call', () => {
  test('1: a workflow is answered as it was given', async () => {
    const { status, json, headers } = await client.get(`/workflow/${V1_ID}`);

    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(json).toEqual(v1Schema);
  });

  test('2: initiate gives an id, the first one that of the contract, and another one every time', async () => {
    const first = await client.post('/job/initiate', { workflowId: V1_ID, title: 'March', description: 'Invoices of March' });
    const second = await client.initiate();

    expect([first.status, first.json]).toEqual([201, { jobExecutionId: '2514' }]);
    expect(second).toBe('2515');
    expect(operator.jobs.map(({ id, title, state, status }) => ({ id, title, state, status }))).toEqual([
      { id: '2514', title: 'March', state: 'initiated', status: 'PENDING' },
      { id: '2515', title: 'March', state: 'initiated', status: 'PENDING' },
    ]);
  });

  test('3 and 4: an upload URL is on another origin, takes the bytes and keeps them', async () => {
    const { status, json } = await client.post('/job/file/upload', {
      fileExtension: '.pdf',
      accessScope: 'all',
      originalName: 'march.pdf',
    });
    const { presignedUrl, fileUrl } = json as { presignedUrl: string; fileUrl: string };
    const put = await client.put(presignedUrl, PDF, { 'content-type': 'application/pdf' });

    expect(status).toBe(200);
    expect(presignedUrl.startsWith(`${operator.storageOrigin}/`)).toBe(true);
    expect(operator.storageOrigin).not.toBe(operator.baseUrl);
    expect(new URL(presignedUrl).searchParams.get('X-Amz-SignedHeaders')).toBe('content-type;host');
    expect([put.status, put.text]).toEqual([200, '']);
    expect(operator.storedFile(fileUrl)).toEqual({
      fileUrl,
      fileExtension: '.pdf',
      accessScope: 'all',
      originalName: 'march.pdf',
      contentType: 'application/pdf',
      sizeBytes: 19,
      sha256: '366ce16daa6b29e59815d07cd8edd2e559241647c36b0520a3aa2ce754d32899',
      bytes: Buffer.from(PDF),
      putCount: 1,
    });
  });

  test('5: execute answers with what it was given', async () => {
    const id = await client.initiate();
    const payload = v1Payload(await client.upload(PDF, '.pdf', 'application/pdf'));

    const { status, json } = await client.execute(id, payload);

    expect(status).toBe(200);
    expect(json).toEqual({ success: true, message: 'Job execution started', jobExecutionId: id, jobPayloadSchemaInstance: payload });
    expect(operator.job(id)).toMatchObject({ state: 'running', executeCount: 1, payload, executedAt: clock.now() });
  });

  test('6: the status follows the clock', async () => {
    const id = await executedJob();
    const before = await client.get(`/job/${id}/status`);
    clock.advance(999);
    const almost = await client.get(`/job/${id}/status`);
    clock.advance(1);
    const after = await client.get(`/job/${id}/status`);

    expect([before.json, almost.json, after.json]).toEqual([{ status: 'IN PROGRESS' }, { status: 'IN PROGRESS' }, { status: 'COMPLETED' }]);
    expect(operator.job(id)?.state).toBe('ended');
  });

  test('7: results are there after COMPLETED, plausible by type, files listed', async () => {
    const id = await executedJob();
    const early = await client.get(`/job/${id}/results`);
    clock.advance(1000);
    const { status, json } = await client.get(`/job/${id}/results`);

    expect(early.status).toBe(409);
    expect(status).toBe(200);
    const report = `${operator.storageOrigin}/media/private/outputs/${id}_Report.pdf`;
    expect(json).toEqual({
      jobExecutionId: id,
      status: 'COMPLETED',
      results: {
        outputFiles: [report],
        data: {
          workflow_output_sum00001: 'Summary of job 2514',
          workflow_output_tot4al01: 1249.5,
          workflow_output_rep0rt01: report,
        },
      },
    });
  });

  test('8: the audit tells what happened, while the job runs and after it failed', async () => {
    operator.setOutcome(V1_ID, { status: 'FAILED', failedNode: 'Match PO' });
    const id = await executedJob();
    const running = await client.get(`/job/${id}/audit`);
    clock.advance(1000);
    const failed = await client.get(`/job/${id}/audit`);

    expect(running.json).toEqual({
      jobExecutionId: id,
      auditTrail: [
        { timestamp: '2025-11-09T10:00:00.000Z', actor: 'api', action: 'Job initiated' },
        { timestamp: '2025-11-09T10:00:00.000Z', actor: 'api', action: 'Job execution started' },
        { timestamp: '2025-11-09T10:00:00.000Z', actor: 'Input', action: 'Node started' },
      ],
    });
    expect(failed.json).toEqual({
      jobExecutionId: id,
      auditTrail: [
        { timestamp: '2025-11-09T10:00:00.000Z', actor: 'api', action: 'Job initiated' },
        { timestamp: '2025-11-09T10:00:00.000Z', actor: 'api', action: 'Job execution started' },
        { timestamp: '2025-11-09T10:00:00.000Z', actor: 'Input', action: 'Node completed' },
        { timestamp: '2025-11-09T10:00:00.250Z', actor: 'Process', action: 'Node completed' },
        { timestamp: '2025-11-09T10:00:00.500Z', actor: 'Match PO', action: 'Node failed' },
        { timestamp: '2025-11-09T10:00:01.000Z', actor: 'system', action: 'Job failed' },
      ],
    });
    expect((await client.get(`/job/${id}/results`)).status).toBe(409);
  });
});

const version = (number: number): object => ({ ...v2Schema, version: number });

describe('versions', () => {
  beforeEach(() => {
    operator.putWorkflow({
      schema: version(4),
      versions: [
        { version: 3, workflowVersionId: 'v-three', schema: version(3) },
        { version: 4, workflowVersionId: 'v-four', schema: version(4) },
      ],
    });
  });

  test('a number or an id pins the schema', async () => {
    const answers = await Promise.all(
      ['', '?version=3', '?workflowVersionId=v-three'].map((query) => client.get(`/workflow/${V2_ID}${query}`)),
    );

    expect(answers.map(({ json }) => (json as { version: number }).version)).toEqual([4, 3, 3]);
  });

  test('an unknown version is 404, one that is no number 400', async () => {
    expect((await client.get(`/workflow/${V2_ID}?version=9`)).status).toBe(404);
    expect((await client.get(`/workflow/${V2_ID}?version=new`)).status).toBe(400);
  });

  test('a job keeps the version it was initiated with', async () => {
    const pinned = { workflowId: V2_ID, title: 't', description: 'd', workflowVersionNumber: 3, workflowVersionId: 'v-three' };
    const { json } = await client.post('/job/initiate', pinned);

    expect(operator.job((json as { jobExecutionId: string }).jobExecutionId)).toMatchObject({
      workflowVersionNumber: 3,
      workflowVersionId: 'v-three',
    });
    expect((await client.post('/job/initiate', { ...pinned, workflowVersionNumber: 9 })).status).toBe(404);
  });

  test('a workflow without versions answers every pin with what it has', async () => {
    expect((await client.get(`/workflow/${V1_ID}?version=7`)).json).toEqual(v1Schema);
  });
});
