/** Where requests may go: TLS except on this machine, ids that mean themselves, and no page that everybody can read. */
import { createOpusClient } from '@opus-codegen/runtime';
import { defineWorkflow } from '@opus-codegen/runtime/codegen-v1';
import { describe, expect, test, vi } from 'vitest';
import { invoiceWorkflow, runInvoiceWorkflow } from '../../generated/invoice.ts';
import { failureOf, invoiceInput, setStage } from '../faults/stage.ts';
import { CANARIES } from './canaries.ts';

const { serviceKey } = CANARIES;
const making = (baseUrl: string): Promise<unknown> => Promise.resolve().then(() => createOpusClient({ serviceKey, baseUrl }));

describe('plain http', () => {
  test.each([
    'http://operator.opus.com',
    'http://192.168.0.10',
    'http://10.0.0.1:4010',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://0.0.0.0',
    'ftp://operator.opus.com',
    'ws://localhost',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'operator.opus.com',
    'https://user:secret@operator.opus.com',
  ])('%s is refused as a base URL', async (baseUrl) => {
    expect(await failureOf(making(baseUrl))).toMatchObject({ code: 'INVALID_OPTION', phase: 'config' });
  });

  test.each(['https://operator.opus.com', 'https://proxy.example/opus/', 'http://localhost:4010', 'http://127.0.0.1', 'http://[::1]:4010'])(
    '%s is taken',
    async (baseUrl) => expect(await making(baseUrl)).toMatchObject({ baseUrl: baseUrl.replace(/\/$/, '') }),
  );

  test.each([
    'http://bucket.example/put?X-Amz-Signature=1',
    'ftp://bucket.example/put',
    'file:///tmp/put',
    'data:text/plain,put',
    '//bucket.example/put',
    '/put',
    'put',
    '',
  ])('%j is refused as a presigned URL: no byte of the file leaves', async (presignedUrl) => {
    await using stage = await setStage();
    const { operator, client } = stage;
    operator.fault({ call: 'uploadUrl', kind: 'body', body: { presignedUrl, fileUrl: 'https://files.example/a.pdf' } });

    const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client }));

    expect(error).toMatchObject({ code: 'UNEXPECTED_RESPONSE', phase: 'upload' });
    expect([operator.requestCount('put'), operator.requestCount('execute')]).toEqual([0, 0]);
  });
});

const CLIMBING = [
  '',
  ' ',
  '.',
  '..',
  '../2514',
  '2514/../../workflow/x',
  'a/b',
  'a\\b',
  '2514?x=1',
  '2514#x',
  '%2e%2e/x',
  'a\nb',
  '2514\u0000',
];

describe('an id that could lead elsewhere', () => {
  test.each(CLIMBING)('%j is refused as the id of a job', async (id) => {
    await using stage = await setStage();
    const { operator, client } = stage;

    const error = await failureOf(Promise.resolve().then(() => invoiceWorkflow.job(id, { client }).status()));

    expect(error).toMatchObject({ code: 'INVALID_OPTION' });
    expect(operator.requests).toEqual([]);
  });

  test.each(CLIMBING)('%j is refused as the id of a workflow', async (workflowId) => {
    await using stage = await setStage();
    const { operator, client } = stage;
    const workflow = defineWorkflow({ ...invoiceWorkflow.descriptor, workflowId });

    for (const attempt of [
      workflow.run(invoiceInput(), { client }),
      workflow.run(invoiceInput(), { client, drift: 'off' }),
      client.getWorkflow(workflowId),
    ]) {
      expect(await failureOf(attempt)).toMatchObject({ code: 'INVALID_OPTION' });
    }
    expect(operator.requests).toEqual([]);
  });

  const noIds: readonly { readonly jobExecutionId: unknown }[] = [...CLIMBING, null, {}, [], true, { toString: 'x' }].map(
    (jobExecutionId) => ({
      jobExecutionId,
    }),
  );

  test.each(noIds)('$jobExecutionId is no answer to initiate', async ({ jobExecutionId }) => {
    await using stage = await setStage();
    const { operator, client } = stage;
    operator.fault({ call: 'initiate', kind: 'body', body: { jobExecutionId } });

    const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client }));

    expect(error).toMatchObject({ code: 'UNEXPECTED_RESPONSE', phase: 'initiate' });
    expect(operator.requests.map(({ call }) => call)).toEqual(['getWorkflow', 'initiate']);
  });
});

test('what is encoded in an id stays one segment of the path', async () => {
  await using stage = await setStage();

  await failureOf(invoiceWorkflow.job('%2e%2e', { client: stage.client }).audit());

  expect(stage.operator.requests.map(({ path }) => path)).toEqual(['/job/%252e%252e/audit']);
});

describe('in a browser window', () => {
  test('a key is refused, unless the page is said to be nobody else’s', () => {
    vi.stubGlobal('window', { document: {} });
    vi.stubGlobal('navigator', { userAgent: 'a browser' });
    try {
      expect(() => createOpusClient({ serviceKey })).toThrow(
        expect.objectContaining({ code: 'INVALID_OPTION', hint: expect.stringContaining('on a server') }),
      );
      expect(createOpusClient({ serviceKey, dangerouslyAllowBrowser: true }).baseUrl).toBe('https://operator.opus.com');
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
