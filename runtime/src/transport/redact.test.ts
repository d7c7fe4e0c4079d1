import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

describe('redact', () => {
  it.each([
    ['https://b.s3.aws/x?X-Amz-Signature=abc&X-Amz-Date=1 end', 'https://b.s3.aws/x?X-Amz-Signature=[redacted]&X-Amz-Date=[redacted] end'],
    ['{"url":"https://b/x?a=1&X-Amz-Credential=AKIA%2F1"}', '{"url":"https://b/x?a=1&X-Amz-Credential=[redacted]"}'],
    ['{"url":"https://b/x?a=1\\u0026X-Amz-Signature=abc"}', '{"url":"https://b/x?a=1\\u0026X-Amz-Signature=[redacted]"}'],
    ['<a href="https://b/x?a=1&amp;X-Amz-Signature=abc">', '<a href="https://b/x?a=1&amp;X-Amz-Signature=[redacted]">'],
    ['https://b/x?Signature=s&Expires=9&Key-Pair-Id=K', 'https://b/x?Signature=[redacted]&Expires=9&Key-Pair-Id=[redacted]'],
    ['https://b/x?sv=1&sig=zzz', 'https://b/x?sv=1&sig=[redacted]'],
    ['the signature=fine in prose', 'the signature=fine in prose'],
    ['key _k1 and _k1 again', 'key [redacted] and [redacted] again'],
  ])('%s', (text, safe) => {
    expect(redact(text, ['_k1', ''])).toBe(safe);
  });

  it('takes a page of beginnings for what it is, at once', () => {
    const text = 'u0026x-amz-'.repeat(100_000);
    expect(redact(text, [])).toBe(text);
  });
});
