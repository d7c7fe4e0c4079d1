import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesDateFormat, printDate } from './strptime.ts';

describe('a text fits a format', () => {
  test.each([
    ['2025-11-09', undefined],
    ['2025-1-9', '%Y-%m-%d'],
    ['09/11/2025', '%d/%m/%Y'],
    ['9 nov 25', '%d %b %y'],
    ['Sunday,  November 9 2025', '%A, %B %d %Y'],
    ['2025-11-09T23:59:59.123456+0100', '%Y-%m-%dT%H:%M:%S.%f%z'],
    ['12:00 PM', '%I:%M %p'],
    ['100% 2025', '100%% %Y'],
    ['29.02.2024', '%d.%m.%Y'],
  ])('%j by %j', (text, format) => {
    expect(matchesDateFormat(text, format)).toBe(true);
  });
});

describe('a text does not fit a format', () => {
  test.each([
    ['09/11/2025', undefined],
    ['2025-11-09', '%d/%m/%Y'],
    ['2025-11-09 ', '%Y-%m-%d'],
    ['2025-11-09T00:00:00Z', '%Y-%m-%d'],
    ['31.11.2025', '%d.%m.%Y'],
    ['29.02.2025', '%d.%m.%Y'],
    ['29 Feb 01', '%d %b %y'],
    ['13/40/2025', '%m/%d/%Y'],
    ['24:00', '%H:%M'],
    ['', '%Y-%m-%d'],
    ['2025x11', '%Y.%m'],
  ])('%j by %j', (text, format) => {
    expect(matchesDateFormat(text, format)).toBe(false);
  });
});

test('a format strptime would refuse takes anything', () => {
  expect(matchesDateFormat('whatever', '%Q')).toBe(true);
  expect(matchesDateFormat('whatever', '%f%f')).toBe(true);
  expect(printDate(new Date(0), '%Q')).toBe('%Q');
});

test('dates are printed in UTC', () => {
  const date = new Date(Date.UTC(2025, 10, 9, 13, 5, 7, 42));

  expect(printDate(date)).toBe('2025-11-09');
  expect(printDate(date, '%A %d %B %Y, %I:%M:%S.%f %p (%j, %a, %b, %y, %w) %z %Z %H 100%%')).toBe(
    'Sunday 09 November 2025, 01:05:07.042000 PM (313, Sun, Nov, 25, 0) +0000 UTC 13 100%',
  );
});

test('what is printed by a format fits it', () => {
  const parts = [
    '%Y',
    '%y',
    '%m',
    '%d',
    '%H',
    '%I',
    '%M',
    '%S',
    '%f',
    '%p',
    '%B',
    '%b',
    '%A',
    '%a',
    '%j',
    '%z',
    '%Z',
    '%w',
    '%%',
    '%F',
    '%T',
  ];
  const format = fc
    .tuple(
      fc.uniqueArray(fc.constantFrom(...parts), { minLength: 1, maxLength: 8 }),
      fc.constantFrom('-', '/', ' ', '. ', 'T', '(', '\\', '$'),
    )
    .map(([chosen, between]) => chosen.join(between));
  const date = fc.date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2068-12-31T23:59:59Z'), noInvalidDate: true });

  fc.assert(
    fc.property(date, format, (when, by) => {
      expect(matchesDateFormat(printDate(when, by), by)).toBe(true);
    }),
  );
});

test('no format and no text can break it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, format) => {
      expect(typeof matchesDateFormat(text, format)).toBe('boolean');
    }),
  );
});
