import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../testing/temp-folder.ts';
import { packageTsconfigs, workspaceRoot } from './workspace.ts';

test.each([
  ['pnpm', { 'pnpm-workspace.yaml': '' }],
  ['npm or yarn', { 'package.json': '{ "workspaces": ["packages/*"] }' }],
  ['lerna', { 'lerna.json': '{}' }],
  ['nx', { 'nx.json': '{}' }],
])('the root of a workspace of %s is found from inside a package', (_, files) => {
  using folder = tempFolder({ ...files, 'packages/a/package.json': '{}', 'packages/a/src/opus/.keep': '' });
  expect(workspaceRoot(join(folder.path, 'packages/a/src/opus'))).toBe(folder.path);
});

test('a repository of one package is no workspace, and its surroundings are not searched', () => {
  using folder = tempFolder({ 'pnpm-workspace.yaml': '', 'one/.git/HEAD': '', 'one/package.json': '{ damaged', 'one/src/.keep': '' });
  expect(workspaceRoot(join(folder.path, 'one/src'))).toBeUndefined();
});

test('every package with a tsconfig is found, and nothing that is installed, built or hidden', () => {
  const names = ['a', 'apps/b', 'apps/c/deep', 'node_modules/x', 'a/node_modules/y', 'a/dist', '.cache/z'];
  using folder = tempFolder({
    'package.json': '{}',
    'tsconfig.json': '{}',
    ...Object.fromEntries(names.flatMap((name) => [[`${name}/package.json`, '{}'] as const, [`${name}/tsconfig.json`, '{}'] as const])),
    'fixtures/tsconfig.json': '{}',
    'javascript/package.json': '{}',
  });
  const { paths, isComplete } = packageTsconfigs(folder.path);
  expect(paths.map((path) => path.slice(folder.path.length + 1))).toEqual([
    'a/tsconfig.json',
    'apps/b/tsconfig.json',
    'apps/c/deep/tsconfig.json',
    'tsconfig.json',
  ]);
  expect(isComplete).toBe(true);
});
