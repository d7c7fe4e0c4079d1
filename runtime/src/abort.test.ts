import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { onAbort } from './abort.ts';

describe('onAbort', () => {
  it('puts one listener on a signal, however many wait for it, and takes it away with the last', () => {
    const { signal } = new AbortController();
    const forgets = Array.from({ length: 50 }, () => onAbort(signal, () => {}));
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    for (const forget of forgets) forget();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('calls everybody once who has not left', () => {
    const controller = new AbortController();
    const [stays, leaves] = [vi.fn<() => void>(), vi.fn<() => void>()];
    onAbort(controller.signal, stays);
    onAbort(controller.signal, stays);
    onAbort(controller.signal, leaves)();
    controller.abort();
    controller.abort();
    expect(stays).toHaveBeenCalledTimes(2);
    expect(leaves).not.toHaveBeenCalled();
  });

  it('calls back later when the signal was aborted before, unless taken back', async () => {
    const signal = AbortSignal.abort();
    const [stays, leaves] = [vi.fn<() => void>(), vi.fn<() => void>()];
    onAbort(signal, stays);
    onAbort(signal, leaves)();
    expect(stays).not.toHaveBeenCalled();
    await Promise.resolve();
    expect(stays).toHaveBeenCalledOnce();
    expect(leaves).not.toHaveBeenCalled();
  });

  it('works again after everybody had left', () => {
    const controller = new AbortController();
    onAbort(controller.signal, () => {})();
    const callback = vi.fn<() => void>();
    onAbort(controller.signal, callback);
    controller.abort();
    expect(callback).toHaveBeenCalledOnce();
  });
});
