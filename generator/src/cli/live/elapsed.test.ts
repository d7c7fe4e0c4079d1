import { expect, test } from 'vitest';
import { elapsedText } from './elapsed.ts';

test.each([
  [0, '0.0 s', ''],
  [449, '0.4 s', ''],
  [1_000, '1.0 s', '1 s'],
  [12_999, '12.9 s', '12 s'],
  [59_999, '59.9 s', '59 s'],
  [60_000, '1 min 00 s', '1 min 00 s'],
  [3_725_000, '62 min 05 s', '62 min 05 s'],
])('%d ms', (elapsedMs, exact, seconds) => {
  expect(elapsedText(elapsedMs, 'exact')).toBe(exact);
  expect(elapsedText(elapsedMs, 'seconds')).toBe(seconds);
});
