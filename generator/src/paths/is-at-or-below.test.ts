import { posix, win32 } from 'node:path';
import { expect, test } from 'vitest';
import { isAtOrBelow } from './is-at-or-below.ts';

test.each([
  ['/p', true],
  ['/p/a/b.ts', true],
  ['/p/..a', true],
  ['/p/a/../../q', false],
  ['/', false],
  ['/pp', false],
])('%s in /p: %j', (path, expected) => {
  expect(isAtOrBelow(path, '/p', posix)).toBe(expected);
});

test.each([
  [String.raw`C:\p\a.ts`, true],
  [String.raw`c:\P\a.ts`, true],
  [String.raw`C:\q`, false],
  [String.raw`D:\p\a.ts`, false],
  [String.raw`\\server\share\a.ts`, false],
])(String.raw`%s in C:\p: %j`, (path, expected) => {
  expect(isAtOrBelow(path, String.raw`C:\p`, win32)).toBe(expected);
});
