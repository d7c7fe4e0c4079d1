import { expect, test } from 'vitest';
import { closest } from './closest.ts';

const known = ['output', 'workflows', 'serviceKeyEnv', 'concurrency'];

test.each([
  ['outputs', 'output'],
  ['Output', 'output'],
  ['workflow', 'workflows'],
  ['servicekeyenv', 'serviceKeyEnv'],
  ['concurency', 'concurrency'],
  ['ouptut', 'output'],
])('%s was probably meant to be %s', (typed, meant) => {
  expect(closest(typed, known)).toBe(meant);
});

test.each(['barrel', 'x', ''])('nothing known is near %j', (typed) => {
  expect(closest(typed, known)).toBeUndefined();
});

test('two letters the wrong way round are one slip', () => {
  expect(closest('bahs', ['bash', 'zsh', 'fish'])).toBe('bash');
  expect(closest('sarfi', ['text', 'sarif', 'gitlab'])).toBe('sarif');
});

test('without candidates there is none', () => {
  expect(closest('output', [])).toBeUndefined();
});
