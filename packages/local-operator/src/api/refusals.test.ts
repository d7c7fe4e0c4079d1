import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLocalOperator, type LocalOperator } from '../index.ts';
import { clientOf, handClock, PDF, v1Payload, type Answered, type LocalClient } from '../testing/local-client.ts';
import { V1_ID, v1Schema, V2_ID, v2Schema } from '../testing/schemas.ts';

let operator: LocalOperator;
let client: LocalClient;

beforeAll(async () => {
  operator = await startLocalOperator({ workflows: [{ schema: v1Schema }, { schema: v2Schema }], clock: handClock() });
  client = clientOf(operator);
});

afterAll(() => operator.close());

const refusal = ({ status, json }: Answered): unknown => [status, (json as { message: unknown }).message];

describe('the key', () => {
  const calls = ['/workflow/x', '/job/1/status', '/job/1/results', '/job/1/audit'];

  test.each(calls)('GET %s without it is 401, in the envelope', async (path) => {
    const { status, json } = await client.get(path, {});

    expect(status).toBe(401);
    expect(json).toEqual({
      statusCode: 401,
      message: 'Invalid or expired API key',
      error: 'Unauthorized',
      timestamp: '2025-11-09T10:00:00.000Z',
      path,
    });
  });

  test.each(['/job/initiate', '/job/file/upload', '/job/execute'])('POST %s with another one is 401', async (path) => {
    const pasted = operator.serviceKey.slice(1); // the lost underscore
    expect((await client.post(path, {}, { 'x-service-key': pasted })).status).toBe(401);
  });

  test('another key is not kept', async () => {
    await client.get(`/workflow/${V1_ID}`, { 'x-service-key': '_somebodys-real-key' });

    expect(operator.requests.at(-1)?.headers['x-service-key']).toBe('(another key)');
    expect(JSON.stringify(operator.requests)).not.toContain('somebodys-real-key');
  });
});

describe('paths', () => {
  test.each(['/', '/workflow', '/workflow/', '/workflow/a/b', '/job/1', '/jobs/1/status', '/job/initiate'])(
    'GET %s is no call',
    async (path) => {
      expect(refusal(await client.get(path))).toEqual([404, `Cannot GET ${path}`]);
      expect(operator.requests.at(-1)?.call).toBe('unknown');
    },
  );

  test('an id is one encoded segment, taken as it is', async () => {
    operator.putWorkflow({ id: 'a/b c', schema: v1Schema });

    expect((await client.get('/workflow/a%2Fb%20c')).status).toBe(200);
    expect((await client.get('/workflow/%E0%A4%A')).status).toBe(404);
    expect((await client.get('/workflow/__proto__')).status).toBe(404);
  });

  test('an unknown workflow or job is 404', async () => {
    const job = 'Job not found';

    expect(refusal(await client.get('/workflow/nope'))).toEqual([404, 'Workflow not found']);
    expect(refusal(await client.post('/job/initiate', { workflowId: 'nope', title: 't', description: 'd' }))).toEqual([
      404,
      'Workflow not found',
    ]);
    expect(refusal(await client.get('/job/9/status'))).toEqual([404, job]);
    expect(refusal(await client.get('/job/9/results'))).toEqual([404, job]);
    expect(refusal(await client.get('/job/9/audit'))).toEqual([404, job]);
    expect(refusal(await client.execute('9', {}))).toEqual([404, job]);
  });
});

describe('bodies', () => {
  test('must be JSON by their Content-Type', async () => {
    const { status } = await client.post('/job/initiate', {}, { 'content-type': 'text/plain', 'x-service-key': operator.serviceKey });

    expect(status).toBe(415);
  });

  test('must parse', async () => {
    const response = await fetch(`${operator.baseUrl}/job/initiate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'x-service-key': operator.serviceKey },
      body: '{"workflowId":',
    });

    expect(response.status).toBe(400);
    expect(operator.requests.at(-1)).toMatchObject({ bodyText: '{"workflowId":', status: 400 });
    expect(operator.requests.at(-1)).not.toHaveProperty('json');
  });

  test('over the bound are 413, and not kept', async () => {
    const { status } = await client.post(
      '/job/initiate',
      { title: 'x'.repeat(17 * 1024 * 1024) },
      { 'x-service-key': operator.serviceKey },
    );

    expect(status).toBe(413);
    expect(operator.requests.at(-1)).toMatchObject({ bodyText: '', status: 413 });
  });

  test('of initiate name workflow, title and description; what is missing is a list', async () => {
    expect(refusal(await client.post('/job/initiate', {}))).toEqual([
      400,
      [
        'workflowId should not be empty',
        'workflowId must be a string',
        'title should not be empty',
        'title must be a string',
        'description should not be empty',
        'description must be a string',
      ],
    ]);
    expect(refusal(await client.post('/job/initiate', { workflowId: V1_ID, title: '', description: 7 }))).toEqual([
      400,
      ['title should not be empty', 'description must be a string'],
    ]);
    expect(refusal(await client.post('/job/initiate', [1]))).toMatchObject([400, expect.any(Array)]);
  });

  test('of upload name an extension and a scope of the contract', async () => {
    const extensions = '.pdf, .docx, .csv, .xls, .xlsx, .txt, .json, .html, .xml, .jpeg, .jpg, .png';

    expect(refusal(await client.post('/job/file/upload', { fileExtension: 'pdf', accessScope: 'me' }))).toEqual([
      400,
      [
        `fileExtension must be one of the following values: ${extensions}`,
        'accessScope must be one of the following values: all, user, workspace, organization',
      ],
    ]);
    expect((await client.post('/job/file/upload', { fileExtension: '.pdf', accessScope: 'all', workflowId: 'nope' })).status).toBe(404);
  });

  test('of upload name a workspace where the operator asks for one', async () => {
    await using strict = await startLocalOperator({ workflows: [{ schema: v1Schema }], requireWorkspaceOnUpload: true });
    const { post } = clientOf(strict);

    expect(refusal(await post('/job/file/upload', { fileExtension: '.pdf', accessScope: 'all' }))).toEqual([
      400,
      ['workflowId or workspaceId should not be empty'],
    ]);
    expect((await post('/job/file/upload', { fileExtension: '.pdf', accessScope: 'all', workflowId: V1_ID })).status).toBe(200);
  });

  test('of execute name the job and its payload, and no empty callbackUrl', async () => {
    expect(refusal(await client.post('/job/execute', { callbackUrl: '' }))).toEqual([
      400,
      [
        'jobExecutionId should not be empty',
        'jobExecutionId must be a string',
        'jobPayloadSchemaInstance should not be empty',
        'jobPayloadSchemaInstance must be an object',
        'callbackUrl must be a URL address',
      ],
    ]);
  });
});

describe('a payload', () => {
  const place = 'jobPayloadSchemaInstance.workflow_input_p0nr71x2c';

  test('is refused as a whole, with every reason, and the job may be executed later', async () => {
    const id = await client.initiate();
    const payload = v1Payload(await client.upload(PDF, '.pdf', 'application/pdf'));

    const refused = await client.execute(id, { ...payload, workflow_input_p0nr71x2c: { value: 1, type: 'string' }, other: payload });
    const accepted = await client.execute(id, payload);

    expect(refusal(refused)).toEqual([
      400,
      ['jobPayloadSchemaInstance.other is no variable of this workflow', `${place}.displayName should not be empty`],
    ]);
    expect(accepted.status).toBe(200);
    expect(operator.job(id)?.executeCount).toBe(1);
  });

  test('names the declared type exactly', async () => {
    const id = await client.initiate();
    const payload = v1Payload(await client.upload(PDF, '.pdf', 'application/pdf'));

    const refused = await client.execute(id, {
      ...payload,
      workflow_input_p0nr71x2c: { value: 'x', type: 'string', displayName: 'PO Number' },
    });

    expect(refusal(refused)).toEqual([400, [`${place}.type must be one of the following values: str`]]);
  });

  test('may hold a file only after its bytes were put', async () => {
    const id = await client.initiate();
    const { json } = await client.post('/job/file/upload', { fileExtension: '.pdf', accessScope: 'all' });
    const wanted = 'jobPayloadSchemaInstance.workflow_input_we4tej0ly.value must be a fileUrl of this service whose bytes were uploaded';

    expect(refusal(await client.execute(id, v1Payload((json as { fileUrl: string }).fileUrl)))).toEqual([400, [wanted]]);
    expect(refusal(await client.execute(id, v1Payload('./march.pdf')))).toEqual([400, [wanted]]);
  });

  test('runs once: asking again is 409 and counted', async () => {
    const id = await client.initiate(V2_ID);
    const payload = { workflow_input_appform01: { value: '{}', type: 'json_string', displayName: 'Application Form' } };
    await client.execute(id, payload);

    expect(refusal(await client.execute(id, payload))).toEqual([409, 'Job was already executed']);
    expect((await client.execute(id, payload)).status).toBe(409);
    expect(operator.job(id)?.executeCount).toBe(3);
  });

  test('has no results before it ran', async () => {
    const id = await client.initiate();

    expect(refusal(await client.get(`/job/${id}/results`))).toEqual([409, 'Job is not completed: there are no results']);
  });
});
