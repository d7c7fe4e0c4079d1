import { describe, expect, test } from 'vitest';
import { run, type Surroundings } from './run.ts';
import { tempFolder } from '../testing/temp-folder.ts';

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function ran(argv: readonly string[], over: Partial<Surroundings> = {}): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const code = await run({
    argv,
    cwd: '/',
    env: {},
    version: '1.2.3',
    today: '2026-11-23',
    runId: 'test',
    signal: new AbortController().signal,
    sleep: async () => {},
    stdout: { isTty: false, write: (text) => (stdout += text) },
    stderr: { isTty: false, write: (text) => (stderr += text) },
    ...over,
  });
  return { code, stdout, stderr };
}

/** An environment that breaks whoever looks: stands for a bug of ours. */
const broken: Surroundings['env'] = Object.defineProperty({}, 'OPUS_BASE_URL', {
  enumerable: true,
  get: () => {
    throw new TypeError('a bug');
  },
});

describe('a bug of ours', () => {
  test('ends with 1 and says that it is one; the stack only when asked', async () => {
    using folder = tempFolder({ 'opus.config.json': '{ "workflows": { "a": "x" } }' });
    const brief = await ran(['list', '--cwd', folder.path], { env: broken });
    expect(brief.code).toBe(1);
    expect(brief.stdout).toBe('');
    expect(brief.stderr).toBe(
      'error OPUS9002 TypeError: a bug\n  why This is a bug of ours, not of your project.\n  fix Run again with --verbose for the stack, and report it.\n',
    );
    expect((await ran(['list', '--cwd', folder.path, '--verbose'], { env: broken })).stderr).toMatch(/run\.test\.ts:\d+/);
  });

  test('is one json document on stdout when json was asked for', async () => {
    using folder = tempFolder({ 'opus.config.json': '{ "workflows": { "a": "x" } }' });
    const { stdout, stderr } = await ran(['list', '--format', 'json', '--cwd', folder.path], { env: broken });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      formatVersion: 1,
      command: 'list',
      exitCode: 1,
      exitReasons: ['bug'],
      diagnostics: [{ code: 'OPUS9002' }],
    });
    expect(JSON.parse(stdout).diagnostics[0]).not.toHaveProperty('exit');
  });
});

test('an abort ends with 130, whatever went wrong because of it', async () => {
  using folder = tempFolder({ 'opus.config.json': '{ "workflows": { "a": "x" } }' });
  const { code, stderr } = await ran(['list', '--cwd', folder.path], { env: broken, signal: AbortSignal.abort() });
  expect(code).toBe(130);
  expect(stderr).toMatch(/^error OPUS9003 Interrupted\.\n/);
});

async function writtenToTerminal(argv: readonly string[], env: Surroundings['env']): Promise<string> {
  let text = '';
  await ran(['--cwd', '/nowhere', ...argv], { env, stderr: { isTty: true, write: (more) => (text += more) } });
  return text;
}

test('colours are for terminals, unless --no-color or NO_COLOR says otherwise', async () => {
  const escape = '\u001b[';
  expect(await writtenToTerminal([], {})).toContain(escape);
  expect(await writtenToTerminal([], { NO_COLOR: '' })).toContain(escape);
  expect(await writtenToTerminal(['--no-color'], {})).not.toContain(escape);
  expect(await writtenToTerminal([], { NO_COLOR: '1' })).not.toContain(escape);
  expect((await ran(['--cwd', '/nowhere'])).stderr).not.toContain(escape);
});

test('--version says the version', async () => {
  expect(await ran(['--version'])).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' });
});
