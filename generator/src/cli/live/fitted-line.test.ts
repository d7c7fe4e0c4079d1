import { expect, test } from 'vitest';
import { fittedLine } from './fitted-line.ts';

const inBrackets = (text: string): string => `[${text}]`;

test.each([
  ['short', 10, 'short'],
  ['just fits', 10, 'just fits'],
  ['too long by one', 15, 'too long by o…'],
  ['請求書', 7, '請求書'],
  ['請求書', 6, '請求…'],
  ['請求書', 5, '請…'],
  ['e\u0301e\u0301e\u0301', 4, 'e\u0301e\u0301e\u0301'],
  ['abc', 1, '…'],
  ['abc', 0, '…'],
  ['', 10, ''],
])('%j in %d columns: %j', (text, columns, shown) => {
  expect(fittedLine([{ text }], columns)).toBe(shown);
});

test('joined emoji count as their parts, for terminals that do not join them', () => {
  expect(fittedLine([{ text: '👩‍👩‍👧' }], 7)).toBe('👩‍👩‍👧');
  expect(fittedLine([{ text: '👩‍👩‍👧' }], 6)).toMatch(/^👩‍👩‍?…$/u);
  expect(fittedLine([{ text: '🇯🇵🇯🇵' }], 8)).toMatch(/^🇯🇵🇯…$/u);
});

test('colours take no room, and end where the text is cut', () => {
  const pieces = [{ text: 'ab', paint: inBrackets }, { text: 'cd' }, { text: 'ef', paint: inBrackets }];
  expect(fittedLine(pieces, 7)).toBe('[ab]cd[ef]');
  expect(fittedLine(pieces, 6)).toBe('[ab]cd…');
  expect(fittedLine(pieces, 4)).toBe('[ab]…');
  expect(fittedLine(pieces, 3)).toBe('[a]…');
});
