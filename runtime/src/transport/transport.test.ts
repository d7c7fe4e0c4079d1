import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFakeFetch, networkError, type FakeAnswer, type SeenRequest } from '../testing/fake-fetch.ts';
import { createSlots } from './slots.ts';
import { createTransport, type HttpRequest } from './transport.ts';

const KEY = '_the-service-key';
const GET: HttpRequest = { method: 'GET', to: { api: 'workflow/wf' }, expected: 'json', timeoutMs: 30_000 };
const PUT: HttpRequest = {
  method: 'PUT',
  to: { storage: 'https://bucket.s3.example/x?X-Amz-Signature=sss' },
  body: new TextEncoder().encode('data'),
  expected: 'nothing',
  timeoutMs: 30_000,
};

function setUp(answer: (line: string, count: number, request: SeenRequest) => FakeAnswer, maxInFlight = 32) {
  const clock = createFakeClock();
  const fake = createFakeFetch(answer);
  const transport = createTransport({
    serviceKey: KEY,
    baseUrl: 'https://operator.example/base',
    fetch: fake.fetch,
    clock,
    slots: createSlots(maxInFlight),
    maxAnswerBytes: 1_000,
  });
  return { clock, fake, transport };
}

afterEach(() => vi.unstubAllGlobals());

describe('the transport', () => {
  it('looks at redirects itself where the platform cannot refuse them', async () => {
    class EdgeRequest extends Request {
      constructor(input: RequestInfo | URL, init?: RequestInit) {
        if (init?.redirect === 'error') throw new TypeError('Invalid redirect value');
        super(input, init);
      }
    }
    vi.stubGlobal('Request', EdgeRequest);
    const { fake, transport } = setUp(() => new Response(null, { status: 307, headers: { location: 'https://elsewhere.example' } }));
    expect(await transport.send(GET, undefined)).toMatchObject({ kind: 'final', code: 'UNEXPECTED_REDIRECT' });
    expect(fake.seen.map(({ redirect }) => redirect)).toEqual(['manual']);
  });

  it('sends the key to the API, below the base URL, and refuses redirects', async () => {
    const { fake, transport } = setUp(() => ({ fine: true }));
    const outcome = await transport.send({ ...GET, query: { version: 3 } }, undefined);
    expect(outcome).toMatchObject({ kind: 'accepted', status: 200, json: { fine: true } });
    expect(fake.seen[0]).toMatchObject({ method: 'GET', url: 'https://operator.example/base/workflow/wf?version=3', redirect: 'error' });
    expect(fake.seen[0]?.headers.get('x-service-key')).toBe(KEY);
  });

  it('sends JSON as JSON', async () => {
    const { fake, transport } = setUp(() => ({ jobExecutionId: '1' }));
    await transport.send({ ...GET, method: 'POST', to: { api: 'job/initiate' }, json: { a: 1 } }, undefined);
    expect(fake.seen[0]?.text).toBe('{"a":1}');
    expect(fake.seen[0]?.headers.get('content-type')).toBe('application/json');
  });

  it('sends the storage no key, and only the Content-Type it was told', async () => {
    const { fake, transport } = setUp(() => new Response(null));
    await transport.send({ ...PUT, contentType: 'application/pdf' }, undefined);
    await transport.send(PUT, undefined);
    expect(fake.seen.map(({ headers }) => headers.get('content-type'))).toEqual(['application/pdf', null]);
    expect(fake.seen.flatMap(({ headers }) => [...headers.keys()])).not.toContain('x-service-key');
    expect(fake.seen[0]).toMatchObject({ text: 'data', redirect: 'error' });
  });

  it('resolves to a failure, whatever is thrown, with no secret in it', async () => {
    const { transport } = setUp(() => networkError('ECONNREFUSED'));
    expect(await transport.send(PUT, undefined)).toEqual({
      kind: 'notSent',
      code: 'CONNECT_FAILED',
      detail: 'could not connect (ECONNREFUSED)',
    });
  });

  it('takes the key and signatures out of what the service says', async () => {
    const url = 'https://b/x?X-Amz-Signature=sss';
    const { transport } = setUp(() => Response.json({ message: `no ${KEY} at ${url}` }, { status: 400, headers: { 'x-request-id': KEY } }));
    const outcome = await transport.send(GET, undefined);
    expect(outcome).toMatchObject({
      kind: 'final',
      detail: 'answered 400: no [redacted] at https://b/x?X-Amz-Signature=[redacted]',
      requestId: '[redacted]',
    });
    expect(JSON.stringify(outcome)).not.toMatch(/_the-service-key|sss/);
  });

  it('ends a request that gets no answer in time', async () => {
    const { clock, fake, transport } = setUp(() => 'never');
    expect(await clock.settle(transport.send(GET, undefined))).toEqual({
      kind: 'ambiguous',
      code: 'REQUEST_TIMEOUT',
      detail: 'got no answer in time',
    });
    expect(clock.now()).toBe(1_030_000);
    expect(fake.seen[0]?.signal.aborted).toBe(true);
  });

  it('ends even when the injected fetch ignores its signal', async () => {
    const clock = createFakeClock();
    const settings = { serviceKey: KEY, baseUrl: 'https://operator.example', clock, slots: createSlots(1), maxAnswerBytes: 1_000 };
    const outcome = await clock.settle(createTransport({ ...settings, fetch: () => new Promise<Response>(() => {}) }).send(GET, undefined));
    expect(outcome).toMatchObject({ code: 'REQUEST_TIMEOUT' });
  });

  it('ends a body that stops coming', async () => {
    const { clock, transport } = setUp(
      () => new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(3)) })),
    );
    expect(await clock.settle(transport.send(GET, undefined))).toMatchObject({ kind: 'ambiguous', code: 'REQUEST_TIMEOUT' });
  });

  it('ends with the caller’s signal, with one listener on it', async () => {
    const { clock, transport } = setUp(() => 'never');
    const controller = new AbortController();
    const sent = Promise.all([1, 2, 3].map(() => transport.send(GET, controller.signal)));
    await clock.advance(10);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
    controller.abort();
    expect(await sent).toEqual([1, 2, 3].map(() => ({ kind: 'final', code: 'ABORTED', detail: 'was aborted' })));
    expect(clock.pendingTimers).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  it('says so when an aborted request was never sent', async () => {
    const { fake, transport } = setUp(() => ({}));
    expect(await transport.send(GET, AbortSignal.abort())).toMatchObject({ code: 'ABORTED', unsent: true });
    expect(fake.seen).toEqual([]);
  });

  it('keeps to its bound of requests in flight', async () => {
    const { clock, fake, transport } = setUp(() => 'never', 2);
    const sent = Promise.all([1, 2, 3, 4, 5].map(() => transport.send(GET, undefined)));
    await clock.advance(10);
    expect(fake.seen).toHaveLength(2);
    await clock.settle(sent);
    expect(fake.seen).toHaveLength(5);
    // Each waits its 30 s once it is its turn.
    expect(clock.now()).toBe(1_090_000);
  });

  it('refuses an answer larger than the bound: certain for a GET, ambiguous for what changes something', async () => {
    const { transport } = setUp(() => new Response('x'.repeat(1_001)));
    expect(await transport.send(GET, undefined)).toMatchObject({ kind: 'final', code: 'UNEXPECTED_RESPONSE' });
    expect(await transport.send({ ...GET, method: 'POST' }, undefined)).toMatchObject({ kind: 'ambiguous', code: 'UNEXPECTED_RESPONSE' });
  });
});
