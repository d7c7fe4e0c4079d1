/** A redirect is refused on every call, whatever its number and wherever it leads, and the place it leads to sees nothing. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OPERATOR_CALLS } from '@opus-codegen/local-operator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runInvoiceWorkflow } from '../../generated/invoice.ts';
import { failureOf, invoiceInput, setStage } from '../faults/stage.ts';

/** A stranger that would take everything. */
const received: string[] = [];
const stranger = createServer((request, response) => {
  received.push(`${request.method} ${request.url}`);
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"jobExecutionId":"1","status":"COMPLETED"}');
});
let location = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  location = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/elsewhere`; // a server bound to a TCP port has such an address
});
afterAll(() => new Promise((resolve) => stranger.close(resolve)));

const CELLS = OPERATOR_CALLS.flatMap((call) => [301, 302, 303, 307, 308].map((status) => ({ call, status })));

test.each(CELLS)('$call answered $status', async ({ call, status }) => {
  await using stage = await setStage(call === 'audit' ? { outcome: { status: 'FAILED' } } : {});
  const { operator, client } = stage;
  operator.fault({ call, kind: 'status', status, body: '', headers: { location }, times: Infinity });

  const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client }));

  expect(error.code).toBe(call === 'audit' ? 'JOB_FAILED' : 'UNEXPECTED_REDIRECT');
  expect(operator.requestCount(call)).toBe(1);
  expect(received).toEqual([]);
  expect(operator.leakedKeyCount).toBe(0);
});

test('the very address of the storage sees no more than the uploads when the API redirects there', async () => {
  for (const call of OPERATOR_CALLS.filter((candidate) => candidate !== 'put')) {
    await using stage = await setStage(call === 'audit' ? { outcome: { status: 'FAILED' } } : {});
    stage.operator.fault({ call, kind: 'redirect', to: 'crossOrigin', times: Infinity });

    await failureOf(runInvoiceWorkflow(invoiceInput(), { client: stage.client }));

    const seen = stage.operator.requests.filter(({ origin }) => origin === 'storage');
    expect(seen.filter((request) => request.call !== 'put')).toEqual([]);
    expect(seen.flatMap(({ headers }) => Object.keys(headers)).filter((name) => name.includes('key') || name === 'authorization')).toEqual(
      [],
    );
  }
});
