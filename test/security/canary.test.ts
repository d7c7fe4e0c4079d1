/** What must not be told (keys, signatures, samples, contents, values) is looked for in everything that is: errors, events, handles, output. */
import { OpusError } from '@opus-codegen/runtime';
import { OPERATOR_CALLS } from '@opus-codegen/local-operator';
import { expect, test } from 'vitest';
import { invoiceWorkflow, startInvoiceWorkflow } from '../../generated/invoice.ts';
import { readMatrix } from '../faults/matrix.ts';
import { runCell, stageOf } from '../faults/run-cell.ts';
import { failureOf, invoiceInput, setStage, type StageOptions } from '../faults/stage.ts';
import { CANARIES, canariesIn, printed, schemaWithSamples } from './canaries.ts';

const stageOptions = (): StageOptions => ({
  operator: { serviceKey: CANARIES.serviceKey },
  schema: schemaWithSamples(),
  outcome: { outputs: { Summary: CANARIES.output, Total: 1, Decision: 'approve' }, summary: CANARIES.output },
});
const input = (): ReturnType<typeof invoiceInput> => invoiceInput(CANARIES.content, CANARIES.value);

test('the search finds what it looks for', () => {
  const error = Object.assign(new Error('x'), { inner: { hidden: CANARIES.sample } });
  Object.defineProperty(error, 'secret', { value: `https://bucket.example/?X-Amz-Signature=${'0a'.repeat(32)}`, enumerable: false });
  expect(canariesIn(printed(error))).toEqual(['sample', 'signature']);
  expect(Object.values(CANARIES).flatMap((word) => canariesIn(printed({ deep: [{ word }] })))).toEqual(Object.keys(CANARIES));
  expect(CANARIES.serviceKey).toMatch(/^_.{96}$/);
});

const ALLOWED =
  'stack message name code hint phase workflowId jobExecutionId requestId status retryable attempts issues changes body observed failedNodes executed';

test.each(OPERATOR_CALLS)('%s: no error and no event of the whole fault matrix tells any of it', async (call) => {
  for (const cell of readMatrix().filter((candidate) => candidate.call === call)) {
    await using stage = await stageOf(cell, stageOptions());

    const { seen, error } = await runCell(cell, stage, input());

    const found = { fault: cell.fault, times: cell.times, error: canariesIn(printed(error)), events: canariesIn(printed(stage.events)) };
    expect(found).toEqual({ fault: cell.fault, times: cell.times, error: [], events: [] });
    expect(seen.outcome).toBe(cell.expected.outcome);
    // Only fields that are meant to be seen, and no cause: the HTTP library's errors carry the request, and with it the key.
    const names = error === undefined ? [] : Object.getOwnPropertyNames(error);
    expect(names.filter((name) => !ALLOWED.split(' ').includes(name))).toEqual([]);
  }
});

test('clients, handles and results hold no key either', async () => {
  await using stage = await setStage(stageOptions());
  const { client } = stage;
  const job = await startInvoiceWorkflow(input(), { client });
  const result = await job.result();

  expect(canariesIn([client, job, invoiceWorkflow].map(printed).join('\n'))).toEqual([]);
  expect(canariesIn(printed(result))).toEqual(['output']);
  expect(canariesIn(printed(stage.events))).toEqual([]);
});

test('a key with a slip of the pen is not shown by what complains about it', async () => {
  const { createOpusClient } = await import('@opus-codegen/runtime');
  for (const serviceKey of [
    `${CANARIES.serviceKey} ${CANARIES.serviceKey}`,
    `${CANARIES.serviceKey}\n${CANARIES.serviceKey}`,
    `${CANARIES.serviceKey}é`,
  ]) {
    const error = await failureOf(Promise.resolve().then(() => createOpusClient({ serviceKey })));
    expect([error.code, canariesIn(printed(error))]).toEqual(['INVALID_OPTION', []]);
  }
});

test.each([
  ['baseUrl', (baseUrl: string) => ({ baseUrl })],
  ['callbackUrl', undefined],
])('a key pasted into %s is not shown', async (_name, options) => {
  const { createOpusClient } = await import('@opus-codegen/runtime');
  const attempt =
    options === undefined
      ? startInvoiceWorkflow(input(), { client: createOpusClient({ serviceKey: CANARIES.serviceKey }), callbackUrl: CANARIES.serviceKey })
      : Promise.resolve().then(() => createOpusClient({ serviceKey: CANARIES.serviceKey, ...options(CANARIES.serviceKey) }));
  const error = await failureOf(attempt);
  expect(error).toBeInstanceOf(OpusError);
  expect([error.code, canariesIn(printed(error))]).toEqual(['INVALID_OPTION', []]);
});
