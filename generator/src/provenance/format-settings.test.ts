import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatSettings } from './format-settings.ts';
import { tempFolder } from '../testing/temp-folder.ts';

function settingsWith(files: Readonly<Record<string, string>>): string | undefined {
  using folder = tempFolder({ 'repo/.git/HEAD': '', ...files });
  return formatSettings(join(folder.path, 'repo/app/src/opus'), join(folder.path, 'repo/app'));
}

test('nothing said is nothing, be the output there or not', () => {
  expect(settingsWith({})).toBe('');
  expect(settingsWith({ 'repo/app/src/opus/a.ts': '', 'repo/app/package.json': '{ "name": "app" }' })).toBe('');
});

test('every file prettier reads counts, with where it stands and what it says', () => {
  expect(
    settingsWith({
      'repo/.editorconfig': 'indent_size = 4',
      'repo/app/.prettierrc': '{ "semi": false }',
      'repo/package.json': '{ "prettier": { "tabWidth": 3 } }',
    }),
  ).toBe('../../.prettierrc\n{ "semi": false }\0../../../.editorconfig\nindent_size = 4\0../../../package.json\n{"tabWidth":3}');
});

describe('what cannot be known without running prettier', () => {
  test.each([
    ['a config that is a program', 'repo/prettier.config.mjs', 'export default {};'],
    ['a config that is a program, hidden', 'repo/app/.prettierrc.ts', 'export default {};'],
    ['plugins', 'repo/.prettierrc.yaml', 'plugins: [x]'],
    ['a shared config', 'repo/.prettierrc', '"@company/prettier-config"\n'],
    ['a shared config in package.json', 'repo/package.json', '{ "prettier": "@company/prettier-config" }'],
    ['plugins in package.json', 'repo/package.json', '{ "prettier": { "plugins": [] } }'],
    ['a package.json that is none', 'repo/package.json', '{'],
    ['a package.yaml', 'repo/package.yaml', 'prettier: {}'],
    ['a config outside of the repository', '.editorconfig', 'indent_size = 4'],
  ])('%s', (_, name, text) => {
    expect(settingsWith({ [name]: text })).toBeUndefined();
  });
});

test('without a repository the config’s folder is as far as it goes', () => {
  using folder = tempFolder({ 'app/.prettierrc': '{}', 'alone/x.txt': '' });
  expect(formatSettings(join(folder.path, 'app/src'), join(folder.path, 'app'))).toBe('../.prettierrc\n{}');
  folder.write({ '.prettierrc': '{}' });
  expect(formatSettings(join(folder.path, 'alone/src'), join(folder.path, 'alone'))).toBeUndefined();
});
