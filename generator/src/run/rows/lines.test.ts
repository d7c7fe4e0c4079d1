import { array, assert, asyncProperty, constantFrom, nat, string } from 'fast-check';
import { expect, test } from 'vitest';
import { allOf } from '../../testing/all-of.ts';
import { propertyRuns } from '../../testing/property-runs.ts';
import { readLines, type Line } from './lines.ts';

async function linesOf(...chunks: readonly (string | Uint8Array)[]): Promise<readonly Line[]> {
  async function* stream(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  }
  return allOf(readLines(stream()));
}

test('only a line feed ends a line, with or without a carriage return before it', async () => {
  expect(await linesOf('a\r\nb\u2028c\n\nd\re')).toEqual([
    { text: 'a', number: 1, endOffset: 3, isEnded: true },
    { text: 'b\u2028c', number: 2, endOffset: 9, isEnded: true },
    { text: '', number: 3, endOffset: 10, isEnded: true },
    { text: 'd\re', number: 4, endOffset: 13, isEnded: false },
  ]);
  expect(await linesOf()).toEqual([]);
});

test('a byte order mark is no part of the first line, and stays one anywhere else', async () => {
  expect((await linesOf('\uFEFFa\n\uFEFFb')).map(({ text }) => text)).toEqual(['a', '\uFEFFb']);
});

test('another encoding is refused, not read as nonsense', async () => {
  await expect(linesOf('a\n', new Uint8Array([0xff, 0xfe, 0x61, 0x0a]))).rejects.toThrow(TypeError);
});

test('a line without end is refused before it fills the memory', async () => {
  const piece = new Uint8Array(8 * 1024 * 1024).fill(97);
  await expect(linesOf('a\n', ...Array<Uint8Array>(9).fill(piece))).rejects.toThrow(new RangeError('line 2 is longer than 64 MB'));
});

test('however the bytes are cut, the lines are the same', async () => {
  await assert(
    asyncProperty(string({ unit: constantFrom('a', 'ß', '👩', '\n', '\r') }), array(nat(40)), async (text, cuts) => {
      const bytes = Buffer.from(text);
      const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).toSorted((a, b) => a - b), bytes.length];
      const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
      expect(await linesOf(...chunks)).toEqual(await linesOf(bytes));
    }),
    propertyRuns,
  );
});
