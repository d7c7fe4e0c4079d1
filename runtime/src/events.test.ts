import { describe, expect, it, vi } from 'vitest';
import { createEventSink } from './events.ts';

describe('the event sink', () => {
  it('adds the workflow and the time, and tells every listener in turn', async () => {
    const heard: unknown[] = [];
    const sink = createEventSink(
      'wf',
      () => 42,
      undefined,
      (event) => heard.push(['first', event]),
      (event) => heard.push(['second', event]),
    );
    await sink.tell({ type: 'job.initiated', jobExecutionId: '7' });
    const event = { type: 'job.initiated', jobExecutionId: '7', workflowId: 'wf', timeMs: 42 };
    expect(heard).toEqual([
      ['first', event],
      ['second', event],
    ]);
  });

  it('waits for a listener that is told, and passes on what it throws', async () => {
    const sink = createEventSink(
      'wf',
      () => 0,
      () => Promise.reject(new Error('disk full')),
    );
    await expect(sink.tell({ type: 'job.initiated', jobExecutionId: '7' })).rejects.toThrow('disk full');
  });

  it('drops what a listener throws in passing', async () => {
    const listener = vi.fn<() => void>(() => {
      throw new Error('observer broke');
    });
    createEventSink('wf', () => 0, listener).mention({ type: 'schema.drift', changes: [] });
    await new Promise((resolve) => setImmediate(resolve));
    expect(listener).toHaveBeenCalledOnce();
  });
});
