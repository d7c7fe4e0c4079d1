import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startLocalOperator, type Fault, type LocalOperator, type RecordedRequest } from '../index.ts';
import { clientOf, PDF, type LocalClient } from '../testing/local-client.ts';
import { V1_ID, v1Schema } from '../testing/schemas.ts';

let operator: LocalOperator;
let client: LocalClient;

beforeEach(async () => {
  operator = await startLocalOperator({ workflows: [{ schema: v1Schema }] });
  client = clientOf(operator);
});

afterEach(() => operator.close());

const initiate = (): ReturnType<LocalClient['post']> => client.post('/job/initiate', { workflowId: V1_ID, title: 't', description: 'd' });
const outcomeOf = async (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    () => 'answered',
    (error: unknown) => (error instanceof Error ? error.name : error),
  );

describe('without an answer', () => {
  test('dropBefore: the connection breaks and nothing happened', async () => {
    operator.fault({ call: 'initiate', kind: 'dropBefore' });

    expect(await outcomeOf(initiate())).toBe('TypeError');
    expect(operator.jobs).toEqual([]);
    expect(operator.requestsOf('initiate')).toMatchObject([{ faulted: 'dropBefore', json: { title: 't' } }]);
    expect(operator.requestsOf('initiate')[0]).not.toHaveProperty('status');
  });

  test('dropAfter: the connection breaks and a job exists', async () => {
    operator.fault({ call: 'initiate', kind: 'dropAfter' });

    expect(await outcomeOf(initiate())).toBe('TypeError');
    expect(operator.jobs).toHaveLength(1);
  });

  test.each([
    ['hang', 0],
    ['hangAfter', 1],
  ] as const)('%s: the client gives up; %i jobs exist', async (kind, jobs) => {
    operator.fault({ call: 'initiate', kind });

    const body = JSON.stringify({ workflowId: V1_ID, title: 't', description: 'd' });
    const answer = fetch(`${operator.baseUrl}/job/initiate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-service-key': operator.serviceKey },
      body,
      signal: AbortSignal.timeout(40),
    });

    expect(await outcomeOf(answer)).toBe('TimeoutError');
    expect(operator.jobs).toHaveLength(jobs);
    expect((await initiate()).status).toBe(201);
  });

  test('closing the operator ends what hangs', async () => {
    operator.fault({ call: 'getWorkflow', kind: 'hang' });
    const answer = outcomeOf(client.get(`/workflow/${V1_ID}`));
    await expect.poll(() => operator.requestCount('getWorkflow')).toBe(1);

    await operator.close();

    expect(await answer).toBe('TypeError');
  });

  test('closing it ends what is late, too, and leaves no timer behind', async () => {
    const answered: RecordedRequest[] = [];
    await using late = await startLocalOperator({ workflows: [{ schema: v1Schema }], onAnswered: (request) => answered.push(request) });
    late.fault({ call: 'getWorkflow', kind: 'delay', delayMs: 60_000 });
    const answer = outcomeOf(clientOf(late).get(`/workflow/${V1_ID}`));
    await expect.poll(() => late.requestCount('getWorkflow')).toBe(1);

    await late.close();

    expect(await answer).toBe('TypeError');
    await expect.poll(() => answered).toMatchObject([{ faulted: 'delay' }]);
    expect(answered[0]).not.toHaveProperty('status');
  });

  test('cutBody: the head arrives, the body breaks off, and a job exists', async () => {
    operator.fault({ call: 'initiate', kind: 'cutBody' });
    const response = await fetch(`${operator.baseUrl}/job/initiate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-service-key': operator.serviceKey },
      body: JSON.stringify({ workflowId: V1_ID, title: 't', description: 'd' }),
    });

    expect(response.status).toBe(201);
    expect(await outcomeOf(response.text())).toBe('TypeError');
    expect(operator.jobs).toHaveLength(1);
  });
});

describe('with another answer', () => {
  test('delay: the right answer, later', async () => {
    operator.fault({ call: 'initiate', kind: 'delay', delayMs: 30 });
    const before = performance.now();

    const { status } = await initiate();

    expect(status).toBe(201);
    expect(performance.now() - before).toBeGreaterThanOrEqual(29);
  });

  test('status: the envelope, a body of one’s own, headers, or nothing at all', async () => {
    operator.fault({ call: 'initiate', kind: 'status', status: 503 });
    operator.fault({ call: 'initiate', kind: 'status', status: 502, body: 'gone', headers: { 'retry-after': '7' } });
    operator.fault({ call: 'initiate', kind: 'status', status: 200, body: { success: false } });
    operator.fault({ call: 'initiate', kind: 'status', status: 204 });

    const [envelope, text, json, bare] = [await initiate(), await initiate(), await initiate(), await initiate()];

    expect([envelope.status, envelope.json]).toMatchObject([503, { statusCode: 503, error: 'Service Unavailable', path: '/job/initiate' }]);
    expect([text.status, text.text, text.headers.get('retry-after')]).toEqual([502, 'gone', '7']);
    expect([json.status, json.json]).toEqual([200, { success: false }]);
    expect([bare.status, bare.text]).toEqual([204, '']);
    expect(operator.jobs).toEqual([]);
  });

  test.each([
    ['header', '0', undefined],
    ['body', null, { retryAfterSeconds: 0 }],
    ['both', '0', { retryAfterSeconds: 0 }],
    ['none', null, undefined],
  ] as const)('rateLimit via %s', async (via, header, metadata) => {
    operator.fault({ call: 'initiate', kind: 'rateLimit', hintSeconds: 0, via });

    const { status, headers, json } = await initiate();

    expect(status).toBe(429);
    expect(headers.get('retry-after')).toBe(header);
    expect((json as { metadata?: unknown }).metadata).toEqual(metadata);
    expect(operator.jobs).toEqual([]);
  });

  test('html: a gateway’s page', async () => {
    operator.fault({ call: 'initiate', kind: 'html', status: 504 });

    const { status, headers, text } = await initiate();

    expect([status, headers.get('content-type')]).toEqual([504, 'text/html']);
    expect(text).toContain('<h1>504 Gateway Timeout</h1>');
  });

  test('truncatedJson: a whole answer of half a JSON', async () => {
    operator.fault({ call: 'initiate', kind: 'truncatedJson' });

    const { status, text, json } = await initiate();

    expect([status, text, json]).toEqual([201, '{"jobExecuti', undefined]);
    expect(operator.jobs).toHaveLength(1);
  });

  test('innerError: 200 with an error inside, and nothing happened', async () => {
    operator.fault({ call: 'initiate', kind: 'innerError' });

    const { status, json } = await initiate();

    expect([status, json]).toEqual([200, { statusCode: 500, message: 'Internal server error' }]);
    expect(operator.jobs).toEqual([]);
  });

  test('redirect: to the same path, here or on the storage, which sees a key that follows', async () => {
    operator.fault({ call: 'getWorkflow', kind: 'redirect', to: 'sameOrigin' });
    operator.fault({ call: 'getWorkflow', kind: 'redirect', to: 'crossOrigin' });
    const path = `/workflow/${V1_ID}?version=3`;

    const same = await client.get(path);
    const cross = await client.get(path);
    await fetch(cross.headers.get('location') ?? '', { headers: { 'x-service-key': operator.serviceKey } });

    expect([same.status, same.headers.get('location')]).toEqual([307, operator.baseUrl + path]);
    expect([cross.status, cross.headers.get('location')]).toEqual([307, operator.storageOrigin + path]);
    expect(operator.leakedKeyCount).toBe(1);
  });

  test('body: a value, or what is made of the real one', async () => {
    operator.fault({ call: 'initiate', kind: 'body', body: { jobExecutionId: 7 } });
    operator.fault({ call: 'initiate', kind: 'body', body: (real) => ({ wrapped: real }), status: 202 });

    const [value, made] = [await initiate(), await initiate()];

    expect([value.status, value.json]).toEqual([201, { jobExecutionId: 7 }]);
    expect([made.status, made.json]).toEqual([202, { wrapped: { jobExecutionId: '2515' } }]);
  });

  test.each([true, false])('hugeBody (streamed: %s): valid JSON of exactly that size', async (streamed) => {
    operator.fault({ call: 'getWorkflow', kind: 'hugeBody', sizeBytes: 1_000_000, streamed });

    const { status, text, json, headers } = await client.get(`/workflow/${V1_ID}`);

    expect([status, text.length, headers.get('content-length')]).toEqual([200, 1_000_000, streamed ? null : '1000000']);
    expect(json).toHaveProperty('padding');
  });

  test('hugeBody: a client that stops reading ends it', async () => {
    operator.fault({ call: 'getWorkflow', kind: 'hugeBody', sizeBytes: 1_000_000_000, streamed: true });
    const response = await fetch(`${operator.baseUrl}/workflow/${V1_ID}`, { headers: { 'x-service-key': operator.serviceKey } });

    await response.body?.cancel();

    await expect.poll(() => operator.requestsOf('getWorkflow')[0]?.status).toBe(200);
  });

  test('faults strike the storage as well', async () => {
    operator.fault({ call: 'put', kind: 'status', status: 503 });

    const fileUrl = await client.upload(PDF, '.pdf', 'application/pdf');

    expect(operator.storedFile(fileUrl)).toBeUndefined();
    expect(operator.requestsOf('put')).toMatchObject([{ status: 503, faulted: 'status' }]);
  });
});

/** A fault of the kind `status` at initiate. */
const fault = (more: Partial<Fault>): Fault => ({ call: 'initiate', kind: 'status', status: 500, ...more }) as Fault; // parts of one kind

async function statuses(count: number): Promise<readonly number[]> {
  const seen: number[] = [];
  for (let asked = 0; asked < count; asked += 1) seen.push((await initiate()).status);
  return seen;
}

describe('the plan', () => {
  test('strikes once unless told', async () => {
    operator.fault(fault({}));

    expect(await statuses(2)).toEqual([500, 201]);
  });

  test('strikes several times, after letting some pass', async () => {
    operator.fault(fault({ times: 2, skip: 1 }));

    expect(await statuses(4)).toEqual([201, 500, 500, 201]);
  });

  test('strikes only what matches', async () => {
    operator.fault(fault({ times: Infinity, match: (request) => request.query['n'] === '2' }));
    const body = { workflowId: V1_ID, title: 't', description: 'd' };

    expect((await client.post('/job/initiate?n=1', body)).status).toBe(201);
    expect((await client.post('/job/initiate?n=2', body)).status).toBe(500);
    expect((await client.post('/job/initiate?n=2', body)).status).toBe(500);
  });

  test('goes on in the order it was made', async () => {
    operator.fault(fault({ status: 500 }));
    operator.fault(fault({ status: 502 }));

    expect(await statuses(3)).toEqual([500, 502, 201]);
  });

  test('leaves other calls alone, and may be forgotten', async () => {
    operator.fault(fault({ times: Infinity }));

    expect((await client.get(`/workflow/${V1_ID}`)).status).toBe(200);
    operator.clearFaults();
    expect(await statuses(1)).toEqual([201]);
  });

  test('a match that throws is told to its author', async () => {
    operator.fault(
      fault({
        match: () => {
          throw new Error('oops');
        },
      }),
    );

    expect((await initiate()).json).toMatchObject({ statusCode: 500, message: 'The local operator was given a function that threw: oops' });
  });
});
