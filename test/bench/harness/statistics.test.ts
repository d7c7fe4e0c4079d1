import { expect, test } from 'vitest';
import { median, spreadOf } from './statistics.ts';

test('the median of an odd count is the middle one, of an even count the mean of the middle two', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([7])).toBe(7);
});

test('a spread tells the median between the least and the most', () => {
  expect(spreadOf([1.2, 0.9, 1])).toEqual({ median: 1, min: 0.9, max: 1.2 });
});
