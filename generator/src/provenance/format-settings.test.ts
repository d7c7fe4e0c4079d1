import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatSettings } from './format-settings.ts';
import { tempFolder } from '../testing/temp-folder.ts';

function settingsWith(files: Readonly<Record<string, string>>): string | undefined {
  using folder = tempFolder({ 'repo/.git/HEAD': '', ...files });
  return formatSettings(join(folder.path, 'repo/app/src/opus'));
}

test('nothing said is nothing, be the output there or not', () => {
  expect(settingsWith({})).toBe('');
  expect(settingsWith({ 'repo/app/src/opus/a.ts': '', 'repo/app/package.json': '{ "name": "app" }' })).toBe('');
});

test('what prettier reads counts, with where it stands and what it says', () => {
  expect(settingsWith({ 'repo/.editorconfig': 'indent_size = 4', 'repo/app/.prettierrc': '{ "semi": false }' })).toBe(
    '../../.prettierrc\n{ "semi": false }\0../../../.editorconfig\nindent_size = 4',
  );
  expect(settingsWith({ 'repo/package.json': '{ "prettier": { "tabWidth": 3 } }' })).toBe('../../../package.json\n{"tabWidth":3}');
});

describe('what prettier does not read does not count', () => {
  test.each([
    ['a config behind a nearer one', { 'repo/app/.prettierrc': '{}', 'repo/.prettierrc': '{ "semi": false }' }, '../../.prettierrc\n{}'],
    ['an .editorconfig outside of the repository', { '.editorconfig': 'indent_size = 4' }, ''],
    [
      'an .editorconfig behind a root',
      { 'repo/app/.editorconfig': 'root = true', 'repo/.editorconfig': 'x = 1' },
      '../../.editorconfig\nroot = true',
    ],
  ])('%s', (_, files, settings) => {
    expect(settingsWith(files)).toBe(settings);
  });
});

test('a checkout with other line ends says the same', () => {
  expect(settingsWith({ 'repo/.prettierrc': '{\r\n  "semi": false\r\n}\r\n' })).toBe(
    settingsWith({ 'repo/.prettierrc': '{\n  "semi": false\n}\n' }),
  );
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
    ['a folder of that name', 'repo/.prettierrc/x', ''],
  ])('%s', (_, name, text) => {
    expect(settingsWith({ [name]: text })).toBeUndefined();
  });
});
