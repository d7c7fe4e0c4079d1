/** A service, or something that answers in its place, sends back what it was sent: nothing of it may come out on our side. */
import type { OperatorCall } from '@opus-codegen/local-operator';
import { describe, expect, test } from 'vitest';
import { runInvoiceWorkflow } from '../../generated/invoice.ts';
import { failureOf, invoiceInput, setStage } from '../faults/stage.ts';
import { CANARIES, canariesIn, printed } from './canaries.ts';

const KEY = CANARIES.serviceKey;
const SIGNED = `https://bucket.example/a.pdf?X-Amz-Credential=AKIACANARY%2F20260331&X-Amz-Expires=300&X-Amz-Signature=${'0a1b'.repeat(16)}`;

/** The same URL as JSON, HTML and another URL's query write it. */
const SPELLINGS = [SIGNED, SIGNED.replaceAll('&', String.raw`\u0026`), SIGNED.replaceAll('&', '&amp;'), encodeURIComponent(SIGNED)];

const CALLS: readonly OperatorCall[] = ['getWorkflow', 'initiate', 'uploadUrl', 'put', 'execute', 'status', 'results'];

const run = async (call: OperatorCall, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<string> => {
  await using stage = await setStage({ operator: { serviceKey: KEY } });
  stage.operator.fault({ call, kind: 'status', status, body, headers, times: Infinity });
  const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client: stage.client, waitTimeoutMs: 60_000 }));
  return [error, ...stage.events].map(printed).join('\n');
};

describe.each(CALLS)('%s', (call) => {
  test('in the envelope’s message', async () => {
    const text = await run(call, 401, { statusCode: 401, message: [`Invalid API key ${KEY}`, `for ${SIGNED}`], path: `/x?key=${KEY}` });
    expect(canariesIn(text)).toEqual([]);
    expect(text).not.toContain('AKIACANARY');
  });

  test('in a gateway’s page, in any spelling', async () => {
    const text = await run(call, 502, `<html><body>${[KEY, ...SPELLINGS].join('</p><p>')}</body></html>`);
    expect(canariesIn(text)).toEqual([]);
    expect(text).not.toContain('AKIACANARY');
  });

  test('in an inner refusal', async () => {
    const text = await run(call, 200, { statusCode: 400, message: `x-service-key: ${KEY} ${SIGNED}` });
    expect(canariesIn(text)).toEqual([]);
  });

  test('in the request id', async () => {
    // Node's own header check leaves no line breaks to try.
    expect(canariesIn(await run(call, 400, { statusCode: 400, message: 'no' }, { 'x-request-id': KEY }))).toEqual([]);
  });
});

test('a key that the cut to 8,000 characters would halve', async () => {
  for (const offset of [7_900, 7_950, 7_990, 7_999]) {
    expect(canariesIn(await run('initiate', 400, 'x'.repeat(offset) + KEY))).toEqual([]);
  }
});

test('a key among the results', async () => {
  await using stage = await setStage({
    operator: { serviceKey: KEY },
    outcome: { outputs: { Summary: `The request was sent with ${KEY}.` }, summary: KEY },
  });

  const result = await runInvoiceWorkflow(invoiceInput(), { client: stage.client });

  expect(canariesIn(printed(result))).toEqual([]);
});

test('a key and a file in the audit of a failed job', async () => {
  await using stage = await setStage({ operator: { serviceKey: KEY }, outcome: { status: 'FAILED', auditShape: 'A2' } });
  const node = { execution_status: 'failed', error_message: `401 for ${KEY} at ${SIGNED}`, input: { file: CANARIES.content } };
  stage.operator.fault({
    call: 'audit',
    kind: 'body',
    body: { failed_nodes: ['Extract'], audit: { nodes_execution_data: { Extract: node } } },
  });

  const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client: stage.client }));

  expect(error).toMatchObject({ code: 'JOB_FAILED', failedNodes: [{ name: 'Extract', status: 'failed' }] });
  expect(canariesIn(printed(error))).toEqual([]);
});
