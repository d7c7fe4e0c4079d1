import { describe, expect, it } from 'vitest';
import { createEventSink, type RunEvent } from '../events.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFakeFetch, networkError, type FakeAnswer, type SeenRequest } from '../testing/fake-fetch.ts';
import { createSlots } from '../transport/slots.ts';
import { createTransport } from '../transport/transport.ts';
import { createCalls } from './create-calls.ts';

function setUp(answer: (line: string, count: number, request: SeenRequest) => FakeAnswer) {
  const clock = createFakeClock();
  const fake = createFakeFetch(answer);
  const settings = {
    serviceKey: '_k',
    baseUrl: 'https://operator.example',
    fetch: fake.fetch,
    clock,
    slots: createSlots(32),
    maxAnswerBytes: 10_000,
  };
  const transport = createTransport(settings);
  const calls = createCalls({
    transport,
    clock,
    requestTimeoutMs: 30_000,
    maxRetries: 4,
    uploadSlots: createSlots(4),
    givenKey: 'look at the key',
  });
  const heard: RunEvent[] = [];
  return { clock, fake, calls, heard, context: { events: createEventSink('wf', clock.now, (event) => heard.push(event)) } };
}

const openData = () => Promise.resolve(new TextEncoder().encode('data'));
const openNothing = () => Promise.reject(new Error('file changed'));
const status = (code: number, body: object = {}) => Response.json(body, { status: code });

describe('getWorkflow', () => {
  it('asks for the newest, or for the pinned version', async () => {
    const { fake, calls } = setUp(() => ({ jobPayloadSchema: {} }));
    await calls.getWorkflow({ workflowId: 'w f' }, {});
    await calls.getWorkflow({ workflowId: 'wf', pin: { version: 3 } }, {});
    await calls.getWorkflow({ workflowId: 'wf', pin: { workflowVersionId: 'a-b' } }, {});
    expect(fake.lines).toEqual(['GET /workflow/w%20f', 'GET /workflow/wf?version=3', 'GET /workflow/wf?workflowVersionId=a-b']);
  });

  it('tries again through refusals and outages', async () => {
    const { clock, calls } = setUp(
      (_line, count) => [networkError('ECONNREFUSED'), status(429), status(502), { found: true }][count] ?? 'never',
    );
    expect(await clock.settle(calls.getWorkflow({ workflowId: 'wf' }, {}))).toEqual({ found: true });
  });

  it('does not ask again for a workflow of the retired kind, and says what to do', async () => {
    const { fake, calls } = setUp(() => status(500, { message: 'V1 workflow details are no longer supported' }));
    await expect(calls.getWorkflow({ workflowId: 'wf' }, {})).rejects.toMatchObject({
      code: 'SERVER_ERROR',
      message: 'GET /workflow/{id} answered 500: V1 workflow details are no longer supported',
      hint: 'Open the workflow in the canvas, publish it, and use its new id.',
      retryable: false,
    });
    expect(fake.lines).toHaveLength(1);
  });

  it('says what looks wrong about a refused key', async () => {
    const { calls } = setUp(() => status(401, { message: 'Invalid or expired API key' }));
    await expect(calls.getWorkflow({ workflowId: 'wf' }, {})).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
      hint: expect.stringMatching(/^Check OPUS_SERVICE_KEY: it does not begin with "_"/),
      workflowId: 'wf',
    });
  });

  it('sends nothing for an id that would lead elsewhere', async () => {
    const { fake, calls } = setUp(() => ({}));
    await expect(calls.getWorkflow({ workflowId: '..' }, {})).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    await expect(calls.audit({ jobExecutionId: 'a/b' }, {})).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    expect(fake.lines).toEqual([]);
  });
});

describe('initiate', () => {
  const request = { workflowId: 'wf', title: 'T', description: 'D' };

  it('sends the contract’s fields, and the pin by its own name', async () => {
    const { fake, calls } = setUp(() => ({ jobExecutionId: '2514' }));
    expect(await calls.initiate(request, {})).toEqual({ jobExecutionId: '2514' });
    await calls.initiate({ ...request, pin: { version: 3 } }, {});
    await calls.initiate({ ...request, pin: { workflowVersionId: 'a-b' } }, {});
    expect(fake.seen.map(({ text }) => JSON.parse(text) as unknown)).toEqual([
      request,
      { ...request, workflowVersionNumber: 3 },
      { ...request, workflowVersionId: 'a-b' },
    ]);
  });

  it('takes an id that is a number', async () => {
    expect(await setUp(() => ({ jobExecutionId: 2514 })).calls.initiate(request, {})).toEqual({ jobExecutionId: '2514' });
  });

  it.each([[{}], [{ jobExecutionId: '' }], [{ jobExecutionId: '../x' }], [{ jobExecutionId: null }], [[]]])(
    'refuses an answer without a usable id: %j',
    async (body) => {
      await expect(setUp(() => body).calls.initiate(request, {})).rejects.toMatchObject({ code: 'UNEXPECTED_RESPONSE', phase: 'initiate' });
    },
  );

  it('asks once more after a lost answer, and says that a second job may exist', async () => {
    const { clock, fake, calls, heard, context } = setUp((_line, count) =>
      count === 0 ? networkError('ECONNRESET') : { jobExecutionId: '2' },
    );
    expect(await clock.settle(calls.initiate(request, context))).toEqual({ jobExecutionId: '2' });
    expect(fake.lines).toHaveLength(2);
    expect(heard.map(({ type }) => type)).toEqual(['retry', 'initiate.maybeDuplicated']);
    expect(heard[1]).toMatchObject({ reason: 'CONNECTION_LOST', workflowId: 'wf' });
  });

  it('never asks a third time after lost answers', async () => {
    const { clock, fake, calls } = setUp(() => networkError('ECONNRESET'));
    await expect(clock.settle(calls.initiate(request, {}))).rejects.toMatchObject({
      name: 'NetworkError',
      code: 'CONNECTION_LOST',
      attempts: 2,
    });
    expect(fake.lines).toHaveLength(2);
  });

  it('mentions no duplicate when nothing was sent', async () => {
    const { clock, calls, heard, context } = setUp((_line, count) =>
      count === 0 ? networkError('ECONNREFUSED') : { jobExecutionId: '2' },
    );
    await clock.settle(calls.initiate(request, context));
    expect(heard.map(({ type }) => type)).toEqual(['retry']);
  });
});

describe('createUploadUrl', () => {
  const request = { fileExtension: '.pdf', accessScope: 'workspace', originalName: 'a.pdf', workflowId: 'wf' } as const;
  const good = { presignedUrl: 'https://b.example/x?sig=1', fileUrl: 'https://files.example/x' };

  it('sends what the contract asks, and who the file is for', async () => {
    const { fake, calls } = setUp(() => ({ ...good, more: 1 }));
    expect(await calls.createUploadUrl(request, {})).toEqual(good);
    expect(JSON.parse(fake.seen[0]?.text ?? '')).toEqual(request);
  });

  it.each([
    [{}],
    [{ ...good, fileUrl: '' }],
    [{ ...good, presignedUrl: 'http://b.example/x' }],
    [{ ...good, presignedUrl: 'file:///etc/passwd' }],
    [{ ...good, presignedUrl: 'x' }],
  ])('refuses an answer that is no place to put a file: %j', async (body) => {
    await expect(setUp(() => body).calls.createUploadUrl(request, {})).rejects.toMatchObject({
      code: 'UNEXPECTED_RESPONSE',
      phase: 'upload',
    });
  });
});

describe('put', () => {
  const url = 'https://b.example/x?X-Amz-Signature=sss';

  it('tries once and tells what came of it', async () => {
    const { fake, calls } = setUp(() => new Response('<Error/>', { status: 403 }));
    expect(await calls.put({ presignedUrl: url, open: openData, sizeBytes: 4 }, {})).toMatchObject({
      kind: 'final',
      code: 'FORBIDDEN',
      status: 403,
    });
    expect(fake.lines).toHaveLength(1);
  });

  it('stores four files at a time, and opens no file before its turn', async () => {
    const { clock, calls } = setUp(() => 'never');
    let opened = 0;
    const open = () => Promise.resolve(new Uint8Array([(opened += 1)]));
    const puts = Promise.all(Array.from({ length: 6 }, () => calls.put({ presignedUrl: url, open, sizeBytes: 1 }, {})));
    await clock.advance(1_000);
    expect(opened).toBe(4);
    await clock.settle(puts);
    expect(opened).toBe(6);
  });

  it('gives a large file more time', async () => {
    const { clock, calls } = setUp(() => 'never');
    await clock.settle(calls.put({ presignedUrl: url, open: openData, sizeBytes: 6_400_000 }, {}));
    expect(clock.now()).toBe(1_000_000 + 30_000 + 100_000);
  });

  it('passes on what opening threw, and frees its place', async () => {
    const { calls } = setUp(() => new Response(null));
    for (let turn = 0; turn < 5; turn += 1)
      await expect(calls.put({ presignedUrl: url, open: openNothing, sizeBytes: 1 }, {})).rejects.toThrow('file changed');
  });

  it('lets the upload ask whether to try again, as often as the client allows', async () => {
    const { clock, calls } = setUp(() => ({}));
    const outcome = { kind: 'ambiguous', code: 'SERVER_ERROR', detail: 'answered 500' } as const;
    await clock.settle(calls.beforeRetry({ call: 'put', attempt: 4, outcome }, {}));
    await expect(calls.beforeRetry({ call: 'put', attempt: 5, outcome }, {})).rejects.toMatchObject({
      code: 'SERVER_ERROR',
      phase: 'upload',
      attempts: 5,
    });
    await expect(calls.beforeRetry({ call: 'put', attempt: 1, outcome: { ...outcome, kind: 'final' } }, {})).rejects.toMatchObject({
      attempts: 1,
    });
  });
});

describe('execute', () => {
  const request = { jobExecutionId: '7', payload: { v: { value: 1, type: 'int', displayName: 'V' } } };

  it('sends the payload and, only when given, the callback URL', async () => {
    const { fake, calls } = setUp(() => ({ success: true }));
    expect(await calls.execute(request, {})).toEqual({ accepted: true });
    await calls.execute({ ...request, callbackUrl: 'https://me.example/cb' }, {});
    expect(fake.seen.map(({ text }) => JSON.parse(text) as unknown)).toEqual([
      { jobExecutionId: '7', jobPayloadSchemaInstance: request.payload },
      { jobExecutionId: '7', jobPayloadSchemaInstance: request.payload, callbackUrl: 'https://me.example/cb' },
    ]);
  });

  it.each([
    ['a reset', () => networkError('ECONNRESET'), 'CONNECTION_LOST'],
    ['a 502', () => status(502), 'SERVER_ERROR'],
    ['an unreadable 200', () => new Response('{"succ'), 'UNEXPECTED_RESPONSE'],
    ['an empty 200', () => new Response(''), 'UNEXPECTED_RESPONSE'],
    ['an inner 500', () => ({ statusCode: 500, message: 'x' }), 'NOT_ACCEPTED'],
    ['a flood', () => new Response('x'.repeat(20_000)), 'UNEXPECTED_RESPONSE'],
    ['silence', () => 'never' as const, 'REQUEST_TIMEOUT'],
  ])('sends nothing again after %s', async (_name, answer, code) => {
    const { clock, fake, calls } = setUp(answer);
    expect(await clock.settle(calls.execute(request, {}))).toMatchObject({ accepted: false, reason: { code } });
    expect(fake.lines).toHaveLength(1);
  });

  it('tries again what was certainly not processed', async () => {
    const { clock, fake, calls } = setUp(
      (_line, count) => [networkError('ECONNREFUSED'), status(429), { success: true }][count] ?? 'never',
    );
    expect(await clock.settle(calls.execute(request, {}))).toEqual({ accepted: true });
    expect(fake.lines).toHaveLength(3);
  });

  it('rejects with what the service objected to', async () => {
    await expect(setUp(() => status(400, { message: 'bad' })).calls.execute(request, {})).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      jobExecutionId: '7',
    });
    await expect(setUp(() => ({ success: false, error: 'no' })).calls.execute(request, {})).rejects.toMatchObject({
      code: 'NOT_ACCEPTED',
      status: 200,
    });
  });
});

describe('results', () => {
  it.each([
    ['202', () => status(202, { status: 'IN PROGRESS' })],
    ['404', () => status(404)],
    ['409', () => status(409)],
    ['an empty 200', () => new Response('')],
  ])('takes %s for "not there yet"', async (_name, answer) => {
    expect(await setUp(answer).calls.results({ jobExecutionId: '7' }, {})).toBeUndefined();
  });

  it('rejects what will not change', async () => {
    await expect(setUp(() => status(403)).calls.results({ jobExecutionId: '7' }, {})).rejects.toMatchObject({
      code: 'FORBIDDEN',
      phase: 'results',
    });
  });
});
