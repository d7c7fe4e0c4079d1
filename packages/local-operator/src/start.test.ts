import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startLocalOperator, type LocalOperator } from './index.ts';
import { clientOf, handClock, PDF, v1Payload, type HandClock, type LocalClient } from './testing/local-client.ts';
import { LINES_DEFINITION, PARTY_DEFINITION, V1_ID, v1Schema, V2_ID, v2Schema } from './testing/schemas.ts';

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

async function v2Run(payload: object): Promise<string> {
  const id = await client.initiate(V2_ID);
  const { status, json } = await client.execute(id, payload);
  expect([status, (json as { success: boolean }).success]).toEqual([200, true]);
  return id;
}

describe('what the live service does without a word', () => {
  const form = { value: '{"a":1}', type: 'json_string', displayName: 'Application Form' };
  const party = { value: { name: 'Ada' }, type: 'object', displayName: 'Party' };
  const lines = { value: [{ sku: 'A-1' }], type: 'array', displayName: 'Lines' };

  test('a payload with its definitions runs', async () => {
    const id = await v2Run({
      workflow_input_appform01: form,
      workflow_input_party0001: { ...party, typeDefinition: PARTY_DEFINITION },
      workflow_input_lines0001: { ...lines, typeDefinition: LINES_DEFINITION },
    });

    expect(operator.job(id)).toMatchObject({ status: 'IN PROGRESS', inputNodeRefusals: [] });
  });

  test('an object or array without typeDefinition is accepted, then fails at the input node at once', async () => {
    const id = await v2Run({ workflow_input_appform01: form, workflow_input_party0001: party, workflow_input_lines0001: lines });

    expect((await client.get(`/job/${id}/status`)).json).toEqual({ status: 'FAILED' });
    expect(operator.job(id)).toMatchObject({
      state: 'ended',
      failedNode: 'Input',
      inputNodeRefusals: [
        'jobPayloadSchemaInstance.workflow_input_party0001: typeDefinition does not hold the declared definition',
        'jobPayloadSchemaInstance.workflow_input_lines0001: typeDefinition does not hold the declared definition',
      ],
    });
  });

  test('snake_case type_definition is ignored', async () => {
    const id = await v2Run({ workflow_input_appform01: form, workflow_input_party0001: { ...party, type_definition: PARTY_DEFINITION } });

    expect(operator.job(id)).toMatchObject({ status: 'FAILED', failedNode: 'Input' });
  });

  test('json_string sent as str is accepted, then fails at the input node', async () => {
    const id = await v2Run({ workflow_input_appform01: { ...form, type: 'str' } });

    expect(operator.job(id)).toMatchObject({
      status: 'FAILED',
      inputNodeRefusals: ['jobPayloadSchemaInstance.workflow_input_appform01: declared json_string, sent as str'],
    });
    expect((await client.get(`/job/${id}/audit`)).json).toMatchObject({
      auditTrail: expect.arrayContaining([expect.objectContaining({ actor: 'Input', action: 'Node failed' })]),
    });
  });

  test('a definition sent as type is 500', async () => {
    const id = await client.initiate(V2_ID);

    const { status } = await client.execute(id, {
      workflow_input_appform01: form,
      workflow_input_party0001: { ...party, type: PARTY_DEFINITION },
    });

    expect(status).toBe(500);
    expect(operator.job(id)).toMatchObject({ state: 'initiated', executeCount: 0 });
  });

  test('a v1 payload with a typeDefinition runs, and the job tells', async () => {
    const id = await client.initiate();
    const payload = v1Payload(await client.upload(PDF, '.pdf', 'application/pdf'));
    const tags = { value: ['a'], type: 'array', displayName: 'Tags', typeDefinition: {} };

    await client.execute(id, { ...payload, workflow_input_t4gs00001: tags });

    expect(operator.job(id)).toMatchObject({ status: 'IN PROGRESS', typeDefinitionOnV1: true });
  });
});

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

describe('a workflow that changes', () => {
  test('an edit shows in the next answer and in the next execute, not in what was given', async () => {
    const id = await client.initiate();
    const payload = v1Payload(await client.upload(PDF, '.pdf', 'application/pdf'));
    operator.editWorkflow<{ jobPayloadSchema: Record<string, unknown> }>(V1_ID, (raw) => {
      delete raw.jobPayloadSchema['workflow_input_p0nr71x2c'];
    });

    const live = (await client.get(`/workflow/${V1_ID}`)).json as { jobPayloadSchema: object };
    const { status, json } = await client.execute(id, payload);

    expect(Object.keys(live.jobPayloadSchema)).not.toContain('workflow_input_p0nr71x2c');
    expect([status, json]).toMatchObject([
      400,
      { message: ['jobPayloadSchemaInstance.workflow_input_p0nr71x2c is no variable of this workflow'] },
    ]);
    expect(Object.keys(v1Schema['jobPayloadSchema'] as object)).toContain('workflow_input_p0nr71x2c');
  });

  test('an edit may return another schema', async () => {
    operator.editWorkflow(V1_ID, () => v2Schema);

    expect((await client.get(`/workflow/${V1_ID}`)).json).toEqual(v2Schema);
  });

  test('onRequest may change it between two calls', async () => {
    await using other = await startLocalOperator({
      workflows: [{ schema: v1Schema }],
      onRequest: (request) => {
        if (request.call === 'initiate') other.removeWorkflow(V1_ID);
      },
    });

    const { status } = await clientOf(other).post('/job/initiate', { workflowId: V1_ID, title: 't', description: 'd' });

    expect(status).toBe(404);
    expect(other.workflowIds).toEqual([]);
  });

  test('editing or deciding about an unknown workflow throws, naming the known ones', () => {
    expect(() => operator.editWorkflow('nope', (raw) => raw)).toThrow(
      `The local operator has no workflow "nope". It has: ${V1_ID}, ${V2_ID}.`,
    );
    expect(() => operator.setOutcome('nope', {})).toThrow('"nope"');
  });

  test('a schema nobody can read is served as it is, and its jobs run unjudged', async () => {
    operator.putWorkflow({ id: 'odd', schema: { hello: 'world' } });
    const id = await client.initiate('odd');

    expect((await client.get('/workflow/odd')).json).toEqual({ hello: 'world' });
    expect((await client.execute(id, { anything: { value: 1 } })).status).toBe(200);
  });

  test('a source without any id is refused', () => {
    expect(() => operator.putWorkflow({ schema: { hello: 'world' } })).toThrow('A workflow source needs an id');
  });
});
