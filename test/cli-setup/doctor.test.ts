import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configOf, json, startCliProject, type CliProject } from '../cli/harness.ts';
import { workflowIds } from '../workflows/workflows.ts';

/** As npm would have installed them; only their versions are looked at. */
const INSTALLED = {
  'node_modules/@opus-codegen/runtime/package.json': '{ "version": "0.0.0" }',
  'node_modules/typescript/package.json': '{ "version": "7.0.2" }',
  'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "strict": true } }',
  '.gitattributes': '/opus/** text eol=lf linguist-generated\n/opus.lock.json text eol=lf linguist-generated\n',
  '.gitignore': '.env\nnode_modules/\n',
};

async function startSound(files: Readonly<Record<string, string>> = {}): Promise<CliProject> {
  const project = await startCliProject({ keys: ['invoice'], generated: true, files: { ...INSTALLED, ...files } });
  execFileSync('git', ['init', '--quiet', project.folder]);
  await project.run(['--frozen', '--quiet']);
  return project;
}

let sound: CliProject;

beforeAll(async () => {
  sound = await startSound();
});

afterAll(() => sound[Symbol.asyncDispose]());

test('a sound project: every line says what is well, and it ends with 0', async () => {
  const { code, stdout, stderr } = await sound.run(['doctor']);
  expect(stdout).toBe(`✓ Node.js ${process.versions.node}
✓ opus.config.ts: 1 workflow
✓ OPUS_SERVICE_KEY comes from the environment, and has the form of a key
✓ ${sound.operator.baseUrl} answers: 1 of 1 workflows can be read (invoice)
✓ the lockfile agrees with the config
✓ 2 generated files are what the lockfile gives
✓ @opus-codegen/runtime 0.0.0 fits this generator
✓ TypeScript 7.0.2
✓ tsconfig.json fits the generated files
✓ Git knows which files are generated
`);
  expect([code, stderr]).toEqual([0, 'Reading workflows (1)\n']);
});

test('--offline opens no socket, and wants no key', async () => {
  sound.operator.clearRequests();
  const { code, stdout } = await sound.run(['doctor', '--offline'], { env: { OPUS_SERVICE_KEY: undefined } });
  expect(code).toBe(0);
  expect(stdout).toContain('- OPUS_SERVICE_KEY is set neither in the environment nor in .env. Nobody is asked, so none is needed.');
  expect(stdout).toContain(`- ${sound.operator.baseUrl} was not asked: --offline`);
  expect(sound.operator.requests).toEqual([]);
});

test('without a key it is asked whether the service answers, and nobody is shown any', async () => {
  sound.operator.clearRequests();
  const { code, stdout } = await sound.run(['doctor'], { env: { OPUS_SERVICE_KEY: undefined } });
  expect(code).toBe(31);
  expect(stdout).toContain('✗ OPUS3001 OPUS_SERVICE_KEY is set neither');
  expect(stdout).toContain(`✓ ${sound.operator.baseUrl} answers; which workflows it knows it tells only with a key\n`);
  expect(sound.operator.requests.map(({ call, headers }) => [call, headers['x-service-key']])).toEqual([['getWorkflow', undefined]]);
  const nobody = await sound.run(['doctor'], { env: { OPUS_SERVICE_KEY: undefined, OPUS_BASE_URL: 'http://127.0.0.1:9' } });
  expect(nobody.code).toBe(31);
  expect(nobody.stdout).toMatch(/✗ OPUS3001 .*✗ OPUS3005 GET http:\/\/127\.0\.0\.1:9\//s);
});

test('it changes nothing', async () => {
  const before = sound.tree();
  await sound.run(['doctor']);
  expect(sound.tree()).toEqual(before);
});

test('json lists every check with its state, code and fix', async () => {
  const { checks, exitCode } = json(await sound.run(['doctor', '--offline', '--format', 'json'], { env: { OPUS_SERVICE_KEY: '_short' } }));
  expect(exitCode).toBe(0);
  expect(checks).toContainEqual({ topic: 'node', state: 'ok', what: `Node.js ${process.versions.node}` });
  expect(checks).toContainEqual({
    topic: 'key',
    config: 'opus.config.ts',
    state: 'warning',
    code: 'OPUS1029',
    what: 'The key has 6 characters where keys have 97 (OPUS_SERVICE_KEY, from the environment).',
    fix: 'Copy the key again, whole.',
  });
  expect(checks).toContainEqual({
    topic: 'tsconfig',
    config: 'opus.config.ts',
    state: 'ok',
    what: 'tsconfig.json fits the generated files',
  });
});

describe('what is wrong ends with its own code', () => {
  test.each<[string, { env?: Record<string, string | undefined>; files?: Record<string, string>; args?: string[] }, number, string]>([
    ['no key', { env: { OPUS_SERVICE_KEY: undefined } }, 31, '✗ OPUS3001 OPUS_SERVICE_KEY is set neither'],
    ['a key that is not taken', { env: { OPUS_SERVICE_KEY: `_${'x'.repeat(96)}` } }, 31, '✗ OPUS3002 '],
    ['nobody there', { env: { OPUS_BASE_URL: 'http://127.0.0.1:9' } }, 30, '✗ OPUS3005 '],
    [
      'a config with a typing error',
      { files: { 'opus.config.ts': configOf(['invoice'], 'outptu: 1,\n') } },
      2,
      '✗ OPUS1004 There is no key "outptu".',
    ],
    ['no config', { args: ['--cwd', '/'] }, 2, '✗ OPUS1001 No config file in / or above it.'],
    ['a lockfile in conflict', { files: { 'opus.lock.json': '<<<<<<< HEAD\n{}\n' } }, 2, '✗ OPUS2002 '],
    [
      'a workflow that is not generated',
      { files: { 'opus.config.ts': configOf(['invoice', 'sampler']) } },
      21,
      '✗ OPUS2006 "sampler" is not in the lockfile.',
    ],
    ['a file that was edited', { args: ['--offline'], files: { 'opus/invoice.ts': '// @generated\n' } }, 21, '✗ OPUS5014 '],
    [
      'an old TypeScript',
      { args: ['--offline'], files: { 'node_modules/typescript/package.json': '{ "version": "5.3.3" }' } },
      2,
      '✗ OPUS1030 The project has TypeScript 5.3.3.',
    ],
    ['no runtime', { args: ['--offline'], files: { 'node_modules/@opus-codegen/runtime/package.json': '{}' } }, 2, '✗ OPUS1031 '],
    [
      'a look-up of old',
      { args: ['--offline'], files: { 'tsconfig.json': '{ "compilerOptions": { "moduleResolution": "node10", "strict": true } }' } },
      2,
      '✗ OPUS1034 ',
    ],
    ['a tsconfig that is none', { args: ['--offline'], files: { 'tsconfig.json': '{ "extends": "./nowhere.json" }' } }, 21, '! OPUS1037 '],
    [
      'no attributes',
      { args: ['--offline'], files: { '.gitattributes': '' } },
      0,
      '! OPUS1038 Git takes opus/index.ts and opus.lock.json for written by hand',
    ],
    [
      'an .env that is not ignored',
      { args: ['--offline'], files: { '.gitignore': '', '.env': '' } },
      0,
      '! OPUS1027 Git does not ignore .env.',
    ],
  ])('%s', async (_, { env = {}, files = {}, args = [] }, code, line) => {
    await using project = await startSound();
    project.write(files);
    const result = await project.run(['doctor', ...args], { env });
    expect(result.stdout).toContain(line);
    // Each problem with what to do about it.
    expect(result.stdout.match(/^[✗!] /gm)?.length).toBe(result.stdout.match(/^ {4}fix \S/gm)?.length);
    expect(result.code).toBe(code);
    expect(result.stdout + result.stderr).not.toContain(project.operator.serviceKey);
  });

  test('an .env under version control', async () => {
    await using project = await startSound({ '.env': 'X=1\n' });
    execFileSync('git', ['-C', project.folder, 'add', '--force', '.env']);
    expect((await project.run(['doctor', '--offline'])).stdout).toContain('! OPUS1027 .env is under version control.');
  });

  test('one workflow of two that is not there, by its id', async () => {
    await using project = await startSound();
    project.operator.removeWorkflow(workflowIds.invoice);
    const result = await project.run(['doctor']);
    expect(result.code).toBe(31);
    expect(result.stdout).toContain('answered 404 for "invoice"');
  });
});

test('several configs have a heading each', async () => {
  await using project = await startCliProject({
    keys: ['invoice'],
    files: {
      'opus.config.ts': `export default [{ output: './a', workflows: { invoice: 'A1' } }, { output: './b', workflows: { invoice: 'B1' } }];\n`,
    },
  });
  const { stdout } = await project.run(['doctor', '--offline']);
  expect(stdout).toMatch(/\n\nopus\.config\.ts\[0\]\n[^]*\n\nopus\.config\.ts\[1\]\n/);
});
