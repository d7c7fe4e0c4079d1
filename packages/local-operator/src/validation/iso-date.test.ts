import { expect, test } from 'vitest';
import { isoDate } from './iso-date.ts';

test.each([
  ['2026-04-30', undefined, '2026-04-30'],
  ['30/04/2026', '%d/%m/%Y', '2026-04-30'],
  ['4/9/26', '%m/%d/%y', '2026-04-09'],
  ['9 April 70', '%d %B %y', '1970-04-09'],
  ['120 2026', '%j %Y', '2026-04-30'],
  ['2026-04-30 09:05', '%Y-%m-%d %H:%M', '2026-04-30T09:05:00.000Z'],
  ['2026-04-30 12:05:06.250000 AM', '%F %I:%M:%S.%f %p', '2026-04-30T00:05:06.250Z'],
  ['2026-04-30 12:05 PM', '%F %I:%M %p', '2026-04-30T12:05:00.000Z'],
  ['2026-04-30T09:05:00+0530', '%Y-%m-%dT%H:%M:%S%z', '2026-04-30T03:35:00.000Z'],
  ['2026-04-30T09:05:00Z', '%Y-%m-%dT%H:%M:%S%z', '2026-04-30T09:05:00.000Z'],
])('%s by %s is %s', (text, format, iso) => {
  expect(isoDate(text, format)).toBe(iso);
});

test.each([
  ['not a date', undefined],
  ['09:05', '%H:%M'],
  ['2026', '%Y'],
  ['2026', '%U'],
])('%s by %s is no whole day', (text, format) => {
  expect(isoDate(text, format)).toBeUndefined();
});
