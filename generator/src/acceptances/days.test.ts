import { expect, test } from 'vitest';
import { dayAfter, daysBetween, isDay } from './days.ts';

test.each([
  ['2026-12-31', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-1-1', false],
  ['2026-12-31T00:00:00Z', false],
  ['tomorrow', false],
])('%s is a day: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected);
});

test('days are counted over months, years and the hours that clocks are turned by', () => {
  expect(daysBetween('2026-11-23', '2027-02-21')).toBe(90);
  expect(daysBetween('2026-11-23', '2026-11-23')).toBe(0);
  expect(daysBetween('2026-11-23', '2026-11-22')).toBe(-1);
  expect(dayAfter('2026-11-23', 90)).toBe('2027-02-21');
  expect(dayAfter('2028-02-28', 1)).toBe('2028-02-29');
});
