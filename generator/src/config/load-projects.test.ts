import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadProjects } from './load-projects.ts';
import type { Project } from './project.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { tempFolder } from '../testing/temp-folder.ts';

const minimal = 'export default { workflows: { invoice: "B9uG" } };';

function load(cwd: string, configPaths: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<readonly Project[]> {
  return loadProjects({ cwd, configPaths, env });
}

async function problemOf(loading: Promise<unknown>): Promise<readonly string[]> {
  const error = await loading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DiagnosticError)) throw new Error(`not refused as expected: ${String(error)}`);
  return error.diagnostics.map(({ name, what }) => `${name}: ${what}`);
}

describe('finding the config', () => {
  test.each(['opus.config.ts', 'opus.config.mts', 'opus.config.js', 'opus.config.mjs'])(
    '%s is run for its default export',
    async (name) => {
      using folder = tempFolder({ [name]: minimal });
      const [project] = await load(folder.path);
      expect(project).toMatchObject({ label: name, root: folder.path, workflows: [{ key: 'invoice', workflowId: 'B9uG' }] });
    },
  );

  test('opus.config.json is read', async () => {
    using folder = tempFolder({ 'opus.config.json': '\uFEFF{ "workflows": { "invoice": "B9uG" } }' });
    expect((await load(folder.path))[0]?.workflows).toHaveLength(1);
  });

  test('it is looked for upward, and its folder is the root', async () => {
    using folder = tempFolder({ 'opus.config.mjs': minimal, 'src/deep/x.txt': '' });
    const [project] = await load(join(folder.path, 'src/deep'));
    expect(project).toMatchObject({ label: '../../opus.config.mjs', root: folder.path, lockfilePath: join(folder.path, 'opus.lock.json') });
  });

  test('none at all is told with where it was looked for', async () => {
    using folder = tempFolder();
    expect(await problemOf(load(folder.path))).toEqual([`config-not-found: No config file in ${folder.path} or above it.`]);
  });

  test('--config names a file or its folder, several of them, and one twice is one', async () => {
    using folder = tempFolder({ 'a/opus.config.mjs': minimal, 'b/other.mjs': minimal });
    const projects = await load(folder.path, ['a', 'b/other.mjs', './a/opus.config.mjs']);
    expect(projects.map(({ label }) => label)).toEqual(['a/opus.config.mjs', 'b/other.mjs']);
  });

  test('--config that names nothing is told', async () => {
    using folder = tempFolder({ 'a/x.txt': '' });
    expect(await problemOf(load(folder.path, ['nope.ts']))).toEqual([`config-not-found: ${folder.path}/nope.ts does not exist.`]);
    expect(await problemOf(load(folder.path, ['a']))).toEqual([`config-not-found: There is no opus.config.* in ${folder.path}/a.`]);
  });
});

describe('running the config', () => {
  test('defineConfig is there without node_modules, also where only jiti can load the file', async () => {
    using folder = tempFolder({
      'a/opus.config.ts': `import { defineConfig } from '@opus-codegen/generator';\nexport default defineConfig({ workflows: { a: 'x' } });`,
      'b/opus.config.ts': `import { defineConfig } from '@opus-codegen/generator';\nimport { Id } from './ids';\nexport default defineConfig({ workflows: { b: Id.B } });`,
      'b/ids.ts': `export enum Id { B = 'y' }`,
    });
    const projects = await load(folder.path, ['a', 'b']);
    expect(projects.map(({ workflows }) => workflows.map(({ workflowId }) => workflowId))).toEqual([['x'], ['y']]);
  });

  test.each([
    ['types', 'const id: string = "x";\nexport default { workflows: { a: id } } satisfies object;'],
    [
      'type arguments, which JavaScript would read as comparisons',
      'const same = (it) => it;\nexport default same<Object>({ workflows: { a: "x" } });',
    ],
    ['a comparison', 'export default { workflows: { a: 1 < 2 ? "x" : "y" } };'],
  ])('opus.config.ts may hold %s', async (_what, text) => {
    using folder = tempFolder({ 'opus.config.ts': text });
    expect((await load(folder.path))[0]?.workflows).toMatchObject([{ key: 'a', workflowId: 'x' }]);
  });

  test.each([
    ['opus.config.js', 'module.exports = { workflows: { a: process.env.NOBODY ?? "x" } };'],
    ['opus.config.ts', 'import { join } from "node:path";\nexport default { workflows: { a: join("x") } };'],
    ['opus.config.js', 'const { join } = require("node:path");\nmodule.exports = { workflows: { a: join("x") } };'],
  ])('%s may be either kind of module, whatever package.json says: %s', async (name, text) => {
    for (const type of ['commonjs', 'module']) {
      using folder = tempFolder({ [name]: text, 'package.json': `{ "type": "${type}" }` });
      expect((await load(folder.path))[0]?.workflows).toMatchObject([{ key: 'a', workflowId: 'x' }]);
    }
  });

  test('a config that throws, or has a syntax error, or exports nothing, is told as such', async () => {
    using folder = tempFolder({
      'throws.mjs': 'throw new TypeError("no such thing");',
      'syntax.mjs': 'export default {',
      'nothing.mjs': 'export const config = {};',
      'broken.json': '{',
    });
    expect(await problemOf(load(folder.path, ['throws.mjs']))).toEqual([
      'config-not-loaded: throws.mjs cannot be loaded: TypeError: no such thing',
    ]);
    expect((await problemOf(load(folder.path, ['syntax.mjs'])))[0]).toMatch(/^config-not-loaded: syntax\.mjs cannot be loaded: /);
    expect(await problemOf(load(folder.path, ['nothing.mjs']))).toEqual(['config-no-default-export: The config file exports no config.']);
    expect((await problemOf(load(folder.path, ['broken.json'])))[0]).toMatch(
      /^config-not-loaded: broken\.json cannot be loaded: SyntaxError/,
    );
  });

  test('an array gives a project each, with a lockfile each', async () => {
    using folder = tempFolder({
      'opus.config.mjs': `export default [{ output: './a/opus', workflows: { one: 'x' } }, { output: './b/opus', workflows: { one: 'x' } }];`,
    });
    const projects = await load(folder.path);
    expect(projects.map(({ label, lockfilePath }) => [label, lockfilePath.slice(folder.path.length)])).toEqual([
      ['opus.config.mjs[0]', '/a/opus/opus.lock.json'],
      ['opus.config.mjs[1]', '/b/opus/opus.lock.json'],
    ]);
  });

  test('two configs with one output are refused, whatever the case', async () => {
    using folder = tempFolder({
      'opus.config.mjs': `export default [{ output: './a', lockfile: 'a.json', workflows: { one: 'x' } }, { output: './A', lockfile: 'b.json', workflows: { one: 'x' } }];`,
    });
    expect(await problemOf(load(folder.path))).toEqual([
      `config-shared-place: opus.config.mjs[0] and opus.config.mjs[1] both write ${folder.path}/A.`,
    ]);
  });

  test('a level for a rule of drift that does not exist is refused, with the one that was meant', async () => {
    using folder = tempFolder({
      'opus.config.mjs': `export default { workflows: { a: 'x' }, drift: { rules: { 'label-change': 'off', 'type-changed': 'warning' } } };`,
    });
    expect(await problemOf(load(folder.path))).toEqual(['config-unknown-rule: There is no rule "label-change".']);
  });

  test('an empty array is refused', async () => {
    using folder = tempFolder({ 'opus.config.mjs': 'export default [];' });
    expect(await problemOf(load(folder.path))).toEqual(['config-no-workflows: The array of configs is empty.']);
  });
});

describe('.env beside the config', () => {
  test('gives what the environment does not', async () => {
    using folder = tempFolder({
      'opus.config.mjs': minimal,
      '.env': '\uFEFF# local\nexport OPUS_SERVICE_KEY="_fromFile"\nOPUS_BASE_URL=http://localhost:1\n',
    });
    expect((await load(folder.path))[0]).toMatchObject({ serviceKey: '_fromFile', baseUrl: 'http://localhost:1' });
    expect((await load(folder.path, [], { OPUS_SERVICE_KEY: '_fromEnv', OPUS_BASE_URL: '' }))[0]).toMatchObject({
      serviceKey: '_fromEnv',
      baseUrl: 'http://localhost:1',
    });
    expect(process.env['OPUS_SERVICE_KEY']).toBeUndefined();
  });

  test.each([
    ['\uFEFF', 'UTF-16 with its mark'],
    ['', 'UTF-16 without one'],
  ])('%j%s, as Windows PowerShell writes it, is told and not taken for no key', async (mark) => {
    using folder = tempFolder({ 'opus.config.mjs': minimal });
    const path = join(folder.path, '.env');
    writeFileSync(path, Buffer.from(`${mark}OPUS_SERVICE_KEY=_fromFile\r\n`, 'utf16le'));
    expect(await problemOf(load(folder.path))).toEqual([`env-file-unreadable: ${path} is UTF-16.`]);
  });

  test('an empty one gives nothing', async () => {
    using folder = tempFolder({ 'opus.config.mjs': minimal, '.env': '' });
    expect((await load(folder.path))[0]).not.toHaveProperty('serviceKey');
  });

  test('a folder of that name is none', async () => {
    using folder = tempFolder({ 'opus.config.mjs': minimal, '.env/x.txt': '' });
    expect((await load(folder.path))[0]).not.toHaveProperty('serviceKey');
  });
});
