import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFormatter, FormatError } from './formatter.ts';

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'opus-format-'));
  mkdirSync(join(project, 'src/opus'), { recursive: true });
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

const source = "export const a = {x: 'y'};\n";

async function formatIn(files: Readonly<Record<string, string>>, text = source): Promise<string> {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(project, name), content);
  const format = await createFormatter({ outputDir: join(project, 'src/opus') });
  return format('invoice.ts', text);
}

describe('a file is formatted', () => {
  test("by prettier's defaults where the project says nothing", async () => {
    expect(await formatIn({})).toBe('export const a = { x: "y" };\n');
  });

  test("by the project's own config", async () => {
    expect(await formatIn({ '.prettierrc': '{ "semi": false, "singleQuote": true }' })).toBe("export const a = { x: 'y' }\n");
  });

  test('by its .editorconfig', async () => {
    expect(await formatIn({ '.editorconfig': 'root = true\n[*]\nindent_style = tab\n' }, 'if (1) { f(); }')).toBe('if (1) {\n\tf();\n}\n');
  });

  test('by what the config says about this very file', async () => {
    const overrides = [{ files: 'src/opus/*.ts', options: { semi: false } }];
    expect(await formatIn({ '.prettierrc': JSON.stringify({ overrides }) })).toBe('export const a = { x: "y" }\n');
  });

  test('by a config that is named', async () => {
    writeFileSync(join(project, 'ours.json'), '{ "semi": false }');
    const format = await createFormatter({ prettierConfigPath: join(project, 'ours.json') });
    expect(await format('invoice.ts', source)).toBe('export const a = { x: "y" }\n');
  });

  test('with LF and as TypeScript, whatever the config says', async () => {
    const config = { endOfLine: 'crlf', parser: 'babel', requirePragma: true, insertPragma: true };
    expect(await formatIn({ '.prettierrc': JSON.stringify(config) }, 'let a:number=1;\r\n')).toBe('let a: number = 1;\n');
  });
});

describe("a config that cannot be used is the project's affair, and said to be", () => {
  test.each([
    ['broken', '{ "semi": '],
    ['naming a plugin that is not there', '{ "plugins": ["prettier-plugin-nowhere"] }'],
  ])('%s', async (_what, config) => {
    await expect(formatIn({ '.prettierrc': config })).rejects.toThrow(FormatError);
  });

  test('our own mistakes are not blamed on it', async () => {
    await expect(formatIn({}, 'export const = ;')).rejects.not.toThrow(FormatError);
  });
});
