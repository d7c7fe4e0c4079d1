import { afterEach, expect, test, vi } from 'vitest';
import { OpusError } from './errors/opus-error.ts';

const AT = { phase: 'wait', executed: 'yes', workflowId: 'wf', jobExecutionId: '2514' } as const;

afterEach(() => {
  vi.useRealTimers();
  vi.doUnmock('./aside.ts');
  vi.resetModules();
});

test('who gives up waits at most a second for the module with the words', async () => {
  vi.useFakeTimers();
  vi.doMock('./aside.ts', () => new Promise(() => {}));
  const { aborted } = await import('./load-aside.ts');
  const error = aborted(AT).catch((reason: unknown) => reason);

  await vi.advanceTimersByTimeAsync(1_000);

  expect(await error).toMatchObject({ code: 'ABORTED', phase: 'wait', workflowId: 'wf', jobExecutionId: '2514' });
});

test('leaves no timer behind', async () => {
  const { aborted, loadAside } = await import('./load-aside.ts');
  await loadAside();
  vi.useFakeTimers();

  await expect(aborted(AT)).rejects.toMatchObject({ name: 'AbortedError', executed: 'yes' });

  expect(vi.getTimerCount()).toBe(0);
});

test('what cannot be loaded leaves an error of ours, with what is known', async () => {
  vi.doMock('./aside.ts', () => {
    throw new Error('gone');
  });
  const { asideOr, asideIfAny } = await import('./load-aside.ts');

  const error = await asideOr('JOB_FAILED', { jobExecutionId: '2514', status: 'FAILED' }).catch((reason: unknown) => reason);

  expect(error).toBeInstanceOf(OpusError);
  expect(error).toMatchObject({
    code: 'JOB_FAILED',
    status: 'FAILED',
    message: 'JOB_FAILED (job 2514)',
  });
  expect(await asideIfAny()).toBeUndefined();
});
