import { expect, test } from 'vitest';
import { readBaseUrl } from './base-url.ts';

test.each([
  ['https://operator.opus.com', 'https://operator.opus.com'],
  ['https://operator.opus.com/', 'https://operator.opus.com'],
  [' https://Operator.Opus.com:443/api/v1// ', 'https://operator.opus.com/api/v1'],
  ['http://localhost:4711', 'http://localhost:4711'],
  ['http://127.0.0.1:4711/', 'http://127.0.0.1:4711'],
  ['http://[::1]:4711', 'http://[::1]:4711'],
])('%s is taken as %s', (text, baseUrl) => {
  expect(readBaseUrl(text)).toEqual({ ok: true, baseUrl });
});

test.each([
  ['operator.opus.com', 'it is not an absolute URL'],
  ['', 'it is not an absolute URL'],
  ['http://operator.opus.com', 'plain http would send the key unencrypted'],
  ['http://127.0.0.1.example.com', 'plain http would send the key unencrypted'],
  ['http://localhost.example.com', 'plain http would send the key unencrypted'],
  ['ftp://operator.opus.com', 'ftp: is not https:'],
  ['https://me:secret@operator.opus.com', 'it has a user or a password in it'],
  ['https://operator.opus.com?key=secret', 'it has a query or a fragment'],
])('%s is refused: %s', (text, problem) => {
  expect(readBaseUrl(text)).toEqual({ ok: false, problem });
});
