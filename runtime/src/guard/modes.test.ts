import { recheck } from './recheck.ts';
import { describe, expect, test } from 'vitest';
import type { CallContext } from '../operator/calls.ts';
import { answer, asGenerated, check, invoice, refusal, rules, setUp } from '../testing/guard-stage.ts';
import type { WorkflowDescriptor } from '../descriptor.ts';

describe('modes', () => {
  const moved = answer({ x1: asGenerated.w1, w2: asGenerated.w2, w3: asGenerated.w3 });

  test("'strict' refuses any breaking change and any warning, whatever the values", async () => {
    const { guard, serve } = setUp(moved);
    expect((await refusal(check(guard, { poNumber: 'PO-1' }, { mode: 'strict' }))).message).toContain("drift is 'strict'");
    serve(answer({ ...asGenerated, w4: { type: 'bool', is_nullable: true } }));
    expect((await check(guard, { poNumber: 'PO-1' }, { mode: 'strict', maxAgeMs: 0 })).changes).toHaveLength(1);
  });

  test("'off' asks nobody and believes the code", async () => {
    const { guard, asked } = setUp(moved);
    expect(await check(guard, { poNumber: 'PO-1' }, { mode: 'off' })).toEqual({
      variables: invoice.inputs,
      outputs: invoice.outputs,
      generation: 'v1',
      changes: [],
    });
    expect(asked).toEqual([]);
  });
});

describe('after the service refused the values', () => {
  const context: CallContext = { jobExecutionId: '2514' };

  test('drift is reported only when the schema moved since', async () => {
    const { guard, serve, asked } = setUp(answer(asGenerated));
    const input = { poNumber: 'PO-1' };
    const verdict = await check(guard, input);
    expect(await recheck(guard, { descriptor: invoice, verdict, context })).toBeUndefined();
    serve(answer({ ...asGenerated, w3: { ...asGenerated.w3, type: 'float' } }));
    const adapted = await check(guard, input, { maxAgeMs: 0 });
    expect(await recheck(guard, { descriptor: invoice, verdict: adapted, context })).toBeUndefined();
    serve(answer({ ...asGenerated, w4: { display_name: 'Cost Centre', type: 'str' } }));
    const error = await refusal(recheck(guard, { descriptor: invoice, verdict, context }));
    expect(error).toMatchObject({ jobExecutionId: '2514', message: expect.stringContaining('changed while the run was being prepared') });
    expect(rules(error.changes)).toEqual(['variable-added-required invoice.inputs.costCentre']);
    expect(asked).toHaveLength(5);
  });

  test('a run that looked at nothing is compared with the code', async () => {
    const { guard } = setUp(answer({ ...asGenerated, w3: { ...asGenerated.w3, type: 'bool' } }));
    const verdict = await check(guard, { poNumber: 'PO-1' }, { mode: 'off' });
    const error = await refusal(recheck(guard, { descriptor: invoice, verdict, context }));
    expect(rules(error.changes)).toEqual(['type-changed invoice.inputs.pages']);
  });

  test('a pinned version is not asked for again', async () => {
    const { guard, asked } = setUp(answer(asGenerated));
    const descriptor: WorkflowDescriptor = { ...invoice, pin: { version: 3 } };
    const verdict = await check(guard, { poNumber: 'PO-1' }, { descriptor });
    await recheck(guard, { descriptor, verdict, context });
    expect(asked).toHaveLength(1);
  });
});
