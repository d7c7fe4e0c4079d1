import { describe, expect, test } from 'vitest';
import { failureDiagnostics, type FailedRead, type LiveFailureKind } from './live-failure.ts';
import { kindOf } from './read-live.ts';

const context = { label: 'opus.config.ts', serviceKeyEnv: 'OPUS_SERVICE_KEY', baseUrl: 'https://operator.opus.com' };

function failed(key: string, kind: LiveFailureKind, message = `HTTP of ${kind}`): FailedRead {
  return { workflow: { key, workflowId: `id-${key}`, overrides: {} }, failure: { kind, message } };
}

function said(failures: readonly FailedRead[], readCount: number): readonly string[] {
  return failureDiagnostics(failures, readCount, context).map(({ name, what, exit }) => `${exit} ${name}: ${what}`);
}

describe('all of them answered 401, 403 or 404', () => {
  test('is a problem of the key, said once', () => {
    expect(said([failed('a', 'unauthorized'), failed('b', 'forbidden'), failed('c', 'not-found')], 0)).toEqual([
      'no-access key-rejected: https://operator.opus.com answered 401, 403, 404 for all 3 workflows.',
    ]);
  });

  test('also when there is only one', () => {
    expect(said([failed('a', 'not-found')], 0)).toEqual([
      'no-access key-rejected: https://operator.opus.com answered 404 for "a" (id-a), the only workflow asked for.',
    ]);
  });

  test('names the ids before the key where all were answered 404', () => {
    const fixes = (['not-found', 'unauthorized'] as const).map((kind) => failureDiagnostics([failed('a', kind)], 0, context)[0]?.fix);
    expect(fixes).toEqual([
      'Check the ids against the addresses of the workflow pages, then the workspace of OPUS_SERVICE_KEY, then baseUrl.',
      'Check that OPUS_SERVICE_KEY is not expired and belongs to the workspace of these workflows, then the ids and baseUrl.',
    ]);
  });

  test('says what is odd about the key', () => {
    const [diagnostic] = failureDiagnostics([failed('a', 'unauthorized')], 0, {
      ...context,
      keyHint: 'The key does not begin with an underscore',
    });
    expect(diagnostic?.fix).toMatch(/^The key does not begin with an underscore\. Check that OPUS_SERVICE_KEY/);
  });
});

test('an address of this machine where nobody listens is a local operator that does not run; another one is a matter of the network', () => {
  const refused: FailedRead = {
    ...failed('a', 'unreachable'),
    failure: { kind: 'unreachable', message: 'GET /workflow/{id} could not connect (ECONNREFUSED)', hint: 'Check the network.' },
  };
  const fixes = ['http://localhost:4010', 'https://operator.opus.com'].map(
    (baseUrl) => failureDiagnostics([refused], 0, { ...context, baseUrl })[0]?.fix,
  );
  expect(fixes).toEqual([
    'Nobody listens there: start `opus-codegen serve`, or correct the address (OPUS_BASE_URL in the environment or .env, else `baseUrl`). Nothing was changed for what was not read.',
    'Check the network. Nothing was changed for what was not read.',
  ]);
});

test('while others answer, each has its own reason and its own exit', () => {
  expect(said([failed('a', 'forbidden'), failed('b', 'not-found'), failed('c', 'no-answer'), failed('d', 'unreadable')], 1)).toEqual([
    'no-access workflow-forbidden: HTTP of forbidden: "a".',
    'no-access workflow-not-found: HTTP of not-found: "b".',
    'no-answer service-error: HTTP of no-answer: "c".',
    'no-answer schema-unreadable: HTTP of unreadable: "d".',
  ]);
});

test('when one other was answered, the key is good', () => {
  expect(said([failed('a', 'forbidden')], 1)).toEqual(['no-access workflow-forbidden: HTTP of forbidden: "a".']);
});

test('one that could not be reached says nothing about the key of the others', () => {
  expect(said([failed('a', 'unauthorized'), failed('b', 'unreachable')], 0)).toEqual([
    'no-access workflow-forbidden: HTTP of unauthorized: "a".',
    'no-answer service-unreachable: HTTP of unreachable: "b".',
  ]);
});

test('what fails in one way is told once, with every key', () => {
  expect(
    said([failed('a', 'unreachable', 'refused'), failed('b', 'unreachable', 'refused'), failed('c', 'unreachable', 'slow')], 0),
  ).toEqual(['no-answer service-unreachable: refused: "a", "b".', 'no-answer service-unreachable: slow: "c".']);
});

test.each([
  ['UNAUTHORIZED', 'unauthorized'],
  ['FORBIDDEN', 'forbidden'],
  ['NOT_FOUND', 'not-found'],
  ['CONNECT_FAILED', 'unreachable'],
  ['CONNECTION_LOST', 'unreachable'],
  ['TLS_FAILED', 'unreachable'],
  ['REQUEST_TIMEOUT', 'unreachable'],
  ['RATE_LIMITED', 'no-answer'],
  ['SERVER_ERROR', 'no-answer'],
  ['UNEXPECTED_REDIRECT', 'no-answer'],
  ['UNEXPECTED_RESPONSE', 'no-answer'],
  ['NOT_ACCEPTED', 'no-answer'],
  ['BAD_REQUEST', 'no-answer'],
] as const)('the client saying %s counts as %s', (code, kind) => {
  expect(kindOf(code)).toBe(kind);
});
