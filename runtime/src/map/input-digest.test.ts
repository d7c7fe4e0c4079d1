import { expect, test } from 'vitest';
import { bytes, file, uploaded } from '../files/source.ts';
import { inputDigest } from './input-digest.ts';

const digest = (input: unknown): Promise<string> => inputDigest('wf', input);
const text = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content);

test('is a hash in hex', async () => {
  expect(await digest({ note: 'a' })).toMatch(/^[0-9a-f]{64}$/);
});

test('is the same for the same values', async () => {
  const pairs: [unknown, unknown][] = [
    [
      { a: 1, b: [{ c: null, d: true }] },
      { b: [{ d: true, c: null }], a: 1 },
    ],
    [{ a: undefined, b: 1 }, { b: 1 }],
    [{ at: new Date(0) }, { at: new Date(0) }],
    [{ f: file('./a.pdf') }, { f: file('./a.pdf') }],
    [{ f: bytes(text('x'), 'a.txt') }, { f: bytes(text('-x-').subarray(1, 2), 'a.txt') }],
    [{ f: new File(['x'], 'a.txt') }, { f: new File(['x'], 'a.txt') }],
    [{ f: uploaded('https://x.test/a.pdf?X-Amz-Signature=1') }, { f: uploaded('https://x.test/a.pdf?X-Amz-Signature=2') }],
  ];
  for (const [one, other] of pairs) expect(await digest(one)).toBe(await digest(other));
});

test('is another for another workflow or other values, also where they look alike', async () => {
  const inputs: unknown[] = [
    {},
    { a: 1 },
    { a: '1' },
    { a: [1] },
    { a: null },
    { a: { b: 1 } },
    { a: ['fields', [['b', 1]]] },
    { a: [['b', 1]] },
    { a: file('./a.pdf') },
    { a: file('./b.pdf') },
    { a: ['path', './a.pdf'] },
    { a: bytes(text('x'), 'a.txt') },
    { a: bytes(text('y'), 'a.txt') },
    { a: bytes(text('x'), 'b.txt') },
    { a: new File(['x'], 'a.txt') },
    { a: new Blob(['x']) },
    { a: uploaded('https://x.test/a.pdf') },
    JSON.parse('{"__proto__":{"b":1}}'),
  ];
  const digests = await Promise.all([...inputs.map(digest), inputDigest('other', {})]);
  expect(new Set(digests).size).toBe(inputs.length + 1);
});
