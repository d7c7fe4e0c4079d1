import { describe, expect, it } from 'vitest';
import { lastLookMs, nextLookMs, type LookMoment } from './next-look.ts';

const after = (elapsedMs: number, more: Partial<LookMoment> = {}): number => {
  const moment = { nowMs: elapsedMs, startedAtMs: 0, deadlineMs: Infinity, status: 'IN_PROGRESS', hintMs: undefined, random: 0.5, ...more };
  return nextLookMs(moment) - elapsedMs;
};

describe('nextLookMs', () => {
  it.each([
    [0, 1_000],
    [6_000, 1_000],
    [10_000, 1_500],
    [60_000, 9_000],
    [133_000, 19_950],
    [140_000, 20_000],
    [3_600_000, 20_000],
  ])('after %i ms waits %i ms', (elapsedMs, delayMs) => expect(after(elapsedMs)).toBeCloseTo(delayMs, 6));

  it('varies by 15 % either way', () => {
    expect(after(140_000, { random: 0 })).toBeCloseTo(17_000, 6);
    expect(after(140_000, { random: 0.999_999_999 })).toBeCloseTo(23_000, 3);
  });

  it('waits a minute while a person is asked', () => {
    expect(after(1_000, { status: 'WAITING' })).toBe(60_000);
  });

  it('never looks sooner than the service asked', () => {
    expect(after(0, { hintMs: 30_000 })).toBe(30_000);
    expect(after(140_000, { hintMs: 0 })).toBe(20_000);
  });

  it('looks a last time just before the deadline, and then no more', () => {
    expect(lastLookMs(0, 3_600_000)).toBe(3_598_000);
    expect(lastLookMs(0, 1_000)).toBe(900);
    expect(lastLookMs(0, Infinity)).toBe(Infinity);
    expect(after(3_590_000, { deadlineMs: 3_600_000 })).toBe(8_000);
    expect(after(1_000, { deadlineMs: 30_000, status: 'WAITING' })).toBe(27_000);
    expect(after(3_598_000, { deadlineMs: 3_600_000 })).toBe(Infinity);
  });
});
