import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AbortedError, InputError, UploadError } from '../errors/index.ts';
import { createEventSink, type RunEvent } from '../events.ts';
import type { CallContext, OperatorCalls, PutRequest } from '../operator/calls.ts';
import type { Outcome } from '../transport/outcome.ts';
import type { FileInput } from '../types.ts';
import { collectFiles } from './collect.ts';
import { bytes, file, fileKey } from './source.ts';
import { statFiles, type StatedFile } from './stat.ts';
import { uploadFiles } from './upload.ts';

const stored: Outcome = { kind: 'accepted', status: 200, json: undefined };
const refused403 = (body: string): Outcome => ({
  kind: 'final',
  code: 'FORBIDDEN',
  status: 403,
  detail: 'answered 403',
  body,
  requestId: 'r-1',
});
const broken: Outcome = { kind: 'ambiguous', code: 'CONNECTION_LOST', detail: 'ECONNRESET' };
const busy: Outcome = { kind: 'refused', code: 'SERVER_ERROR', status: 503, detail: 'answered 503', hintMs: 0 };

interface Put {
  readonly url: string;
  readonly contentType: string | undefined;
  readonly body: string;
}

interface Storage {
  readonly calls: OperatorCalls;
  readonly urlRequests: Parameters<OperatorCalls['createUploadUrl']>[0][];
  readonly puts: Put[];
  readonly waits: number[];
  /** The most PUTs under way at once. */
  most(): number;
}

/** A storage that answers each PUT by `answer`, 1 being the first. */
function storage(answer: (put: Put, attempt: number, context: CallContext) => Outcome | Promise<Outcome> = () => stored): Storage {
  const [urlRequests, puts, waits]: [Storage['urlRequests'], Put[], number[]] = [[], [], []];
  let [now, most] = [0, 0];
  const calls = {
    createUploadUrl: async (request: Storage['urlRequests'][number]) => {
      const number = urlRequests.push(request);
      return {
        presignedUrl: `https://storage.test/${number}?X-Amz-Signature=s`,
        fileUrl: `https://files.test/${number}${request.fileExtension}`,
      };
    },
    put: async ({ presignedUrl, open, contentType }: PutRequest, context: CallContext) => {
      most = Math.max(most, ++now);
      try {
        const body = await open();
        expect(body instanceof Blob ? body.type : '').toBe('');
        const put = { url: presignedUrl, contentType, body: await new Response(body).text() };
        const attempt = puts.push(put);
        return await answer(put, attempt, context);
      } finally {
        now--;
      }
    },
    beforeRetry: async ({ attempt, outcome }: { attempt: number; outcome: Outcome }) => {
      waits.push(attempt);
      if (outcome.kind === 'final' || attempt > 4) throw new Error(`no more: ${outcome.kind}`);
    },
  } as unknown as OperatorCalls; // an upload makes these three calls
  return { calls, urlRequests, puts, waits, most: () => most };
}

async function stated(...sources: readonly FileInput[]): Promise<readonly StatedFile[]> {
  const { files, issues } = await statFiles(collectFiles([{ name: 'papers', wire: 'w', type: 'array_files' }], { papers: sources }));
  expect(issues).toEqual([]);
  return files;
}

async function upload({ calls }: Storage, files: readonly StatedFile[], context: CallContext = {}): Promise<ReadonlyMap<string, string>> {
  return uploadFiles({ files, calls, context, workflowId: 'B9uGJfZ3CFwOdMKH', accessScope: 'workspace' });
}

const text = (content: string, name: string): FileInput => bytes(new TextEncoder().encode(content), name);

let folder = '';
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'opus-upload-'))));
afterAll(() => rm(folder, { recursive: true }));

describe('a file', () => {
  test('of each kind is stored under its own name, type and workflow, and found by its key', async () => {
    const path = join(folder, 'March.PDF');
    await writeFile(path, 'local');
    const sources = [
      file(path),
      text('bytes', 'rows.csv'),
      new File(['named'], 'a.png', { type: 'text/html' }),
      new Blob(['bare'], { type: 'text/xml' }),
    ];
    const place = storage();
    const urls = await upload(place, await stated(...sources));
    expect(place.urlRequests).toEqual([
      { fileExtension: '.pdf', accessScope: 'workspace', workflowId: 'B9uGJfZ3CFwOdMKH', originalName: 'March.PDF' },
      { fileExtension: '.csv', accessScope: 'workspace', workflowId: 'B9uGJfZ3CFwOdMKH', originalName: 'rows.csv' },
      { fileExtension: '.png', accessScope: 'workspace', workflowId: 'B9uGJfZ3CFwOdMKH', originalName: 'a.png' },
      { fileExtension: '.xml', accessScope: 'workspace', workflowId: 'B9uGJfZ3CFwOdMKH' },
    ]);
    expect(place.puts.map(({ contentType, body }) => [contentType, body]).sort()).toEqual([
      ['application/pdf', 'local'],
      ['application/xml', 'bare'],
      ['image/png', 'named'],
      ['text/csv', 'bytes'],
    ]);
    expect(sources.map((source) => urls.get(fileKey(source, undefined)))).toEqual([
      'https://files.test/1.pdf',
      'https://files.test/2.csv',
      'https://files.test/3.png',
      'https://files.test/4.xml',
    ]);
  });

  test('that is a part of a larger buffer is sent as that part', async () => {
    const place = storage();
    const view = new Uint8Array(new TextEncoder().encode('--part--').buffer, 2, 4);
    await upload(place, await stated(bytes(view, 'a.txt'), bytes(new TextEncoder().encode('whole').buffer, 'b.txt')));
    expect(place.puts.map(({ body }) => body).sort()).toEqual(['part', 'whole']);
  });

  test('that stands in several places is stored once', async () => {
    const place = storage();
    const blob = new Blob(['x'], { type: 'text/csv' });
    await upload(place, await stated(blob, blob, text('y', 'y.csv'), blob));
    expect(place.puts).toHaveLength(2);
  });

  test('is told when it is stored, by its place and size', async () => {
    const events: RunEvent[] = [];
    const sink = createEventSink(
      'wf',
      () => 7,
      (event) => events.push(event),
    );
    await upload(storage(), await stated(text('four', 'a.txt')), { jobExecutionId: '2514', events: sink });
    expect(events).toEqual([
      { type: 'file.uploaded', jobExecutionId: '2514', place: 'papers[0]', sizeBytes: 4, workflowId: 'wf', timeMs: 7 },
    ]);
  });
});

describe('a broken attempt', () => {
  test('is made again with the whole content, under a fresh URL after two whose outcome nobody knows', async () => {
    const place = storage((_put, attempt) => (attempt < 4 ? broken : stored));
    const urls = await upload(place, await stated(text('content', 'a.txt')));
    expect(place.puts.map(({ url, body }) => [new URL(url).pathname, body])).toEqual([
      ['/1', 'content'],
      ['/1', 'content'],
      ['/2', 'content'],
      ['/2', 'content'],
    ]);
    expect([...urls.values()]).toEqual(['https://files.test/2.txt']);
    expect(place.waits).toEqual([1, 2, 3]);
  });

  test('of a storage that is busy is made again under the same URL', async () => {
    const place = storage((_put, attempt) => (attempt < 4 ? busy : stored));
    await upload(place, await stated(text('content', 'a.txt')));
    expect(place.puts.map(({ url }) => new URL(url).pathname)).toEqual(['/1', '/1', '/1', '/1']);
  });

  test('ends with what the retry rule says', async () => {
    await expect(
      upload(
        storage(() => busy),
        await stated(text('content', 'a.txt')),
      ),
    ).rejects.toThrow('no more: refused');
  });
});

test.each(['UNEXPECTED_REDIRECT', 'TLS_FAILED'] as const)(
  '%s is told as what it is, not as a refusal, and not tried again',
  async (code) => {
    const there = storage(() => ({ kind: 'final', code, detail: 'was no answer of the storage' }));
    await expect(upload(there, await stated(text('a', 'a.txt')))).rejects.toThrow('no more: final');
    expect(there.puts.length).toBe(1);
  },
);

describe('a 403', () => {
  const mismatch = '<Error><Code>SignatureDoesNotMatch</Code></Error>';
  const expired = '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';

  test('is answered once, by a fresh URL without the Content-Type, and the host is remembered', async () => {
    const place = storage(({ contentType }) => (contentType === undefined ? stored : refused403(mismatch)));
    await upload(place, await stated(text('a', 'a.txt')));
    await upload(place, await stated(text('b', 'b.txt')));
    expect(place.puts.map(({ url, contentType }) => [new URL(url).pathname, contentType])).toEqual([
      ['/1', 'text/plain'],
      ['/2', undefined],
      ['/3', undefined],
    ]);
  });

  test('goes the other way when the host changes its mind', async () => {
    let wantsType = false;
    const place = storage(({ contentType }) => ((contentType !== undefined) === wantsType ? stored : refused403(mismatch)));
    await upload(place, await stated(text('a', 'a.txt')));
    wantsType = true;
    await upload(place, await stated(text('b', 'b.txt')));
    await upload(place, await stated(text('c', 'c.txt')));
    expect(place.puts.map(({ contentType }) => contentType)).toEqual(['text/plain', undefined, undefined, 'text/plain', 'text/plain']);
  });

  test('is never looped over', async () => {
    const place = storage(() => refused403(mismatch));
    const failed = upload(place, await stated(text('a', 'a.txt')), { jobExecutionId: '2514' });
    await expect(failed).rejects.toBeInstanceOf(UploadError);
    await expect(failed).rejects.toMatchObject({
      code: 'UPLOAD_SIGNATURE_MISMATCH',
      message: 'The storage refused papers[0]: answered 403',
      workflowId: 'B9uGJfZ3CFwOdMKH',
      jobExecutionId: '2514',
      status: 403,
      requestId: 'r-1',
      attempts: 2,
    });
    expect(place.puts).toHaveLength(2);
  });

  test('for a URL that expired gets a fresh one with the same header, once', async () => {
    const place = storage((_put, attempt) => (attempt === 1 ? refused403(expired) : stored));
    await upload(place, await stated(text('a', 'a.txt')));
    expect(place.puts.map(({ url, contentType }) => [new URL(url).pathname, contentType])).toEqual([
      ['/1', 'text/plain'],
      ['/2', 'text/plain'],
    ]);
    await expect(
      upload(
        storage(() => refused403(expired)),
        await stated(text('a', 'a.txt')),
      ),
    ).rejects.toMatchObject({
      code: 'UPLOAD_URL_EXPIRED',
      attempts: 2,
    });
  });

  test('no other answer changes the header', async () => {
    const place = storage(() => ({ kind: 'final', code: 'BAD_REQUEST', status: 411, detail: 'answered 411' }));
    await expect(upload(place, await stated(text('a', 'a.txt')))).rejects.toMatchObject({
      code: 'UPLOAD_REJECTED',
      status: 411,
      attempts: 1,
    });
  });
});

describe('a file that changes', () => {
  test('between the look and the upload is not sent', async () => {
    const path = join(folder, 'changing.pdf');
    await writeFile(path, 'one');
    const files = await stated(file(path));
    await utimes(path, new Date(0), new Date(0));
    const place = storage();
    const failed = upload(place, files);
    await expect(failed).rejects.toBeInstanceOf(InputError);
    await expect(failed).rejects.toMatchObject({ code: 'FILE_CHANGED', issues: [{ pathText: 'papers[0]', code: 'FILE_CHANGED' }] });
    expect(place.puts).toEqual([]);
  });

  test('between two attempts is not sent again', async () => {
    const path = join(folder, 'growing.pdf');
    await writeFile(path, 'one');
    const place = storage(async () => {
      await writeFile(path, 'longer');
      return broken;
    });
    await expect(upload(place, await stated(file(path)))).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    expect(place.puts).toHaveLength(1);
  });
});

describe('many files', () => {
  const many = Array.from({ length: 25 }, (_, index) => text(`content ${index}`, `${index}.txt`));

  test('are stored four at a time', async () => {
    const place = storage();
    expect((await upload(place, await stated(...many))).size).toBe(25);
    expect(place.most()).toBe(4);
  });

  test('stop at the first failure, which is thrown when the others have stopped', async () => {
    const seen: boolean[] = [];
    const place = storage(async (_put, attempt, { signal }) => {
      if (attempt === 3) return { kind: 'final', code: 'BAD_REQUEST', status: 400, detail: 'answered 400' };
      if (attempt < 3) return stored;
      if (signal?.aborted !== true) await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
      seen.push(true);
      throw new AbortedError({ code: 'ABORTED', message: 'stopped', executed: 'no' });
    });
    await expect(upload(place, await stated(...many))).rejects.toMatchObject({ code: 'UPLOAD_REJECTED' });
    expect(seen.length).toBe(place.puts.length - 3);
    expect(place.urlRequests.length).toBeLessThanOrEqual(6);
  });

  test('stop when the caller aborts', async () => {
    const caller = new AbortController();
    const place = storage(async (_put, attempt, { signal }) => {
      if (attempt < 6) return stored;
      caller.abort();
      if (signal?.aborted) throw new AbortedError({ code: 'ABORTED', message: 'stopped', executed: 'no' });
      return stored;
    });
    await expect(upload(place, await stated(...many), { signal: caller.signal })).rejects.toBeInstanceOf(AbortedError);
    expect(place.puts.length).toBeLessThan(12);
  });
});
