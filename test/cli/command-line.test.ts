import { expect, describe, test, beforeAll, afterAll } from 'vitest';
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { BIN, json, startCliProject, type CliProject } from './harness.ts';
import { workflowIds } from '../workflows/workflows.ts';

let project: CliProject;

beforeAll(async () => {
  project = await startCliProject({ keys: ['invoice'] });
});

afterAll(() => project[Symbol.asyncDispose]());

describe('help', () => {
  test.each(['generate', 'pull', 'check', 'list', 'watch'])(
    '%s --help tells its flags, the common ones, and two examples',
    async (command) => {
      const result = await project.run([command, '--help']);
      expect(result.code).toBe(0);
      expect(result.stderr).toBe('');
      expect(result.stdout).toMatch(new RegExp(`^Usage: opus-codegen ${command} \\[options\\]`));
      expect(result.stdout).toMatch(/--config <path>.*--cwd <folder>.*--filter <key>.*--format <format>/s);
      expect(result.stdout.match(/^ {2}\$ opus-codegen /gm)).toHaveLength(2);
    },
  );

  test('--help and --version of the whole', async () => {
    const help = await project.runProcess(['--help']);
    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(/generate.*pull.*check.*list/s);
    expect((await project.runProcess(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('a command line that is not understood ends with 2', () => {
  test.each([
    [['genrate'], "Unknown command 'genrate'.", 'Did you mean generate?'],
    [['sing'], "Unknown command 'sing'.", 'Commands: init, add, remove, doctor, '],
    [['help', 'chekc'], "Unknown command 'chekc'.", 'Did you mean check?'],
    [['--quiet', 'help', 'sing'], "Unknown command 'sing'.", 'Commands: init, add, '],
    [['check', '--ofline'], "Unknown option '--ofline'.", 'Did you mean --offline?'],
    [['generate', '--frozen', '--prune'], "Option '--frozen' cannot be used with option '--prune'.", 'See `opus-codegen generate --help`.'],
    [
      ['check', '--fail-on', 'all'],
      "Option '--fail-on <level>' argument 'all' is invalid. Allowed choices are breaking, warning, info.",
      'See',
    ],
    [['--filter', ' , '], "Option '--filter <key>' argument ' , ' is invalid. It names no workflow.", 'See'],
    [['--filter', 'invoic'], 'No workflow has the key "invoic".', 'Did you mean "invoice"?'],
    [['--cwd', 'nowhere'], 'nowhere is no folder.', 'Correct --cwd.'],
    [['--config', 'nowhere.ts'], 'nowhere.ts does not exist.', 'Correct --config.'],
  ])('%j', async (args, what, fix) => {
    const result = await project.run(args);
    expect(result.code).toBe(2);
    expect(result.stdout).toBe('');
    expect(result.stderr).toContain(what);
    expect(result.stderr).toContain(fix);
  });

  test('in json, stdout is one document all the same', async () => {
    for (const args of [
      ['genrate', '--format', 'json'],
      ['--format=json', '--cwd', 'nowhere'],
    ]) {
      const result = await project.run(args);
      expect(result.code).toBe(2);
      expect(json(result)).toMatchObject({ formatVersion: 1, exitCode: 2, exitReasons: ['usage'] });
      expect(result.stderr).toBe('');
    }
  });
});

test('a broken config ends with 2, with every problem and the place of each', async () => {
  project.write({
    'broken/opus.config.json': JSON.stringify({
      output: '../out',
      serviceKeyEnv: `_${'k'.repeat(96)}`,
      workflows: { 'my-flow': 'x' },
      barel: true,
    }),
  });
  const unknown = await project.run(['--cwd', 'broken', '--format', 'json']);
  expect(unknown.code).toBe(2);
  expect(json(unknown).diagnostics.map(({ name }) => name)).toEqual(['config-unknown-key']);
  project.write({
    'broken/opus.config.json': JSON.stringify({ output: '../out', serviceKeyEnv: `_${'k'.repeat(96)}`, workflows: { 'my-flow': 'x' } }),
  });
  const result = await project.run(['--cwd', 'broken']);
  expect(result.code).toBe(2);
  expect(result.stderr.match(/OPUS\d+/g)).toEqual(['OPUS1007', 'OPUS1010', 'OPUS1013']);
  expect(result.stderr).not.toContain('kkkkk');
});

test.each([
  ['<<<<<<< HEAD\n{}\n', 'OPUS2002'],
  ['{ "lockfileVersion": 1, ', 'OPUS2003'],
  ['{ "lockfileVersion": 9, "workflows": {} }', 'OPUS2004'],
])('a lockfile like %j ends with 2, and nothing is written by any command', async (text, code) => {
  await using own = await startCliProject({ keys: ['invoice'], files: { 'opus.lock.json': text } });
  const before = own.tree();
  for (const args of [['generate'], ['check', '--offline']]) {
    const result = await own.run(args);
    expect(result.code).toBe(2);
    expect(result.stdout + result.stderr).toContain(code);
  }
  expect(own.tree()).toEqual(before);
  expect(own.operator.requests).toEqual([]);
});

test('a failing pull leaves what was there, and tells 30 or 31', async () => {
  await using own = await startCliProject({ keys: ['invoice', 'sampler'] });
  own.operator.fault({
    call: 'getWorkflow',
    kind: 'status',
    status: 403,
    times: Infinity,
    match: ({ path }) => path.includes(workflowIds.sampler),
  });
  const first = await own.run(['--format', 'json']);
  expect(first.code).toBe(31);
  expect(json(first)).toMatchObject({ projects: [{ written: true, read: ['invoice'], failed: ['sampler'] }] });
  expect(Object.keys(own.tree())).toEqual(['opus.config.ts', 'opus.lock.json', 'opus/index.ts', 'opus/invoice.ts']);
  own.operator.clearFaults();
  await own.run([]);
  const before = own.tree();
  own.operator.fault({ call: 'getWorkflow', kind: 'rateLimit', via: 'body', hintSeconds: 0, times: Infinity });
  const second = await own.run([]);
  expect(second.code).toBe(30);
  expect(second.stdout).toBe('opus.config.ts: nothing was written\n');
  expect(own.tree()).toEqual(before);
});

test('list tells workflows, types and how many are precise, from the lockfile', async () => {
  await using own = await startCliProject({ keys: ['sampler'], generated: true });
  own.operator.clearRequests();
  const text = await own.run(['list']);
  expect(text.code).toBe(0);
  expect(text.stdout).toContain('runSamplerWorkflow()');
  expect(text.stdout).toMatch(/\n\d+ inputs, \d+ precise, \d+ opaque(: \S.*)?\n\d+ outputs, \d+ precise, \d+ opaque/);
  const data = json(await own.run(['list', '--format', 'json']));
  expect(data['workflows']).toMatchObject([
    { key: 'sampler', workflowId: workflowIds.sampler, generated: true, run: 'runSamplerWorkflow' },
  ]);
  expect(own.operator.requests).toEqual([]);
});

test.each([[['list']], [['rules']], [['explain', 'OPUS3001']]])('--quiet leaves what was asked for: %j', async (args) => {
  await using own = await startCliProject({ keys: ['invoice'], generated: true });
  const loud = await own.run(args);
  expect(loud.stdout).not.toBe('');
  expect(await own.run([...args, '--quiet'])).toEqual({ ...loud, stderr: '' });
});

test.each([{ CI: 'true' }, { FORCE_COLOR: '1' }])('what goes into a pipe or a file has no colours, with %j neither', async (env) => {
  await using own = await startCliProject({ keys: ['invoice'], generated: true });
  for (const args of [['check', '--offline'], ['list'], ['generate', '--frozn']]) {
    const { stdout, stderr } = await own.runProcess(args, { env });
    expect(stdout + stderr).not.toBe('');
    expect(stdout + stderr).not.toContain('\u001b');
  }
});

test('the packages of a project are not needed, and those it has do not get in the way', async () => {
  await using own = await startCliProject({ keys: ['invoice'], files: { 'package.json': '{ "name": "theirs", "type": "commonjs" }' } });
  const result = await own.runProcess(['--quiet']);
  expect(result).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('an old Node is told what it needs, in words', () => {
  const bin = join(import.meta.dirname, '../../generator/bin/opus-codegen.mjs');
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '18.20.4' }); await import(${JSON.stringify(bin)});`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', pretend], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toMatch(
    /^error OPUS9005 opus-codegen needs Node\.js 22\.12 or newer; this is 18\.20\.4\.\n {2}why .*\n {2}fix Update Node\.js/,
  );
});

test('a reader that goes away early is no error', async () => {
  await using own = await startCliProject({ keys: ['sampler'], generated: true });
  const running = own.start(['list']);
  running.child.stdout?.destroy();
  expect((await running.ended).stderr).toBe('');
});

test('a reader of stderr that goes away early stops nothing', async () => {
  await using own = await startCliProject({ keys: ['invoice'] });
  const running = own.start([]);
  running.child.stderr?.destroy();
  expect((await running.ended).code).toBe(0);
  expect(Object.keys(own.tree())).toContain('opus/invoice.ts');
});

test.skipIf(!existsSync('/dev/full'))('a stdout without room is told in words', async () => {
  await using own = await startCliProject({ keys: ['invoice'], generated: true });
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [BIN, 'list'], {
    cwd: own.folder,
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(full);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^error OPUS9008 stdout could not be written \(ENOSPC\)\.\n {2}why .*\n {2}fix .*\n$/);
});

test('what is missing behind a command is in the help of that command', async () => {
  for (const [args, fix] of [
    [['run'], 'See `opus-codegen run --help`.'],
    [['watch', '--interval', '1'], 'See `opus-codegen watch --help`.'],
    [['--config'], 'See `opus-codegen --help`.'],
    [['check', '--ofline'], 'Did you mean --offline?'],
  ] as const) {
    expect((await project.run(args)).stderr.split('\n').find((line) => line.startsWith('  fix'))).toBe(`  fix ${fix}`);
  }
});

test('colours are for terminals only', async () => {
  const result = await project.runProcess(['--cwd', 'nowhere']);
  expect(result.code).toBe(2);
  // oxlint-disable-next-line no-control-regex -- an escape is what must not be there
  expect(result.stderr).not.toMatch(/\u001b/);
});
