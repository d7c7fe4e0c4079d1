import { expect, test } from 'vitest';
import { forTerminal } from './terminal.ts';

test.each([
  ['plain text, even ünïcödé 日本', 'plain text, even ünïcödé 日本'],
  ['\u001b[2J\u001b]0;owned\u0007', String.raw`\u{1b}[2J\u{1b}]0;owned\u{7}`],
  ['invoice\u202etxt.exe', String.raw`invoice\u{202e}txt.exe`],
  ['zero\u200bwidth\ufeff', String.raw`zero\u{200b}width\u{feff}`],
  ['two\r\nlines\nhere', 'two⏎lines⏎here'],
  ['a\rb\tc\u2028d\u0085e', 'a⏎b c⏎d⏎e'],
])('%j is shown as %s', (text, shown) => {
  expect(forTerminal(text)).toBe(shown);
});
