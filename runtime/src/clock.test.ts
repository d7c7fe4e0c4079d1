import { afterEach, describe, expect, it, vi } from 'vitest';
import { sleep, systemClock } from './clock.ts';
import { createFakeClock } from './testing/fake-clock.ts';

describe('the system clock', () => {
  afterEach(() => vi.useRealTimers());

  it('waits longer than a platform timer can', () => {
    vi.useFakeTimers();
    const callback = vi.fn<() => void>();
    const days = 24 * 3_600_000;
    systemClock.setTimer(callback, 60 * days);
    vi.advanceTimersByTime(59 * days);
    expect(callback).not.toHaveBeenCalled();
    vi.advanceTimersByTime(days);
    expect(callback).toHaveBeenCalledOnce();
  });

  it('never fires after Infinity, and can be cancelled at any time', () => {
    vi.useFakeTimers();
    const callback = vi.fn<() => void>();
    const cancel = systemClock.setTimer(callback, Infinity);
    vi.advanceTimersByTime(2 ** 31 + 5);
    expect(vi.getTimerCount()).toBe(1);
    cancel();
    expect(vi.getTimerCount()).toBe(0);
    expect(callback).not.toHaveBeenCalled();
  });

  it('keeps the process alive while it waits', () => {
    const setTimeoutSpy = vi.spyOn(globalThis, 'setTimeout');
    const cancel = systemClock.setTimer(() => {}, 1_000);
    const timer: unknown = setTimeoutSpy.mock.results[0]?.value;
    expect(timer).toMatchObject({ hasRef: expect.any(Function) });
    expect((timer as NodeJS.Timeout).hasRef()).toBe(true);
    cancel();
    setTimeoutSpy.mockRestore();
  });

  it('tells a time near the date', () => {
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(60_000);
  });
});

describe('sleep', () => {
  it('ends after its time', async () => {
    const clock = createFakeClock();
    const done = vi.fn<() => void>();
    void sleep(clock, 100).then(done);
    await clock.advance(99);
    expect(done).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(done).toHaveBeenCalledOnce();
  });

  it('ends at once when the signal is aborted, and leaves no timer', async () => {
    const clock = createFakeClock();
    const controller = new AbortController();
    const slept = sleep(clock, Infinity, controller.signal);
    controller.abort();
    await slept;
    expect(clock.pendingTimers).toBe(0);
    await sleep(clock, 1_000, controller.signal);
    expect(clock.pendingTimers).toBe(0);
  });
});
