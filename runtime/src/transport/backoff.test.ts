import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { backoffMs } from './backoff.ts';
import { createRetryBudget } from './retry-budget.ts';

describe('backoffMs', () => {
  it.each([
    [1, 125],
    [2, 250],
    [3, 500],
    [6, 4_000],
    [7, 4_000],
    [50, 4_000],
  ])('waits half of the ceiling after attempt %i when chance says half: %i ms', (attempt, delayMs) => {
    expect(backoffMs(attempt, undefined, 0.5)).toBe(delayMs);
  });

  it('waits at least as long as the service asked', () => {
    expect(backoffMs(1, 5_000, 0.5)).toBe(5_000);
    expect(backoffMs(1, 0, 0.5)).toBe(125);
    expect(backoffMs(1, undefined, 0)).toBe(0);
  });
});

describe('the retry budget', () => {
  it('is free at first, then lets so many a second through', async () => {
    const clock = createFakeClock();
    const budget = createRetryBudget(clock, 3, 10);
    expect([1, 2, 3, 4, 5].map(() => budget.take())).toEqual([0, 0, 0, 100, 200]);
    await clock.advance(200);
    expect(budget.take()).toBe(100);
    await clock.advance(60_000);
    expect([1, 2, 3, 4].map(() => budget.take())).toEqual([0, 0, 0, 100]);
  });
});
