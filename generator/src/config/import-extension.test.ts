import { expect, test } from 'vitest';
import type { OpusConfig } from './define-config.ts';
import { extensionFor, importExtensionOf } from './import-extension.ts';
import { projectIn } from '../testing/project.ts';
import { tempFolder } from '../testing/temp-folder.ts';

test.each([
  [{ allowImportingTsExtensions: true, moduleResolution: 'bundler' }, '.ts'],
  [{ rewriteRelativeImportExtensions: true, module: 'nodenext' }, '.ts'],
  [{ module: 'NodeNext' }, '.js'],
  [{ module: 'node20' }, '.js'],
  [{ module: 'esnext', moduleResolution: 'Node16' }, '.js'],
  [{ module: 'esnext', moduleResolution: 'bundler' }, ''],
  [{ module: 'preserve' }, ''],
  [{ module: 'commonjs', moduleResolution: 'node10' }, ''],
  [{ module: 'commonjs', moduleResolution: 'node' }, ''],
  [{}, ''],
])('a compiler with %j takes %j', (options, extension) => {
  expect(extensionFor(options)).toBe(extension);
});

async function extensionIn(files: Readonly<Record<string, string>>, config: Partial<OpusConfig> = {}): Promise<string> {
  using folder = tempFolder(files);
  return await importExtensionOf(projectIn(folder.path, { workflows: { a: 'x' }, ...config }));
}

test('auto asks the nearest tsconfig above the output, with what it extends', async () => {
  expect(
    await extensionIn({
      'tsconfig.json': '{ "compilerOptions": { "module": "nodenext" } }',
      'src/tsconfig.json': '{ "extends": "../base.json" } // comments are fine',
      'base.json': '{ "compilerOptions": { "moduleResolution": "bundler", "module": "esnext" } }',
    }),
  ).toBe('');
  expect(await extensionIn({ 'tsconfig.json': '{ "compilerOptions": { "module": "nodenext" } }' })).toBe('.js');
});

test('auto without any tsconfig is .ts, and so is one that cannot be read', async () => {
  expect(await extensionIn({ 'tsconfig.json': '{ "extends": "./gone.json" }' })).toBe('.ts');
});

test('what the config says counts', async () => {
  expect(await extensionIn({ 'tsconfig.json': '{ "compilerOptions": { "module": "nodenext" } }' }, { importExtension: '' })).toBe('');
});
