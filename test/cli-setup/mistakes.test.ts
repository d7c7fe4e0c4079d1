/** What goes wrong on the way in, as somebody meets it: each ends with its own exit code, and with a message that says what to do next. */
import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BIN, configOf, startCliProject, type CliProject, type CliResult } from '../cli/harness.ts';
import { workflowIds } from '../workflows/workflows.ts';

/** A server that is no Operator API: by its path, a proxy's web page, a login, or an answer that holds no workflow. */
const stranger = createServer((request, response) => {
  const [, kind] = /^\/(\w+)/.exec(request.url ?? '') ?? [];
  const html = '<html><head><title>Sign in to the network</title></head><body></body></html>';
  if (kind === 'page') response.writeHead(200, { 'content-type': 'text/html' }).end(html);
  else if (kind === 'proxy') response.writeHead(407, { 'content-type': 'text/html' }).end(html);
  else if (kind === 'redirect') response.writeHead(302, { location: 'https://login.example.com/' }).end();
  else response.writeHead(200, { 'content-type': 'application/json' }).end('{ "status": "ok" }');
});
let strangerUrl: string;
/** Where somebody listened a moment ago. */
let closedUrl: string;
let project: CliProject;

beforeAll(async () => {
  strangerUrl = await listening(stranger);
  const gone = createServer();
  closedUrl = await listening(gone);
  gone.close();
  project = await startCliProject({ keys: ['invoice'] });
});

afterAll(async () => {
  await project[Symbol.asyncDispose]();
  stranger.close();
});

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
}

interface Told {
  readonly code: number;
  readonly what: string | RegExp;
  readonly fix: string | RegExp;
}

/** What a result lacks of what it should tell; empty when it tells all of it, and nothing of a bug of ours. */
function lacking({ stderr, code }: CliResult, told: Told): readonly string[] {
  const fix = stderr.slice(stderr.indexOf('  fix '));
  const lacks = [
    ...(new RegExp(told.what).test(stderr) ? [] : [`what: ${told.what}`]),
    ...(new RegExp(told.fix).test(fix) ? [] : [`fix: ${told.fix}`]),
    ...(code === told.code ? [] : [`code ${told.code}, but ends with ${code}`]),
    ...(/OPUS9002| {4}at /.test(stderr) ? ['a bug of ours'] : []),
  ];
  return lacks.length === 0 ? [] : [...lacks, stderr];
}

describe('the key', () => {
  const wrong = `_${'w'.repeat(96)}`;

  test.each<[string, string | undefined, Told]>([
    [
      'is missing',
      undefined,
      { code: 31, what: /error OPUS3001 OPUS_SERVICE_KEY is not set\./, fix: /Write `OPUS_SERVICE_KEY=_…` into \.env beside the config/ },
    ],
    ['is empty', '', { code: 31, what: /error OPUS3001 /, fix: /Write `OPUS_SERVICE_KEY=_…`/ }],
    [
      'lost its underscore',
      wrong.slice(1),
      { code: 31, what: /error OPUS3002 .* answered 401/, fix: /does not begin with an underscore, which is easily lost/ },
    ],
    [
      'has a line end in the middle',
      `${wrong.slice(0, 40)}\n${wrong.slice(40)}`,
      {
        code: 31,
        what: /error OPUS1039 The service key holds blanks, line breaks or the like\.\n {2}at {2}opus\.config\.ts › OPUS_SERVICE_KEY\n/,
        fix: /whole and in one line/,
      },
    ],
    ['has quotes around it', `"${wrong}"`, { code: 31, what: /error OPUS3002 .* answered 401/, fix: /quotes around it/ }],
    ['is cut short', wrong.slice(0, 60), { code: 31, what: /error OPUS3002 .* answered 401/, fix: /60 characters where keys have 97/ }],
    ['is another one', wrong, { code: 31, what: /error OPUS3002 .* answered 401/, fix: /not expired and belongs to the workspace/ }],
    [
      'is that of a former local operator',
      wrong,
      { code: 31, what: /answered 401/, fix: /`opus-codegen serve` has another key each time/ },
    ],
  ])('%s', async (_, key, told) => {
    const result = await project.run([], { env: { OPUS_SERVICE_KEY: key } });
    expect(lacking(result, told)).toEqual([]);
    expect(result.stdout + result.stderr).not.toContain('wwww');
  });

  test('with a line end behind it is taken all the same', async () => {
    await using own = await startCliProject({ keys: ['invoice'] });
    expect((await own.run([], { env: { OPUS_SERVICE_KEY: `${own.operator.serviceKey}\n` } })).code).toBe(0);
  });
});

describe('the address', () => {
  test.each<[string, () => string, Told]>([
    [
      'is none',
      () => 'operator.opus.com',
      { code: 2, what: /error OPUS1012 OPUS_BASE_URL cannot be used: it is not an absolute URL\./, fix: /https/ },
    ],
    ['would send the key unencrypted', () => 'http://operator.opus.com', { code: 2, what: /error OPUS1012 .*unencrypted/, fix: /https/ }],
    [
      'has nobody behind it',
      () => closedUrl,
      {
        code: 30,
        what: /error OPUS3005 GET http:\/\/127\.0\.0\.1:\d+\/workflow\/\{id\} could not connect \(ECONNREFUSED\)/,
        fix: /start `opus-codegen serve`, or correct the address \(OPUS_BASE_URL/,
      },
    ],
    [
      'has a port that fetch never uses',
      () => 'http://localhost:6000',
      { code: 30, what: /error OPUS3005 GET http:\/\/localhost:6000\/\S+ could not connect \(fetch refuses this port\)/, fix: /`baseUrl`/ },
    ],
    ['is not encrypted where it says so', () => strangerUrl.replace('http:', 'https:'), { code: 30, what: /error OPUS3005 /, fix: /./ }],
    [
      "leads to a proxy's page",
      () => `${strangerUrl}/page`,
      { code: 30, what: /error OPUS3006 .*(?:HTML|html|no JSON)/, fix: /(?:proxy|baseUrl)/ },
    ],
    ['leads to a proxy that wants a login', () => `${strangerUrl}/proxy`, { code: 30, what: /error OPUS3005 /, fix: /./ }],
    ['leads elsewhere', () => `${strangerUrl}/redirect`, { code: 30, what: /error OPUS3006 /, fix: /./ }],
    ['leads to something that is no Operator API', () => `${strangerUrl}/else`, { code: 30, what: /error OPUS3007 .*status/, fix: /./ }],
  ])('%s', async (_, baseUrl, told) => {
    expect(lacking(await project.run([], { env: { OPUS_BASE_URL: baseUrl() } }), told)).toEqual([]);
  });
});

describe('the project', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[], Told]>([
    [
      'has no config',
      {},
      ['--cwd', '/'],
      { code: 2, what: /error OPUS1001 No config file in \/ or above it\./, fix: /Run `opus-codegen init`/ },
    ],
    [
      'has a typing error in its config',
      { 'opus.config.ts': configOf(['invoice'], "outputs: './x',\n") },
      [],
      { code: 2, what: /error OPUS1004 There is no key "outputs"\./, fix: /Did you mean "output"\?/ },
    ],
    [
      'has a syntax error in its config',
      { 'opus.config.ts': 'export default {' },
      [],
      { code: 2, what: /error OPUS1002 opus\.config\.ts cannot be loaded/, fix: /Correct the error shown/ },
    ],
    [
      'has the key itself in its config',
      { 'opus.config.ts': configOf(['invoice'], `serviceKeyEnv: '_${'k'.repeat(96)}',\n`) },
      [],
      { code: 2, what: /error OPUS1010 /, fix: /\.env/ },
    ],
    [
      'names an id that does not exist',
      { 'opus.config.ts': configOf(['invoice']).replace(workflowIds.invoice, 'nope') },
      [],
      {
        code: 31,
        what: /error OPUS3002 .*404 for "invoice" \(nope\)/,
        fix: /^ {2}fix Check the ids against the addresses of the workflow pages/,
      },
    ],
    [
      'has a lockfile in conflict',
      { 'opus.lock.json': '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n' },
      [],
      {
        code: 2,
        what: /error OPUS2002 /,
        fix: /Keep either side, of the generated files, too \(`git checkout --theirs opus\.lock\.json src\/opus`\)/,
      },
    ],
    [
      'has a file of its own in the way',
      { 'opus/invoice.ts': 'mine\n' },
      [],
      { code: 23, what: /error OPUS5002 invoice\.ts is in the way/, fix: /Move it away/ },
    ],
    [
      'has a TypeScript that is too old',
      {
        'node_modules/typescript/package.json': '{ "version": "5.3.3" }',
        'node_modules/@opus-codegen/runtime/package.json': '{ "version": "0.0.0" }',
      },
      ['doctor', '--offline'],
      { code: 2, what: /OPUS1030 The project has TypeScript 5\.3\.3\.\n {4}fix Run `npm i -D typescript@latest`\./, fix: '' },
    ],
  ])('%s', async (_, files, args, told) => {
    await using own = await startCliProject({ keys: ['invoice'], files });
    const { stdout, stderr, code } = await own.run(args);
    expect(lacking({ code, stdout, stderr: args[0] === 'doctor' ? stdout : stderr }, told)).toEqual([]);
  });

  test.each<[string, string]>([
    ['ends the process', 'process.exit(0);'],
    ['waits for what never comes', 'await new Promise(() => {});'],
  ])('has a config that %s', async (_, config) => {
    await using own = await startCliProject({ keys: ['invoice'], files: { 'opus.config.ts': config } });
    const told = { code: 2, what: /error OPUS9007 The process was ended before the command was done\./, fix: /Look at opus\.config/ };
    expect(lacking(await own.runProcess(['check', '--offline']), told)).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('has a config without end, which Ctrl-C ends all the same', async () => {
    const config = `process.stderr.write('begun'); for (;;);`;
    await using own = await startCliProject({ keys: ['invoice'], files: { 'opus.config.ts': config } });
    const { child, ended } = own.start([]);
    child.stderr?.once('data', () => child.kill('SIGINT'));
    expect(await ended).toEqual({ code: null, stdout: '', stderr: 'begun' });
    expect(child.signalCode).toBe('SIGINT');
  });

  test('has a config that prints, which leaves stdout to the command', async () => {
    const config = `console.log('[dotenv] injecting env');\n${configOf(['invoice'])}`;
    await using own = await startCliProject({ keys: ['invoice'], generated: true, files: { 'opus.config.ts': config } });
    const { code, stdout, stderr } = await own.runProcess(['list', '--format', 'json']);
    expect({ code, stderr, keys: Object.keys(JSON.parse(stdout)) }).toEqual({
      code: 0,
      stderr: '[dotenv] injecting env\n',
      keys: ['formatVersion', 'command', 'exitCode', 'exitReasons', 'workflows', 'diagnostics'],
    });
  });

  test('is read-only', async () => {
    await using own = await startCliProject({ keys: ['invoice'] });
    chmodSync(own.folder, 0o555);
    try {
      const told = { code: 2, what: /error OPUS5004 \S+ cannot be written \(EACCES\)\./, fix: /Give this user the right to write there/ };
      expect(lacking(await own.runProcess([], { asNobody: true }), told)).toEqual([]);
    } finally {
      chmodSync(own.folder, 0o755);
    }
  });
});

test('Node.js is too old', () => {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '20.19.0' }); await import(${JSON.stringify(BIN)});`;
  const { status, stderr, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', pretend], {
    encoding: 'utf8',
    cwd: join(BIN, '..'),
  });
  const told = { code: 2, what: /error OPUS9005 .*this is 20\.19\.0/, fix: /Update Node\.js/ };
  expect(lacking({ code: status, stdout, stderr }, told)).toEqual([]);
});
