/**
 * The runbook of the Operator API, replayed against the local operator by a client that shares no code with this product (operator-api.md §1):
 * if the operator strayed from the contract, every test that stands on it would prove the wrong thing.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalOperator, type LocalOperator } from '@opus-codegen/local-operator';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readWorkflowFile, workflowIds } from '../workflows/workflows.ts';
import { speakers, type Exchange, type Sent, type Speaker } from './http.ts';

const PDF = Buffer.from('%PDF-1.4\n\u0000\u00ff\r\n%%EOF\n', 'latin1');
const workflowId = workflowIds.invoice;

let folder: string;
let operator: LocalOperator;
let time: number;
let speaker: Speaker;

beforeAll(async () => {
  console.info(`The runbook is replayed with ${speakers.map(({ name }) => name).join(' and ')}.`);
  folder = await mkdtemp(join(tmpdir(), 'opus-runbook-'));
  await writeFile(join(folder, 'march.pdf'), PDF);
  operator = await startLocalOperator({
    workflows: [{ schema: readWorkflowFile('invoice') }],
    clock: { now: () => time },
    jobDurationMs: 5000,
  });
});

afterAll(async () => {
  await operator.close();
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  time = Date.UTC(2025, 10, 9, 10);
  operator.setOutcome(workflowId, {});
  operator.clearRequests();
});

const key = (): string => `x-service-key: ${operator.serviceKey}`;
const api = (method: Sent['method'], path: string, json?: unknown): Promise<Exchange> =>
  speaker.send({ method, url: operator.baseUrl + path, headers: [key()], ...(json === undefined ? {} : { json }) });
const read = <Shape>({ body }: Exchange): Shape => JSON.parse(body) as Shape; // checked by the assertions that follow

interface LiveSchema {
  readonly jobPayloadSchema: Readonly<Record<string, { display_name: string; type: string; is_nullable: boolean }>>;
}

/** Steps 1 to 5 as the runbook tells them: nothing is remembered, names and types are taken from the live schema. */
async function upToExecution(): Promise<string> {
  const { jobPayloadSchema } = read<LiveSchema>(await api('GET', `/workflow/${workflowId}`));

  const initiated = await api('POST', '/job/initiate', { workflowId, title: 'March', description: 'Invoices of March' });
  const { jobExecutionId } = read<{ jobExecutionId: string }>(initiated);

  const { presignedUrl, fileUrl } = read<{ presignedUrl: string; fileUrl: string }>(
    await api('POST', '/job/file/upload', { fileExtension: '.pdf', accessScope: 'organization' }),
  );
  const put = await speaker.send({
    method: 'PUT',
    url: presignedUrl,
    headers: ['Content-Type: application/pdf'],
    bodyFile: join(folder, 'march.pdf'),
  });
  expect([put.status, put.body]).toEqual([200, '']);
  expect(operator.storedFile(fileUrl)?.bytes).toEqual(PDF);

  const values: Readonly<Record<string, unknown>> = { file: fileUrl, str: 'PO-4711', float: 0.8, date: '09/11/2025' };
  const executed = await api('POST', '/job/execute', {
    jobExecutionId,
    jobPayloadSchemaInstance: Object.fromEntries(
      Object.entries(jobPayloadSchema).map(([name, { type, display_name }]) => [
        name,
        { value: values[type], type, displayName: display_name },
      ]),
    ),
  });
  expect(executed.status).toBe(200);
  expect(read(executed)).toMatchObject({ success: true, jobExecutionId });
  return jobExecutionId;
}

/** Step 6, the clock moving on a second a poll. */
async function poll(jobExecutionId: string): Promise<readonly string[]> {
  const seen: string[] = [];
  do {
    seen.push(read<{ status: string }>(await api('GET', `/job/${jobExecutionId}/status`)).status);
    time += 1000;
  } while (seen.at(-1) === 'IN PROGRESS');
  return seen;
}

describe.each(speakers)('with $name', (chosen) => {
  beforeEach(() => {
    speaker = chosen;
  });

  test('a job from its schema to its results', async () => {
    const jobExecutionId = await upToExecution();

    const tooEarly = await api('GET', `/job/${jobExecutionId}/results`);
    const statuses = await poll(jobExecutionId);
    const results = await api('GET', `/job/${jobExecutionId}/results`);

    expect(tooEarly.status).toBe(409);
    expect(statuses).toEqual([...Array<string>(5).fill('IN PROGRESS'), 'COMPLETED']);
    expect(results.status).toBe(200);
    const { status, results: payload } = read<{ status: string; results: { data: object } }>(results);
    expect(status).toBe('COMPLETED');
    expect(Object.keys(payload.data)).toEqual(Object.keys(readWorkflowFile('invoice')['jobResultsPayloadSchema'] as object));
    expect(operator.requests.map(({ call, status: answered }) => `${call} ${answered}`)).toEqual([
      'getWorkflow 200',
      'initiate 201',
      'uploadUrl 200',
      'put 200',
      'execute 200',
      'results 409',
      ...statuses.map(() => 'status 200'),
      'results 200',
    ]);
    expect(operator.leakedKeyCount).toBe(0);
  });

  test('a failing job tells in its audit where it failed, and has no results', async () => {
    operator.setOutcome(workflowId, { status: 'FAILED', failedNode: 'Match PO' });
    const jobExecutionId = await upToExecution();

    const statuses = await poll(jobExecutionId);
    const results = await api('GET', `/job/${jobExecutionId}/results`);
    const audit = await api('GET', `/job/${jobExecutionId}/audit`);

    expect(statuses.at(-1)).toBe('FAILED');
    expect(results.status).toBe(409);
    expect(audit.status).toBe(200);
    const { auditTrail } = read<{ auditTrail: readonly { actor: string; action: string }[] }>(audit);
    expect(auditTrail.map(({ actor, action }) => `${actor}: ${action}`)).toEqual([
      'api: Job initiated',
      'api: Job execution started',
      'Input: Node completed',
      'Process: Node completed',
      'Match PO: Node failed',
      'system: Job failed',
    ]);
  });

  test('the key that goes along to the storage is refused there', async () => {
    const { presignedUrl } = read<{ presignedUrl: string }>(
      await api('POST', '/job/file/upload', { fileExtension: '.pdf', accessScope: 'all' }),
    );

    const put = await speaker.send({
      method: 'PUT',
      url: presignedUrl,
      headers: ['Content-Type: application/pdf', key()],
      bodyFile: join(folder, 'march.pdf'),
    });

    expect(put.status).toBe(403);
    expect(operator.leakedKeyCount).toBe(1);
  });
});
