import { expect, test } from 'vitest';
import { sourceOf, stamped, unstamped } from './stamp.ts';
import { inspectSignature, sign } from '../emit/signature.ts';

const text = sign('export const a = 1; // @source 0000000000000000\n');
const source = 'ab'.repeat(8);

test('a stamp stands in the header, can be read and taken away, and leaves the signature as it is', () => {
  const file = stamped(text, source);
  expect(file.split('\n')[0]).toBe(`${text.split('\n')[0]} @source ${source}`);
  expect(sourceOf(file)).toBe(source);
  expect(unstamped(file)).toBe(text);
  expect(inspectSignature(file)).toBe('ours');
  expect(inspectSignature(file.replace('a = 1', 'a = 2'))).toBe('edited');
});

test('line ends of a checkout do not matter', () => {
  const file = stamped(text, source).replaceAll('\n', '\r\n');
  expect(sourceOf(file)).toBe(source);
  expect(unstamped(file).replaceAll('\r\n', '\n')).toBe(text);
});

test('without a stamp in the header there is none, whatever the body says', () => {
  expect(sourceOf(text)).toBeUndefined();
  expect(unstamped(text)).toBe(text);
  expect(sourceOf('')).toBeUndefined();
});
