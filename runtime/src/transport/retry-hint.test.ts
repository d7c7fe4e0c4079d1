import { describe, expect, it } from 'vitest';
import { retryHintMs } from './retry-hint.ts';

const nowMs = Date.parse('Wed, 01 Jul 2026 10:00:00 GMT');

describe('retryHintMs', () => {
  it.each([
    [null, {}, undefined],
    ['0', {}, 0],
    ['3', {}, 3_000],
    [' 1.5 ', {}, 1_500],
    ['3600', {}, 60_000],
    ['Wed, 01 Jul 2026 10:00:12 GMT', {}, 12_000],
    ['Wed, 01 Jul 2026 09:00:00 GMT', {}, 0],
    ['-5', {}, undefined],
    ['soon', {}, undefined],
    ['', {}, undefined],
    [null, { metadata: { retryAfterSeconds: 0 } }, 0],
    [null, { metadata: { retryAfterSeconds: 4 } }, 4_000],
    [null, { metadata: { retryAfterSeconds: -4 } }, undefined],
    [null, { metadata: { retryAfterSeconds: '4' } }, undefined],
    [null, { metadata: null }, undefined],
    [null, 'text', undefined],
    ['2', { metadata: { retryAfterSeconds: 4 } }, 4_000],
    ['6', { metadata: { retryAfterSeconds: 4 } }, 6_000],
  ])('reads header %j and body %j as %s', (header, body, expected) => {
    expect(retryHintMs(header, body, nowMs)).toBe(expected);
  });
});
