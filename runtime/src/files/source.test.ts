import { describe, expect, test } from 'vitest';
import { bytes, extensionOf, extensionToSend, file, fileKey, isFile, isUploaded, uploaded } from './source.ts';

test.each([
  ['./Scans/March.PDF', '.pdf'],
  ['C:\\scans.v2\\march', ''],
  ['./v1.2/march', ''],
  ['march.tar.gz', '.gz'],
  ['.pdf', '.pdf'],
  ['march.', '.'],
  ['', ''],
])('the extension of %j is %j', (path, extension) => {
  expect(extensionOf(path)).toBe(extension);
});

describe('what counts as a file', () => {
  test.each([file('./a.pdf'), bytes(new Uint8Array(1), 'a.pdf'), uploaded('https://x.test/a.pdf'), new Blob([]), new File([], 'a.pdf')])(
    'is what our functions made, and a Blob',
    (value) => {
      expect(isFile(value)).toBe(true);
    },
  );

  test.each([
    './a.pdf',
    JSON.parse('{"~file":"opus-codegen.file.local","path":"/etc/passwd","extension":""}'),
    new Uint8Array(1),
    null,
    undefined,
  ])('is nothing that somebody could have sent as JSON', (value) => {
    expect(isFile(value)).toBe(false);
  });

  test('survives a copy of this package: the mark is a registered symbol', () => {
    expect(isUploaded({ '~file': Symbol.for('opus-codegen.file.uploaded'), url: 'https://x.test/a.pdf' })).toBe(true);
  });

  test('loses its mark in JSON, so a file cannot be revived from text', () => {
    expect(JSON.parse(JSON.stringify(file('./a.pdf')))).toEqual({ path: './a.pdf', extension: '.pdf' });
  });
});

test.each([
  [new File([''], 'A.PNG', { type: 'application/pdf' }), [], '.png'],
  [new Blob([''], { type: 'image/jpeg' }), ['.jpg', '.png'], '.jpg'],
  [new Blob([''], { type: 'image/jpeg' }), ['.png'], '.jpeg'],
  [new Blob([''], { type: 'text/xml; charset=utf-8' }), [], '.xml'],
  [new File([''], 'noname', { type: 'text/csv' }), [], '.csv'],
  [new Blob(['']), [], ''],
])('%o, accepted as %j, is sent as %j', (source, accept, extension) => {
  expect(extensionToSend(source, accept)).toBe(extension);
});

test('the same source has the same key, another one another', () => {
  const data = new Uint8Array(1);
  const blob = new Blob(['x'], { type: 'application/pdf' });
  const keys = [
    file('./a.pdf'),
    file('./b.pdf'),
    bytes(data, 'a.pdf'),
    bytes(data, 'b.pdf'),
    bytes(new Uint8Array(1), 'a.pdf'),
    blob,
    new Blob(['x']),
  ].map((source) => fileKey(source, undefined));
  expect(new Set(keys).size).toBe(keys.length);
  expect(fileKey(file('./a.pdf'), undefined)).toBe(keys[0]);
  expect(fileKey(bytes(data, 'a.pdf'), ['.pdf'])).toBe(keys[2]);
  expect(fileKey(blob, ['.pdf'])).toBe(keys[5]);
});
