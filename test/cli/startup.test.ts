import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCliProject, type CliProject } from './harness.ts';

let project: CliProject;

beforeAll(async () => {
  project = await startCliProject({ keys: ['invoice', 'sampler'], generated: true });
  // Tells on stderr, at the end, what was loaded of the packages that make a start slow.
  project.write({
    'loaded.mjs': `import { registerHooks } from 'node:module';
const heavy = new Set();
registerHooks({ load(url, context, next) {
  const [name] = /(?<=node_modules\\/)(ts-morph|prettier|jiti|ky|commander)(?=\\/)|packages\\/schema(?=\\/src\\/(?!lockfile\\/))|(?:runtime|local-operator)(?=\\/src)/.exec(url) ?? [];
  if (name !== undefined) heavy.add(name);
  return next(url, context);
} });
process.on('exit', () => console.error('LOADED ' + [...heavy].sort().join(' ')));`,
  });
});

afterAll(() => project[Symbol.asyncDispose]());

async function loadedBy(...args: readonly string[]): Promise<string> {
  const trace = pathToFileURL(join(project.folder, 'loaded.mjs')).href;
  const { stderr, code } = await project.runProcess([...args, '--quiet'], { env: { NODE_OPTIONS: `--import=${trace}` } });
  expect(code).toBe(0);
  return /LOADED (.*)/.exec(stderr)?.[1] ?? 'nothing told';
}

test('a check offline renders nothing and loads no client: neither ts-morph nor prettier nor ky', async () => {
  expect(await loadedBy('check', '--offline')).toBe('commander');
  expect(await loadedBy('generate', '--frozen')).toBe('commander');
  expect(await loadedBy('list')).toBe('commander');
});

test('a generate that finds nothing new renders nothing', async () => {
  expect(await loadedBy('generate')).toBe('commander ky packages/schema runtime');
});

test('a prettier config that appears is noticed by check and generate alike', async () => {
  project.write({ '.prettierrc': '{ "semi": false }' });
  expect((await project.run(['check', '--offline'])).code).toBe(21);
  expect((await project.run(['--frozen'])).code).toBe(0);
  expect(project.read('opus/index.ts')).not.toContain(';');
  expect(await loadedBy('check', '--offline')).toBe('commander');
});

test('files that say nothing of their making are compared in full, stay as they are, and are renewed by --force', async () => {
  const unstamp = (name: string): void => project.write({ [name]: project.read(name).replace(/ @source [0-9a-f]+/, '') });
  unstamp('opus/invoice.ts');
  const before = project.tree();
  expect(await loadedBy('generate', '--frozen')).toContain('prettier');
  expect(project.tree()).toEqual(before);
  expect((await project.run(['--frozen', '--force'])).stdout).toContain('  updated   opus/invoice.ts\n');
  expect(await loadedBy('generate', '--frozen')).toBe('commander');
});
