import { expect, test } from 'vitest';
import { durationMs } from './option-values.ts';

test.each([
  ['90s', 90_000],
  ['1.5h', 5_400_000],
  ['30m', 1_800_000],
  ['1d', 86_400_000],
  ['none', Infinity],
])('%s is %d ms', (text, expected) => {
  expect(durationMs(text)).toBe(expected);
});

test.each(['', '10', '0s', '-1s', '1 h', 'h', '1h30m', 'Infinity'])('"%s" is no duration', (text) => {
  expect(() => durationMs(text)).toThrow('Write it as 90s, 30m, 2h or 1d, or none.');
});
