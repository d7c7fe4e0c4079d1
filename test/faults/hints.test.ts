/** The service says when to come back: it is heard on every call, up to a minute and never past the caller's own deadline (runtime.md). */
import type { FaultKind, OperatorCall } from '@opus-codegen/local-operator';
import { describe, expect, test } from 'vitest';
import { runInvoiceWorkflow } from '../../generated/invoice.ts';
import { failureOf, invoiceInput, setStage, type Stage } from './stage.ts';

/** Between the first request of a call, struck by the fault, and the second. */
async function distanceMs(stage: Stage, call: OperatorCall, kind: FaultKind): Promise<number> {
  stage.operator.fault({ call, ...kind });
  await runInvoiceWorkflow(invoiceInput(), { client: stage.client });
  const [first = Number.NaN, second = Number.NaN] = stage.momentsOf(call);
  return second - first;
}

/** 429 with both hints, which may differ. */
const both = (header: string, retryAfterSeconds: number): FaultKind => ({
  kind: 'status',
  status: 429,
  headers: { 'retry-after': header },
  body: { statusCode: 429, message: 'Too many requests', metadata: { retryAfterSeconds } },
});

/** Half of 250 ms: the delay without a hint, by a clock whose chance is always one half. */
const NO_HINT_MS = 125;

describe.each(['getWorkflow', 'initiate', 'uploadUrl', 'put', 'execute', 'results'] as const)('%s', (call) => {
  test.each([
    ['Retry-After in seconds', { kind: 'rateLimit', hintSeconds: 7, via: 'header' }, 7_000],
    ['the body', { kind: 'rateLimit', hintSeconds: 7, via: 'body' }, 7_000],
    ['a zero', { kind: 'rateLimit', hintSeconds: 0, via: 'both' }, NO_HINT_MS],
    ['no hint', { kind: 'rateLimit', via: 'none' }, NO_HINT_MS],
    ['two hints: the longer one', both('2', 9), 9_000],
    ['two hours: a minute', { kind: 'rateLimit', hintSeconds: 7_200, via: 'header' }, 60_000],
    ['nonsense', both('soon', -5), NO_HINT_MS],
    ['503 with a hint', { kind: 'status', status: 503, headers: { 'retry-after': '7' } }, 7_000],
  ] as const)('%s', async (_name, kind, expectedMs) => {
    await using stage = await setStage();
    expect(await distanceMs(stage, call, kind)).toBe(expectedMs);
  });
});

test('a hint of zero is a hint: the 503 that brings it did nothing, and execute is sent again', async () => {
  await using stage = await setStage();
  const body = { statusCode: 503, message: 'busy', metadata: { retryAfterSeconds: 0 } };

  expect(await distanceMs(stage, 'execute', { kind: 'status', status: 503, body })).toBe(NO_HINT_MS);
  expect(stage.operator.jobs.map(({ executeCount }) => executeCount)).toEqual([1]);
});

test('Retry-After may be a date', async () => {
  await using stage = await setStage();
  const date = new Date(stage.clock.now() + 45_000).toUTCString();

  expect(await distanceMs(stage, 'initiate', { kind: 'status', status: 429, headers: { 'retry-after': date } })).toBe(45_000);
});

test('a look at the status comes back no sooner than it was asked to', async () => {
  await using stage = await setStage();
  expect(await distanceMs(stage, 'status', { kind: 'rateLimit', hintSeconds: 7, via: 'header' })).toBe(7_000);
});

test.each([
  ['initiate', 0],
  ['uploadUrl', 0],
  ['put', 0],
  ['execute', 0],
  ['status', 1_000],
] as const)('%s: a hint past the deadline ends the run at once', async (call, elapsedMs) => {
  await using stage = await setStage();
  stage.operator.fault({ call, kind: 'rateLimit', hintSeconds: 45, via: 'header', times: Infinity });

  const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client: stage.client, waitTimeoutMs: 30_000 }));

  expect(error).toMatchObject({ code: 'RATE_LIMITED', status: 429, retryable: true });
  expect(stage.clock.elapsedMs).toBe(elapsedMs);
  expect(stage.operator.requestCount(call)).toBe(1);
});
