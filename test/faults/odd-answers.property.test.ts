/** Whatever the service answers, to whichever call: a run ends as it may end, runs no job twice, and shows nobody the key. */
import { inspect } from 'node:util';
import { OPERATOR_CALLS, startLocalOperator, type LocalOperator } from '@opus-codegen/local-operator';
import { createOpusClient, OpusError } from '@opus-codegen/runtime';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invoiceInput } from './stage.ts';
import { runInvoiceWorkflow } from '../../generated/invoice.ts';
import { propertyRuns, propertyTimeoutMs } from '../../generator/src/testing/property-runs.ts';

let operator: LocalOperator;
beforeAll(async () => (operator = await startLocalOperator({ lockfile: new URL('../../opus.lock.json', import.meta.url) })));
afterAll(() => operator.close());

/** One place of an answer, by its number, and what stands there instead; nothing: it is left out. */
const edit = fc.tuple(
  fc.nat(),
  fc.option(fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('COMPLETED', 'FAILED', 'x'.repeat(50_000))), { nil: undefined }),
);

/** All of them come when the service has done what it was asked for; a 429, which says that it has not, is in the matrix. */
const oddAnswer = fc.record({
  call: fc.constantFrom(...OPERATOR_CALLS),
  status: fc.option(fc.constantFrom(200, 201, 400, 401, 403, 404, 409, 422, 500, 503), { nil: undefined }),
  edits: fc.array(edit, { minLength: 1, maxLength: 4 }),
  times: fc.constantFrom(1, 2, Infinity),
});

test(
  'odd answers end a run with outputs or an OpusError, and a job is executed once at most',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(oddAnswer, { minLength: 1, maxLength: 3 }), fc.boolean(), async (answers, fails) => {
        operator.reset();
        if (fails) operator.fail('invoice', { node: 'Extract', message: 'No text.' });
        for (const { call, status, edits, times } of answers) {
          operator.fault({ call, kind: 'body', body: (real) => edited(real, edits), times, ...(status === undefined ? {} : { status }) });
        }
        const client = createOpusClient({ ...operator.clientOptions, schemaMaxAgeMs: 0, waitTimeoutMs: 60_000 });
        const end: unknown = await runInvoiceWorkflow(invoiceInput(), { client }).catch((error: unknown) => error);

        expect(end).toSatisfy((value) => value instanceof OpusError || Object.hasOwn(Object(value), 'outputs'));
        expect(`${inspect(end, { depth: 20 })}${JSON.stringify(end)}`).not.toContain(operator.serviceKey);
        expect(operator.jobs.filter(({ executeCount }) => executeCount > 1)).toEqual([]);
        expect(operator.requestCount('initiate')).toBeLessThanOrEqual(5);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      propertyRuns,
    );
  },
  propertyTimeoutMs,
);

function edited(answer: unknown, edits: readonly (readonly [place: number, value: unknown])[]): unknown {
  // A copy, and one thing with a place of its own: the answer as a whole.
  const whole: { answer: unknown } = structuredClone({ answer });
  for (const [number, value] of edits) {
    const places = placesOf(whole);
    const place = places[number % places.length];
    if (place === undefined) continue;
    const [holder, key] = place;
    if (value === undefined) Reflect.deleteProperty(holder, key);
    else Reflect.set(holder, key, value);
  }
  return whole.answer ?? null;
}

function placesOf(holder: object): readonly (readonly [holder: object, key: string])[] {
  return Object.entries(holder).flatMap(([key, value]) => [
    [holder, key] as const,
    ...(typeof value === 'object' && value !== null ? placesOf(value) : []),
  ]);
}
