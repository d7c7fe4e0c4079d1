import { expect, test } from 'vitest';
import { chanceOf } from './chance.ts';
import { watchDelayMs } from './watch-delay.ts';

test.each([
  [60_000, 0, 0.5, 60_000],
  [60_000, 0, 0, 54_000],
  [60_000, 0, 1, 66_000],
  [60_000, 1, 0.5, 120_000],
  [60_000, 3, 0.5, 480_000],
  [60_000, 4, 0.5, 900_000],
  [60_000, 5_000, 0.5, 900_000],
  [3_600_000, 3, 0.5, 3_600_000],
])('every %d ms, after %d failures, by chance %d: %d ms', (intervalMs, failures, chance, delayMs) => {
  expect(watchDelayMs({ intervalMs, failures, chance })).toBe(delayMs);
});

test('never faster than every ten seconds', () => {
  expect(watchDelayMs({ intervalMs: 10_000, failures: 0, chance: 0 })).toBe(10_000);
});

test('chances differ, and are the same for the same run and round', () => {
  const chances = Array.from({ length: 100 }, (_, round) => chanceOf('7-abc', round));
  expect(new Set(chances).size).toBe(100);
  expect(chances.every((chance) => chance >= 0 && chance < 1)).toBe(true);
  expect(chanceOf('7-abc', 3)).toBe(chances[3]);
  expect(chanceOf('8-abc', 3)).not.toBe(chances[3]);
});
