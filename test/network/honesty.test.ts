import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FaultKind } from '@opus-codegen/local-operator';
import { deserted, idOf, KEYS, startPlainBehindHttps, startSelfSigned, startStage, type Ended, type Key, type Stage } from './stage.ts';

/**
 * Network honesty of the real command (codegen.md, exit codes): 2x, we looked and it differs; 3x, we could not look, which is never called drift
 * and never "no drift".
 */

vi.setConfig({ testTimeout: 120_000 });

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
}, 60_000);
afterAll(() => stage[Symbol.asyncDispose]());
beforeEach(() => stage.reset());

/** A fault of the service for one workflow, or for all. */
function fail(kind: FaultKind, { key, times = Infinity }: { readonly key?: Key; readonly times?: number } = {}): void {
  stage.operator.fault({
    call: 'getWorkflow',
    times,
    ...kind,
    ...(key === undefined ? {} : { match: ({ path }) => path.includes(idOf(key)) }),
  });
}

function firstLine({ stdout }: Ended): string {
  return stdout.split('\n')[0] ?? '';
}

/** Every way of saying that something was found, or that nothing was. */
const VERDICTS = /drift|absence|no change|unchanged|up to date|breaking|nothing to do|as .* says/i;
/** The one sentence that may hold such words: it says that they do not apply. */
const NEITHER = /Whether anything changed is unknown: this is neither drift nor its absence\./g;

/** The lines of an output that say more than anybody knows. */
function verdicts(...texts: readonly string[]): readonly string[] {
  const lines = texts.flatMap((text) => text.replaceAll(NEITHER, '').split('\n'));
  return lines.filter((line) => VERDICTS.test(line));
}

describe('nobody could be asked', () => {
  const nothingVerified = `0 of 9 verified · 9 NOT VERIFIED`;

  test.each<[string, () => Promise<string> | string, string]>([
    ['nobody listens', deserted, 'ECONNREFUSED'],
    ['the name leads nowhere', () => 'https://operator.invalid', 'ENOTFOUND|EAI_AGAIN'],
  ])('%s: 30', async (_, address, reason) => {
    const result = await stage.run(['check'], { OPUS_BASE_URL: await address() });
    expect({ code: result.code, first: firstLine(result), verdicts: verdicts(result.stdout, result.stderr) }).toEqual({
      code: 30,
      first: nothingVerified,
      verdicts: [],
    });
    expect(result.stdout).toMatch(new RegExp(`error OPUS3005 .*(?:${reason})`));
  });

  test.each([
    ['a certificate nobody vouches for', startSelfSigned],
    ['plain HTTP where TLS belongs', startPlainBehindHttps],
  ])('%s: 30, and nothing was sent', async (_, start) => {
    await using server = await start();
    const result = await stage.run(['check'], { OPUS_BASE_URL: server.baseUrl });
    expect({
      code: result.code,
      first: firstLine(result),
      verdicts: verdicts(result.stdout, result.stderr),
      requests: server.requests,
    }).toEqual({
      code: 30,
      first: nothingVerified,
      verdicts: [],
      requests: [],
    });
    expect(result.stdout).toMatch(/error OPUS3005 .*no trustworthy connection \(\w+\)/);
  });

  test.each<[string, FaultKind, number, RegExp]>([
    ['401', { kind: 'status', status: 401 }, 31, /OPUS3002 .* answered 401 for all 9 workflows\./],
    ['403', { kind: 'status', status: 403 }, 31, /OPUS3002 .* answered 403 for all 9 workflows\./],
    ['404 for all of them', { kind: 'status', status: 404 }, 31, /OPUS3002 .* answered 404 for all 9 workflows\./],
    ['429 for ever', { kind: 'rateLimit', via: 'body', hintSeconds: 0 }, 30, /OPUS3006 .*429/],
    ['500', { kind: 'status', status: 500 }, 30, /OPUS3006 .*500/],
    ['a gateway’s 502 page', { kind: 'html', status: 502 }, 30, /OPUS3006 .*502/],
    ['a page with 200', { kind: 'html', status: 200 }, 30, /OPUS3006 .*no JSON/],
    ['200 with an error inside', { kind: 'innerError' }, 30, /OPUS3006 .*500/],
    ['JSON that is no workflow', { kind: 'body', body: { hello: 'CUSTOMER-DATA' } }, 30, /OPUS3007 .*hello/],
    ['JSON cut in the middle', { kind: 'truncatedJson' }, 30, /OPUS300[56] /],
    ['an answer cut off', { kind: 'cutBody' }, 30, /OPUS3005 /],
    ['a connection dropped', { kind: 'dropBefore' }, 30, /OPUS3005 /],
    ['no answer in time', { kind: 'hang' }, 30, /OPUS3005 .*in time/],
    ['a redirect', { kind: 'redirect', to: 'crossOrigin' }, 30, /OPUS3006 .*redirect/],
  ])('%s: %s', async (_, kind, code, told) => {
    fail(kind);
    const before = stage.tree();
    const result = await stage.run(['check'], kind.kind === 'hang' ? { HASTE: '100' } : {});
    expect({ code: result.code, first: firstLine(result), verdicts: verdicts(result.stdout, result.stderr) }).toEqual({
      code,
      first: nothingVerified,
      verdicts: [],
    });
    expect(result.stdout).toMatch(told);
    expect(result.stdout).not.toContain('CUSTOMER-DATA');
    expect(result.stdout + result.stderr).not.toContain(stage.operator.serviceKey);
    expect(stage.operator.leakedKeyCount).toBe(0);
    expect(stage.tree()).toEqual(before);
  });

  test('no key: 31, and nobody is asked', async () => {
    const result = await stage.run(['check'], { OPUS_SERVICE_KEY: '' });
    expect({ code: result.code, first: firstLine(result), verdicts: verdicts(result.stdout, result.stderr) }).toEqual({
      code: 31,
      first: nothingVerified,
      verdicts: [],
    });
    expect(stage.operator.requests).toEqual([]);
  });
});

describe('most could be asked', () => {
  test.each<[string, FaultKind, number]>([
    ['500 for one', { kind: 'status', status: 500 }, 30],
    ['no answer in time for one', { kind: 'hang' }, 30],
    ['403 for one', { kind: 'status', status: 403 }, 31],
  ])('%s: %s, and the others are verified', async (_, kind, code) => {
    fail(kind, { key: 'fourth' });
    const result = await stage.run(['check'], kind.kind === 'hang' ? { HASTE: '50' } : {});
    expect({ code: result.code, first: firstLine(result) }).toEqual({ code, first: '8 of 9 verified · 1 NOT VERIFIED' });
    expect(result.stdout).toContain('"fourth"');
  });

  test('two fail in two ways: 31 before 30, 7 of 9 verified', async () => {
    fail({ kind: 'status', status: 403 }, { key: 'second' });
    fail({ kind: 'html', status: 504 }, { key: 'ninth' });
    const result = await stage.run(['check', '--format', 'json']);
    expect(result.code).toBe(31);
    expect(JSON.parse(result.stdout)).toMatchObject({
      exitCode: 31,
      exitReasons: ['no-access', 'no-answer'],
      projects: [{ live: { summary: { workflows: 9, verified: 7, drifted: 0, unverified: 2 } } }],
    });
  });

  test('404 for one while the others answer is a fact: 20', async () => {
    stage.operator.removeWorkflow(idOf('sixth'));
    const result = await stage.run(['check']);
    expect({ code: result.code, first: firstLine(result) }).toEqual({
      code: 20,
      first: '8 of 9 verified · 1 drifted (1 breaking)',
    });
    expect(result.stdout).toContain('workflow-missing');
  });

  test.each<[string, () => void, readonly string[], number, readonly string[]]>([
    ['breaking drift beside an outage', () => stage.edit('first', 'breaking'), [], 20, ['breaking-drift', 'no-answer']],
    ['a warning that fails beside an outage', () => stage.edit('first', 'renamed'), ['--fail-on', 'warning'], 22, ['drift', 'no-answer']],
    ['a warning that does not fail beside an outage', () => stage.edit('first', 'renamed'), [], 30, ['no-answer']],
    ['files out of date beside an outage', () => stage.makeStale(), [], 21, ['out-of-date', 'no-answer']],
  ])('%s: a certain fact outweighs the unknown, and both are told', async (_, change, args, code, exitReasons) => {
    change();
    fail({ kind: 'status', status: 503 }, { key: 'fourth' });
    const result = await stage.run(['check', '--format', 'json', ...args]);
    expect(result.code).toBe(code);
    expect(JSON.parse(result.stdout)).toMatchObject({ exitCode: code, exitReasons, projects: [{ live: { summary: { unverified: 1 } } }] });
  });

  test('what is over before the attempts are is no failure at all', async () => {
    fail({ kind: 'status', status: 500 }, { key: 'first', times: 2 });
    fail({ kind: 'rateLimit', via: 'both', hintSeconds: 1 }, { key: 'second', times: 1 });
    fail({ kind: 'dropBefore' }, { key: 'third', times: 3 });
    const result = await stage.run(['check']);
    expect({ code: result.code, first: firstLine(result) }).toEqual({ code: 0, first: '9 of 9 verified' });
    expect(stage.operator.requestCount('getWorkflow')).toBe(KEYS.length + 6);
  });
});

describe('other commands', () => {
  test('generate changes nothing of what it could not read, and ends with 30', async () => {
    for (const key of ['first', 'fourth'] as const) stage.edit(key, 'breaking');
    fail({ kind: 'status', status: 500 }, { key: 'fourth' });
    const before = stage.tree();
    const result = await stage.run(['generate']);
    expect(result.code).toBe(30);
    const after = stage.tree();
    expect(
      Object.keys(after)
        .filter((name) => after[name] !== before[name])
        .toSorted(),
    ).toEqual(['opus.lock.json', 'opus/first.ts']);
    expect(lockEntry(after, 'fourth')).toEqual(lockEntry(before, 'fourth'));
  });

  test('pull writes nothing when nobody answers', async () => {
    const before = stage.tree();
    const result = await stage.run(['pull'], { OPUS_BASE_URL: await deserted() });
    expect(result.code).toBe(30);
    expect(stage.tree()).toEqual(before);
  });

  test('--remote auto ends with 0, and says what it did not verify', async () => {
    const result = await stage.run(['check', '--remote', 'auto'], { OPUS_BASE_URL: await deserted() });
    expect({ code: result.code, first: firstLine(result), verdicts: verdicts(result.stdout, result.stderr) }).toEqual({
      code: 0,
      first: '0 of 9 verified · 9 NOT VERIFIED',
      verdicts: [],
    });
  });
});

test('no report of an outage speaks of drift or its absence', async () => {
  fail({ kind: 'status', status: 500 });
  const formats = ['markdown', 'html', 'github', 'gitlab', 'junit', 'sarif', 'json', 'text'];
  const result = await stage.run(['check', ...formats.flatMap((format) => ['--report', `${format}=reports/${format}`])]);
  expect(result.code).toBe(30);
  const reports = stage.tree();
  for (const format of formats) {
    const report = reports[`reports/${format}`] ?? '';
    expect([format, report]).toEqual([format, expect.stringMatching(/not.verified|unverified/i)]);
    expect([format, /no drift|nothing to do|every workflow is as/i.exec(report)?.[0]]).toEqual([format, undefined]);
  }
});

function lockEntry(tree: Readonly<Record<string, string>>, key: Key): unknown {
  const lockfile = JSON.parse(tree['opus.lock.json'] ?? '{}') as { readonly workflows: Readonly<Record<string, unknown>> }; // just written
  return lockfile.workflows[key];
}
