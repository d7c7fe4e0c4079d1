import { request as httpRequest } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { startLocalOperator, type LocalOperator, type LocalOperatorOptions } from '../index.ts';
import { clientOf, handClock, PDF, type HandClock, type LocalClient } from '../testing/local-client.ts';

let operator: LocalOperator;
let client: LocalClient;
let clock: HandClock;

async function start(options: LocalOperatorOptions = {}): Promise<void> {
  clock = handClock();
  operator = await startLocalOperator({ clock, ...options });
  client = clientOf(operator);
}

afterEach(() => operator.close());

interface Place {
  readonly presignedUrl: string;
  readonly fileUrl: string;
}

async function place(fileExtension = '.pdf'): Promise<Place> {
  const { json } = await client.post('/job/file/upload', { fileExtension, accessScope: 'all' });
  return json as Place; // the operator's own answer
}

const pdf = { 'content-type': 'application/pdf' };
const codeOf = (xml: string): string | undefined => /<Code>(\w+)<\/Code>/.exec(xml)?.[1];

test('a service key on the storage is refused and counted as a leak, whatever else is right', async () => {
  await start();
  const { presignedUrl, fileUrl } = await place();

  const { status, text } = await client.put(presignedUrl, PDF, { ...pdf, 'x-service-key': operator.serviceKey });

  expect([status, codeOf(text)]).toEqual([403, 'AccessDenied']);
  expect(operator.leakedKeyCount).toBe(1);
  expect(operator.requestsOf('put')).toMatchObject([{ leakedServiceKey: true, origin: 'storage', status: 403 }]);
  expect(operator.storedFile(fileUrl)).toBeUndefined();
});

test('so is one on any other request there', async () => {
  await start();

  const response = await fetch(`${operator.storageOrigin}/workflow/x`, { headers: { 'x-service-key': 'any' } });

  expect(response.status).toBe(403);
  expect(operator.leakedKeyCount).toBe(1);
});

test('a chunked body is 411', async () => {
  await start();
  const { presignedUrl } = await place();

  const response = await fetch(presignedUrl, {
    method: 'PUT',
    headers: pdf,
    body: new Blob([PDF]).stream(),
    duplex: 'half',
  } as RequestInit); // `duplex` is fetch's own word for a streamed body; the DOM's types do not know it

  expect([response.status, codeOf(await response.text())]).toEqual([411, 'MissingContentLength']);
});

test('the Content-Type must be that of the extension', async () => {
  await start();
  const { presignedUrl } = await place();

  const wrong = await client.put(presignedUrl, PDF, { 'content-type': 'text/plain' });
  const none = await client.put(presignedUrl, PDF);
  const right = await client.put(presignedUrl, PDF, { 'content-type': 'Application/PDF; charset=binary' });

  expect([wrong, none, right].map(({ status, text }) => [status, codeOf(text)])).toEqual([
    [403, 'SignatureDoesNotMatch'],
    [403, 'SignatureDoesNotMatch'],
    [200, undefined],
  ]);
});

test('storageContentType "forbidden" refuses one that is sent, and the URL says so', async () => {
  await start({ storageContentType: 'forbidden' });
  const { presignedUrl } = await place();

  expect(new URL(presignedUrl).searchParams.get('X-Amz-SignedHeaders')).toBe('host');
  expect((await client.put(presignedUrl, PDF, pdf)).status).toBe(403);
  expect((await client.put(presignedUrl, PDF)).status).toBe(200);
});

test('storageContentType "any" takes both', async () => {
  await start({ storageContentType: 'any' });
  const { presignedUrl } = await place();

  expect((await client.put(presignedUrl, PDF, { 'content-type': 'text/plain' })).status).toBe(200);
  expect((await client.put(presignedUrl, PDF)).status).toBe(200);
});

test('the URL need not tell what was signed', async () => {
  await start({ announceSignedHeaders: false });

  expect(new URL((await place()).presignedUrl).searchParams.has('X-Amz-SignedHeaders')).toBe(false);
});

test('a URL lives five minutes by the clock', async () => {
  await start();
  const { presignedUrl } = await place();
  clock.advance(299_999);
  const inTime = await client.put(presignedUrl, PDF, pdf);
  clock.advance(1);
  const late = await client.put(presignedUrl, PDF, pdf);

  expect(inTime.status).toBe(200);
  expect([late.status, late.text.includes('Request has expired')]).toEqual([403, true]);
});

test('a changed signature, path or a missing query is refused', async () => {
  await start();
  const [one, two] = [await place(), await place()];
  const changed = one.presignedUrl.replace(/Signature=.{4}/, 'Signature=0000');
  const swapped = two.fileUrl + new URL(one.presignedUrl).search;

  const answers = await Promise.all([changed, swapped, one.fileUrl].map((url) => client.put(url, PDF, pdf)));

  expect(answers.map(({ status, text }) => `${status} ${codeOf(text)}`)).toEqual([
    '403 SignatureDoesNotMatch',
    '403 SignatureDoesNotMatch',
    '403 SignatureDoesNotMatch',
  ]);
});

test('10 MB is taken, a byte more is not', async () => {
  await start({ recordBodies: false });
  const { presignedUrl, fileUrl } = await place();
  const limit = 10 * 1024 * 1024;

  const over = await client.put(presignedUrl, new Uint8Array(limit + 1), pdf);
  const under = await client.put(presignedUrl, new Uint8Array(limit), pdf);

  expect([over.status, codeOf(over.text)]).toEqual([400, 'EntityTooLarge']);
  expect(under.status).toBe(200);
  expect(operator.storedFile(fileUrl)?.sizeBytes).toBe(limit);
  expect(operator.storedFile(fileUrl)).not.toHaveProperty('bytes');
  expect(operator.requestsOf('put').map((put) => put.bodySizeBytes)).toEqual([limit + 1, limit]);
});

test('a body that stops in the middle is not stored', async () => {
  await start();
  const { presignedUrl, fileUrl } = await place();
  const { hostname, port, pathname, search } = new URL(presignedUrl);
  const arrived = new Promise<void>((resolve) => {
    const headers = { ...pdf, 'content-length': 100, expect: '100-continue' };
    const put = httpRequest({ hostname, port, path: pathname + search, method: 'PUT', headers });
    put.on('error', () => undefined);
    put.on('close', () => resolve());
    // The storage has the headers by then; before, a broken connection might take all of the request with it.
    put.on('continue', () => put.write(PDF, () => put.destroy()));
    put.flushHeaders();
  });
  await arrived;
  await expect.poll(() => operator.requestsOf('put')).toMatchObject([{ incomplete: true }]);

  expect(operator.storedFile(fileUrl)).toBeUndefined();
  expect(operator.requestsOf('put')[0]).not.toHaveProperty('status');
});

test('a second PUT replaces the bytes', async () => {
  await start();
  const { presignedUrl, fileUrl } = await place();
  await client.put(presignedUrl, PDF, pdf);
  await client.put(presignedUrl, PDF.slice(0, 4), pdf);

  expect(operator.storedFile(fileUrl)).toMatchObject({ putCount: 2, sizeBytes: 4 });
  expect(operator.storedFiles).toHaveLength(1);
});

test('a plain GET of a fileUrl is 404', async () => {
  await start();
  const fileUrl = await client.upload(PDF, '.pdf', 'application/pdf');

  expect((await fetch(fileUrl)).status).toBe(404);
  expect(operator.storedFile('https://elsewhere.example/file.pdf')).toBeUndefined();
});
