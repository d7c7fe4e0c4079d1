import { describe, expect, test, vi } from 'vitest';
import type { ReadLive } from './read-live.ts';
import { ASK_AGAIN_AFTER_MS, readWorkflows, type ReadWorkflowsOptions } from './read-workflows.ts';
import type { ProjectWorkflow } from '../config/project.ts';

const workflows: readonly ProjectWorkflow[] = ['a', 'b', 'c', 'd', 'e'].map((key) => ({ key, workflowId: `id-${key}`, overrides: {} }));
const answer = { jobPayloadSchema: { w: { variable_name: 'w', type: 'str' } }, jobResultsPayloadSchema: {} };
const readable: ReadLive = async () => ({ ok: true, body: answer });

const readAllButB: ReadLive = async (request, signal) =>
  request.workflowId === 'id-b' ? { ok: false, failure: { kind: 'no-answer', message: 'HTTP 502' } } : await readable(request, signal);
const readSomethingElse: ReadLive = async () => ({ ok: true, body: { title: 'CUSTOMER-DATA', steps: [] } });

function optionsWith(over: Partial<ReadWorkflowsOptions>): ReadWorkflowsOptions {
  return {
    read: readable,
    concurrency: 2,
    signal: new AbortController().signal,
    looksCutShort: () => false,
    sleep: async () => {},
    ...over,
  };
}

test('at most so many are read at a time, and the order of the config is kept', async () => {
  let atOnce = 0;
  let most = 0;
  const read: ReadLive = async () => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await Promise.resolve();
    await Promise.resolve();
    atOnce -= 1;
    return { ok: true, body: answer };
  };
  const settled: string[] = [];
  const { live } = await readWorkflows(
    workflows,
    optionsWith({ read, onSettled: ({ key }, failure) => settled.push(`${key} ${failure?.message ?? 'read'}`) }),
  );
  expect(most).toBe(2);
  expect(live.map(({ workflow }) => workflow.key)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(settled).toEqual(['a read', 'b read', 'c read', 'd read', 'e read']);
});

test('one that fails stops no other', async () => {
  const { live, failed } = await readWorkflows(workflows, optionsWith({ read: readAllButB }));
  expect(live.map(({ workflow }) => workflow.key)).toEqual(['a', 'c', 'd', 'e']);
  expect(failed.map(({ workflow, failure }) => [workflow.key, failure.message])).toEqual([['b', 'HTTP 502']]);
});

test('an answer without a schema is a failure that names top-level keys and never values', async () => {
  const { failed } = await readWorkflows(workflows.slice(0, 1), optionsWith({ read: readSomethingElse }));
  expect(failed[0]?.failure.kind).toBe('unreadable');
  expect(failed[0]?.failure.message).toMatch(/Top level: title, steps\.$/);
  expect(failed[0]?.failure.message).not.toContain('CUSTOMER-DATA');
});

describe('a schema that looks cut short', () => {
  test('is asked for again after five seconds, and the second answer is taken', async () => {
    const read = vi.fn<ReadLive>(readable).mockResolvedValueOnce({ ok: true, body: { jobPayloadSchema: {} } });
    const sleep = vi.fn<ReadWorkflowsOptions['sleep']>(async () => {});
    const { live } = await readWorkflows(
      workflows.slice(0, 1),
      optionsWith({ read, sleep, looksCutShort: (_, { inputs }) => inputs.length === 0 }),
    );
    expect(read).toHaveBeenCalledTimes(2);
    expect(sleep.mock.calls.map(([delayMs]) => delayMs)).toEqual([ASK_AGAIN_AFTER_MS]);
    expect(ASK_AGAIN_AFTER_MS).toBe(5_000);
    expect(live[0]?.schema.inputs).toHaveLength(1);
    expect(live[0]?.askedAgain).toBe(true);
  });

  test('is believed when it is the same twice, and asked for twice only', async () => {
    const read = vi.fn<ReadLive>(async () => ({ ok: true, body: { jobPayloadSchema: {} } }));
    const { live } = await readWorkflows(workflows.slice(0, 1), optionsWith({ read, looksCutShort: () => true }));
    expect(read).toHaveBeenCalledTimes(2);
    expect(live[0]?.schema.inputs).toEqual([]);
  });

  test('is a failure when the second answer is none', async () => {
    const read = vi
      .fn<ReadLive>(readable)
      .mockResolvedValueOnce({ ok: true, body: answer })
      .mockResolvedValueOnce({ ok: false, failure: { kind: 'unreachable', message: 'gone' } });
    const { live, failed } = await readWorkflows(workflows.slice(0, 1), optionsWith({ read, looksCutShort: () => true }));
    expect(live).toEqual([]);
    expect(failed[0]?.failure.message).toBe('gone');
  });
});

test('an abort ends it with its own reason, and nothing more is asked', async () => {
  const interruption = new AbortController();
  const read = vi.fn<ReadLive>(async (request, signal) => {
    interruption.abort(new Error('Ctrl-C'));
    return await readable(request, signal);
  });
  await expect(readWorkflows(workflows, optionsWith({ read, concurrency: 1, signal: interruption.signal }))).rejects.toThrow('Ctrl-C');
  expect(read).toHaveBeenCalledTimes(1);
});
