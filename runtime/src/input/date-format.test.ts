import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDate, losesCentury, toDate, unknownDirective } from './date-format.ts';

const evening = new Date('2025-11-09T20:05:06.078Z');

describe('formatDate', () => {
  test.each([
    ['%Y-%m-%d', '2025-11-09'],
    ['%d/%m/%Y', '09/11/2025'],
    ['%d %B %Y', '09 November 2025'],
    ['%a, %d %b %y', 'Sun, 09 Nov 25'],
    ['%A %w %j', 'Sunday 0 313'],
    ['%Y-%m-%dT%H:%M:%S.%f%z', '2025-11-09T20:05:06.078000+0000'],
    ['%I:%M %p %Z', '08:05 PM UTC'],
    ['%c', 'Sun Nov 09 20:05:06 2025'],
    ['%x %X', '11/09/25 20:05:06'],
    ['%F %T', '2025-11-09 20:05:06'],
    ['100%% %d', '100% 09'],
    ['', ''],
  ])('writes %s', (format, text) => {
    expect(formatDate(evening, format)).toBe(text);
  });

  test('writes midnight and noon as 12, and early years with four digits', () => {
    expect(formatDate(new Date('2025-11-09T00:00:00Z'), '%I %p')).toBe('12 AM');
    expect(formatDate(new Date('2025-11-09T12:00:00Z'), '%I %p')).toBe('12 PM');
    expect(formatDate(new Date('0987-01-02T00:00:00Z'), '%Y %j')).toBe('0987 002');
  });

  test('counts the days of leap years', () => {
    expect(formatDate(new Date('2024-12-31T23:59:59Z'), '%j')).toBe('366');
  });

  test('gives every day back as it was written, whatever the time zone of the machine', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
        const day = date.toISOString().slice(0, 10);
        const read = toDate(day);
        expect(read && formatDate(read, '%Y-%m-%d')).toBe(day);
        expect(formatDate(date, '%Y-%m-%d')).toBe(day);
      }),
    );
  });
});

test.each([
  ['%Y-%m-%d', undefined],
  ['%d %U', '%U'],
  ['%-d', '%-'],
  ['50%', '%'],
  ['100%%', undefined],
])('in %s the first directive that cannot be written is %s', (format, directive) => {
  expect(unknownDirective(format)).toBe(directive);
});

test('two digits keep the century from 1969 to 2068 only', () => {
  expect([1968, 1969, 2068, 2069].map((year) => losesCentury(new Date(Date.UTC(year, 5)), '%d/%m/%y'))).toEqual([true, false, false, true]);
  expect(losesCentury(new Date('1950-01-01'), '%y %Y')).toBe(false);
  expect(losesCentury(new Date('1950-01-01'), '%Y %%y')).toBe(false);
});

test.each(['2025-02-29', '2025-13-01', '2025-00-10', '2025-1-1', '0000-01-01', '2025-11-09 ', '', 20251109, null, new Date(Number.NaN)])(
  '%s is no day',
  (value) => {
    expect(toDate(value)).toBeUndefined();
  },
);
