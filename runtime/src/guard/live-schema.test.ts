import { describe, expect, test } from 'vitest';
import { AbortedError, ApiError } from '../errors/index.ts';
import { answer, asGenerated, check, invoice, refusal, setUp } from '../testing/guard-stage.ts';
import type { WorkflowDescriptor } from '../descriptor.ts';

describe('asking', () => {
  test('is done once for all who ask at about the same time, and for 15 s counted from the asking', async () => {
    const { guard, asked, advance } = setUp(answer(asGenerated));
    await Promise.all([check(guard, { poNumber: '1' }), check(guard, { poNumber: '2' }), check(guard, { poNumber: '3' })]);
    advance(14_999);
    await check(guard, { poNumber: '4' });
    expect(asked).toHaveLength(1);
    advance(1);
    await check(guard, { poNumber: '5' });
    expect(asked).toHaveLength(2);
  });

  test('is done for every run when the age is 0, also when another is under way', async () => {
    const { guard, asked } = setUp(answer(asGenerated));
    await Promise.all([check(guard, { poNumber: '1' }, { maxAgeMs: 0 }), check(guard, { poNumber: '2' }, { maxAgeMs: 0 })]);
    expect(asked).toHaveLength(2);
  });

  test('for a pinned version is done once a process', async () => {
    const { guard, asked, advance } = setUp(answer(asGenerated));
    const pinned: WorkflowDescriptor = { ...invoice, pin: { version: 3 } };
    await check(guard, { poNumber: '1' }, { descriptor: pinned, maxAgeMs: 0 });
    advance(1_000_000);
    await check(guard, { poNumber: '2' }, { descriptor: pinned, maxAgeMs: 0 });
    await check(guard, { poNumber: '3' }, { descriptor: { ...invoice, pin: { workflowVersionId: 'v' } } });
    expect(asked.map(({ pin }) => pin)).toEqual([{ version: 3 }, { workflowVersionId: 'v' }]);
  });

  test('a failure is not remembered', async () => {
    const { guard, serve } = setUp(new ApiError({ code: 'SERVER_ERROR', message: 'answered 503', retryable: true }));
    await expect(check(guard, { poNumber: '1' })).rejects.toMatchObject({ code: 'SERVER_ERROR' });
    serve(answer(asGenerated));
    expect((await check(guard, { poNumber: '1' })).changes).toEqual([]);
  });

  test('one who leaves does not end it for the others', async () => {
    const { guard, asked } = setUp(answer(asGenerated));
    const leaver = new AbortController();
    const left = check(guard, { poNumber: '1' }, { context: { signal: leaver.signal } });
    const stays = check(guard, { poNumber: '2' });
    leaver.abort();
    await expect(left).rejects.toBeInstanceOf(AbortedError);
    expect((await stays).changes).toEqual([]);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.context.signal?.aborted).toBe(false);
  });

  test('is given up when the last one leaves, and done anew for the next', async () => {
    const { guard, asked } = setUp(answer(asGenerated));
    const leaver = new AbortController();
    const left = check(guard, { poNumber: '1' }, { context: { signal: leaver.signal } });
    leaver.abort();
    await expect(left).rejects.toMatchObject({ code: 'ABORTED', executed: 'no', phase: 'schema' });
    expect(asked[0]?.context.signal?.aborted).toBe(true);
    await check(guard, { poNumber: '2' });
    expect(asked).toHaveLength(2);
  });
});

describe('what cannot be compared', () => {
  test('a workflow that is gone is drift of its own kind', async () => {
    const { guard } = setUp(new ApiError({ code: 'NOT_FOUND', message: 'answered 404', status: 404, requestId: 'r-1', attempts: 1 }));
    expect(await refusal(check(guard, { poNumber: '1' }))).toMatchObject({ code: 'WORKFLOW_NOT_FOUND', requestId: 'r-1', changes: [] });
  });

  test.each([
    [{ hello: 'world', key: 'secret' }, 'top-level keys: hello, key'],
    ['<html>', 'top-level keys: none'],
    [null, 'top-level keys: none'],
  ])('an answer that is no workflow is told apart from drift, without its values', async (body, words) => {
    const { guard } = setUp(body);
    const failed = check(guard, { poNumber: '1' });
    await expect(failed).rejects.toMatchObject({ code: 'UNEXPECTED_RESPONSE', phase: 'schema', message: expect.stringContaining(words) });
    await expect(failed).rejects.not.toMatchObject({ message: expect.stringContaining('secret') });
  });
});

test('one comparison serves all runs that share an answer', async () => {
  const { guard } = setUp(answer({ ...asGenerated, w4: { type: 'bool', is_nullable: true } }));
  const [first, second] = [await check(guard, { poNumber: '1' }), await check(guard, { poNumber: '2' })];
  expect(first.variables).toBe(second.variables);
});
