import { expect, test } from 'vitest';
import { EXIT_INTERRUPTED, exitCodeOf, sortedReasons, type ExitReason } from './exit-codes.ts';

test.each<[ExitReason, number]>([
  ['bug', 1],
  ['usage', 2],
  ['breaking-drift', 20],
  ['out-of-date', 21],
  ['drift', 22],
  ['refused', 23],
  ['no-answer', 30],
  ['no-access', 31],
  ['job-failed', 40],
  ['job-open', 41],
])('%s alone ends with %d', (reason, code) => {
  expect(exitCodeOf([reason])).toBe(code);
});

test('nothing to say ends with 0, and an interruption with 130', () => {
  expect(exitCodeOf([])).toBe(0);
  expect(EXIT_INTERRUPTED).toBe(130);
});

test('of several reasons a certain fact outweighs an unknown: 2, 1, 20, 23, 21, 22, 40, 41, 31, 30', () => {
  const order: ExitReason[] = [
    'usage',
    'bug',
    'breaking-drift',
    'refused',
    'out-of-date',
    'drift',
    'job-failed',
    'job-open',
    'no-access',
    'no-answer',
  ];
  expect(sortedReasons(order.toReversed())).toEqual(order);
  for (const [index, reason] of order.entries()) expect(exitCodeOf(order.slice(index).toReversed())).toBe(exitCodeOf([reason]));
});

test('a reason given twice is listed once', () => {
  expect(sortedReasons(['no-answer', 'usage', 'no-answer'])).toEqual(['usage', 'no-answer']);
});
