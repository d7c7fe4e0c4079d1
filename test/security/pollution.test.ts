/** Answers whose keys are `__proto__`, `constructor` and the like: the run goes on, and no object of this process changes. */
import { OPERATOR_CALLS, type OperatorCall } from '@opus-codegen/local-operator';
import { expect, test } from 'vitest';
import { invoiceWorkflow, runInvoiceWorkflow, startInvoiceWorkflow } from '../../generated/invoice.ts';
import { failureOf, invoiceInput, OUTPUTS, setStage } from '../faults/stage.ts';

const HOSTILE = '{"polluted":true,"status":"polluted","success":false,"statusCode":500,"message":"polluted","value":"polluted"}';
const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'toJSON', 'then', 'valueOf'];

const before = Object.getOwnPropertyNames(Object.prototype);
function expectNothingPolluted(): void {
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  expect(Object.keys(Array.prototype)).toEqual([]);
  expect(({} as { readonly polluted?: unknown }).polluted).toBeUndefined();
}

/** Puts the hostile keys into every object of an answer, the way only `JSON.parse` can. */
function hostile(real: unknown): unknown {
  if (Array.isArray(real)) return real.map(hostile);
  if (typeof real !== 'object' || real === null) return real;
  const entries = Object.entries(real).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(hostile(value))}`);
  return JSON.parse(`{${[...KEYS.map((key) => `${JSON.stringify(key)}:${HOSTILE}`), ...entries].join(',')}}`);
}

/** Only around what is there: `constructor` inside a schema is a variable, and drift is what the guard should call it. */
function hostileOutside(real: unknown): unknown {
  if (typeof real !== 'object' || real === null) return real;
  const entries = Object.entries(real).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  return JSON.parse(`{${[...KEYS.map((key) => `${JSON.stringify(key)}:${HOSTILE}`), ...entries].join(',')}}`);
}

const JSON_CALLS: readonly OperatorCall[] = OPERATOR_CALLS.filter((call) => call !== 'put' && call !== 'audit');

test.each(JSON_CALLS)('around the answer of %s', async (call) => {
  await using stage = await setStage();
  stage.operator.fault({ call, kind: 'body', body: hostileOutside, times: Infinity });

  const { outputs } = await runInvoiceWorkflow(invoiceInput(), { client: stage.client });

  expect(outputs).toEqual(OUTPUTS);
  expectNothingPolluted();
});

test.each(['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8'] as const)('inside the results, %s', async (resultsShape) => {
  await using stage = await setStage({ outcome: { resultsShape } });
  stage.operator.fault({ call: 'results', kind: 'body', body: hostile });

  const { outputs } = await runInvoiceWorkflow(invoiceInput(), { client: stage.client });

  expect(Object.keys(outputs).toSorted()).toEqual(['decision', 'summary', 'total']);
  expect(Object.getPrototypeOf(outputs)).toBe(Object.prototype);
  expectNothingPolluted();
});

test.each(['A1', 'A2', 'A3'] as const)('inside the audit, %s', async (auditShape) => {
  await using stage = await setStage({ outcome: { auditShape, status: 'FAILED', failedNode: '__proto__' } });
  const { operator, client } = stage;
  operator.fault({ call: 'audit', kind: 'body', body: hostile, times: Infinity });

  const error = await failureOf(runInvoiceWorkflow(invoiceInput(), { client }));
  const report = await invoiceWorkflow.job(error.jobExecutionId ?? '', { client }).audit();

  expect(error.code).toBe('JOB_FAILED');
  expect(report.jobExecutionId).toBe(error.jobExecutionId);
  expectNothingPolluted();
});

test('inside the schema: new variables of such names are drift, and nothing worse', async () => {
  await using stage = await setStage();
  const { operator, client } = stage;
  operator.fault({ call: 'getWorkflow', kind: 'body', body: hostile, times: Infinity });

  const error = await failureOf(startInvoiceWorkflow(invoiceInput(), { client }));

  expect(error.code).toBe('SCHEMA_DRIFT');
  expect(operator.jobs).toEqual([]);
  expectNothingPolluted();
});

test('inputs made by JSON.parse cannot smuggle a prototype', async () => {
  await using stage = await setStage();
  const { operator, client } = stage;
  const input = Object.assign(JSON.parse('{"__proto__":{"poNumber":"from the prototype"},"constructor":"x"}') as object, {
    invoiceDocument: invoiceInput().invoiceDocument,
  });

  const error = await failureOf(runInvoiceWorkflow(input as never, { client })); // as a JavaScript caller could

  expect(error.code).toBe('INVALID_INPUT');
  expect(operator.requests).toEqual([]);
  expectNothingPolluted();
});
