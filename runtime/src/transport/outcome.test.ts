import { describe, expect, it } from 'vitest';
import { networkError } from '../testing/fake-fetch.ts';
import { classifyAnswer, classifyFailure, type Expected } from './outcome.ts';

const read = (status: number, body: unknown, headers: Record<string, string> = {}, expected: Expected = 'json') =>
  classifyAnswer(
    { status, headers: new Headers(headers), text: typeof body === 'string' ? body : JSON.stringify(body) },
    { expected, nowMs: 0, scrub: (text) => text.replaceAll('KEY', '***') },
  );

describe('classifyAnswer', () => {
  it.each([
    // status, body, headers → kind, code, hintMs
    [200, { status: 'OK' }, {}, 'accepted', undefined, undefined],
    [201, { jobExecutionId: '1' }, {}, 'accepted', undefined, undefined],
    [200, '', {}, 'ambiguous', 'UNEXPECTED_RESPONSE', undefined],
    [200, '<html>gateway</html>', {}, 'ambiguous', 'UNEXPECTED_RESPONSE', undefined],
    [200, '{"jobExecutionId": "25', {}, 'ambiguous', 'UNEXPECTED_RESPONSE', undefined],
    [200, { statusCode: 500, message: 'inner' }, {}, 'ambiguous', 'NOT_ACCEPTED', undefined],
    [200, { statusCode: 404, message: 'inner' }, {}, 'final', 'NOT_ACCEPTED', undefined],
    [200, { statusCode: 429, message: 'slow', metadata: { retryAfterSeconds: 2 } }, {}, 'refused', 'RATE_LIMITED', 2_000],
    [200, { success: false, error: 'no' }, {}, 'final', 'NOT_ACCEPTED', undefined],
    [200, { success: true, message: 'fine' }, {}, 'accepted', undefined, undefined],
    [200, { statusCode: 200, message: 'fine' }, {}, 'accepted', undefined, undefined],
    [200, { success: false, status: 'FAILED' }, {}, 'accepted', undefined, undefined],
    [200, { success: false, results: {} }, {}, 'accepted', undefined, undefined],
    [302, '', { location: 'https://elsewhere.example' }, 'final', 'UNEXPECTED_REDIRECT', undefined],
    [307, '', {}, 'final', 'UNEXPECTED_REDIRECT', undefined],
    [400, { message: ['callbackUrl must be a URL address'] }, {}, 'final', 'BAD_REQUEST', undefined],
    [401, { message: 'Invalid or expired API key' }, {}, 'final', 'UNAUTHORIZED', undefined],
    [403, {}, {}, 'final', 'FORBIDDEN', undefined],
    [404, '<html>', {}, 'final', 'NOT_FOUND', undefined],
    [408, '', {}, 'ambiguous', 'SERVER_ERROR', undefined],
    [409, {}, {}, 'final', 'CONFLICT', undefined],
    [413, '<html>', {}, 'final', 'BAD_REQUEST', undefined],
    [429, {}, {}, 'refused', 'RATE_LIMITED', undefined],
    [429, {}, { 'retry-after': '7' }, 'refused', 'RATE_LIMITED', 7_000],
    [429, { metadata: { retryAfterSeconds: 0 } }, {}, 'refused', 'RATE_LIMITED', 0],
    [500, {}, {}, 'ambiguous', 'SERVER_ERROR', undefined],
    [502, '<html>', {}, 'ambiguous', 'SERVER_ERROR', undefined],
    [503, {}, {}, 'ambiguous', 'SERVER_ERROR', undefined],
    [503, {}, { 'retry-after': '1' }, 'refused', 'SERVER_ERROR', 1_000],
    [504, '<html>', {}, 'ambiguous', 'SERVER_ERROR', undefined],
  ] as const)('reads %i %j %j as %s %s', (status, body, headers, kind, code, hintMs) => {
    const outcome = read(status, body, headers);
    expect({ kind: outcome.kind, code: 'code' in outcome ? outcome.code : undefined }).toEqual({ kind, code });
    expect('hintMs' in outcome ? outcome.hintMs : undefined).toBe(hintMs);
  });

  it('takes an empty answer where one may be, and any that does not say no where none is expected', () => {
    expect(read(200, '', {}, 'maybeJson')).toEqual({ kind: 'accepted', status: 200, json: undefined });
    expect(read(200, '<xml/>', {}, 'nothing')).toEqual({ kind: 'accepted', status: 200, json: undefined });
    expect(read(200, { statusCode: 500, message: 'no' }, {}, 'nothing')).toMatchObject({ kind: 'ambiguous', code: 'NOT_ACCEPTED' });
    expect(read(202, { any: 1 }, {}, 'maybeJson')).toEqual({ kind: 'accepted', status: 202, json: { any: 1 } });
  });

  it('shows the beginning of a page that came instead of an answer, and nothing of an answer that broke off', () => {
    expect(read(200, '<html>Sign in to the proxy</html>')).toMatchObject({
      code: 'UNEXPECTED_RESPONSE',
      body: '<html>Sign in to the proxy</html>',
    });
    for (const half of [' {"value":"a sample of som', '[{"out":"somebody’s', '"text of a cust']) {
      expect(read(200, half)).not.toHaveProperty('body');
    }
  });

  it('keeps the request id and the service’s words, one line and short, and scrubs before it cuts', () => {
    const message = `bad\u001b[31m\nline ${'x'.repeat(280)}KEYKEY`;
    const outcome = read(400, { message: [message, 'second'] }, { 'x-request-id': 'r-1 KEY' });
    expect(outcome).toMatchObject({ requestId: 'r-1 ***', status: 400 });
    expect('detail' in outcome && outcome.detail).toBe(
      `answered 400: bad [31m line ${'x'.repeat(280)}******; second`.slice(0, 'answered 400: '.length + 300),
    );
    expect(JSON.stringify(outcome)).not.toContain('KEY');
  });

  it('keeps 8,000 characters of a body', () => {
    const outcome = read(500, `${'a'.repeat(7_998)}KEY and more`);
    expect('body' in outcome && outcome.body).toBe(`${'a'.repeat(7_998)}**`);
  });

  it('scrubs what it keeps of any answer', () => {
    for (const outcome of [read(200, '<p>KEY</p>'), read(200, { statusCode: 500, message: 'KEY' }), read(404, { message: 'KEY' })]) {
      expect(outcome).toHaveProperty('body', expect.stringContaining('***'));
      expect(JSON.stringify(outcome)).not.toContain('KEY');
    }
  });

  it('is not confused by a hostile prototype', () => {
    expect(read(200, '{"__proto__": {"statusCode": 500, "message": "x"}, "jobExecutionId": "1"}')).toMatchObject({ kind: 'accepted' });
    expect(({} as { statusCode?: unknown }).statusCode).toBeUndefined();
  });
});

describe('classifyFailure', () => {
  it.each([
    ['ECONNREFUSED', 'notSent', 'CONNECT_FAILED'],
    ['ENOTFOUND', 'notSent', 'CONNECT_FAILED'],
    ['EAI_AGAIN', 'notSent', 'CONNECT_FAILED'],
    ['EHOSTUNREACH', 'notSent', 'CONNECT_FAILED'],
    ['UND_ERR_CONNECT_TIMEOUT', 'notSent', 'CONNECT_FAILED'],
    ['ECONNRESET', 'ambiguous', 'CONNECTION_LOST'],
    ['EPIPE', 'ambiguous', 'CONNECTION_LOST'],
    ['UND_ERR_SOCKET', 'ambiguous', 'CONNECTION_LOST'],
    ['UND_ERR_HEADERS_TIMEOUT', 'ambiguous', 'CONNECTION_LOST'],
    ['UND_ERR_BODY_TIMEOUT', 'ambiguous', 'CONNECTION_LOST'],
    ['CERT_HAS_EXPIRED', 'final', 'TLS_FAILED'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'final', 'TLS_FAILED'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'final', 'TLS_FAILED'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'final', 'TLS_FAILED'],
  ])('reads %s as %s %s', (code, kind, errorCode) => {
    expect(classifyFailure(networkError(code))).toMatchObject({ kind, code: errorCode, detail: expect.stringContaining(code) });
  });

  it('looks into aggregates and at what the system was asked to do', () => {
    const aggregate = new TypeError('fetch failed', {
      cause: Object.assign(new AggregateError([]), { errors: [{ code: 'ECONNREFUSED' }] }),
    });
    expect(classifyFailure(aggregate).kind).toBe('notSent');
    expect(classifyFailure(networkError('ETIMEDOUT', { syscall: 'connect' })).kind).toBe('notSent');
    for (const code of ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN']) {
      expect(classifyFailure(networkError(code, { syscall: 'read' })).kind).toBe('ambiguous');
      expect(classifyFailure(networkError(code, { syscall: 'write' })).kind).toBe('ambiguous');
    }
  });

  it.each(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER'])(
    'takes %s for final only where nothing is asked to be done: it may come in the middle of an answer',
    (code) => {
      expect(classifyFailure(networkError(code), 'GET')).toMatchObject({ kind: 'final', code: 'TLS_FAILED' });
      expect(classifyFailure(networkError(code), 'POST')).toMatchObject({ kind: 'ambiguous', code: 'TLS_FAILED' });
    },
  );

  it('tells a refused redirect apart, but not a URL that mentions one', () => {
    const refused = new TypeError('fetch failed', { cause: new Error('unexpected redirect') });
    expect(classifyFailure(refused)).toMatchObject({ kind: 'final', code: 'UNEXPECTED_REDIRECT' });
    const mentions = new TypeError('error sending request for url (https://x.example/redirect)');
    expect(classifyFailure(mentions)).toMatchObject({ kind: 'ambiguous', code: 'CONNECTION_LOST' });
  });

  it('tells a port that fetch never uses, and tries no second time', () => {
    expect(classifyFailure(new TypeError('fetch failed', { cause: new Error('bad port') }))).toEqual({
      kind: 'final',
      code: 'CONNECT_FAILED',
      detail: 'could not connect (fetch refuses this port)',
    });
  });

  it.each([[undefined], ['text'], [{}], [new Error('boom')]])('takes %s for a lost connection, and repeats no message', (thrown) => {
    expect(classifyFailure(thrown)).toEqual({ kind: 'ambiguous', code: 'CONNECTION_LOST', detail: 'lost the connection' });
  });

  it('ends on a circular chain of causes', () => {
    const error = new Error('round');
    error.cause = error;
    expect(classifyFailure(error).kind).toBe('ambiguous');
  });
});
