import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { renderBindings } from '../../generator/src/emit/bindings.ts';
import { largeWorkflow } from './large-workflow.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/**
 * Every golden tree, every example in its comments and the callers in `fixtures/` compile under the strictest flags, on every compiler and in
 * every module system that we say we support. A project outside this repository is set up for it, which sees the packages' declarations as users do
 * and checks them; only TypeScript's own libraries are taken as they are, which halves the time.
 */

const root = join(import.meta.dirname, '../..');
const golden = join(root, 'test/golden');
const require = createRequire(import.meta.url);
const project = mkdtempSync(join(tmpdir(), 'opus-compile-'));
const cases = readdirSync(golden, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/** A folder of `versions/` for each compiler, with a tsconfig for each module system. */
const compilers = [
  { version: '5.4', tsc: require.resolve('ts54/bin/tsc') },
  { version: '5.9', tsc: require.resolve('ts59/bin/tsc') },
  { version: '6.0', tsc: require.resolve('ts60/bin/tsc') },
  { version: '7.0', tsc: join(root, 'node_modules/typescript/bin/tsc') },
] as const;

const moduleSystems = [
  // Imports without an extension are for bundlers only; the others are understood there too.
  { name: 'nodenext', trees: cases.filter((name) => name !== 'import-bare') },
  { name: 'bundler', trees: cases },
] as const;

let large: ReadonlyMap<string, string>;

beforeAll(async () => {
  large = await renderBindings({ large: largeWorkflow }, { importExtension: '.ts', barrel: true });
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  mkdirSync(join(project, 'node_modules/@opus-codegen'), { recursive: true });
  symlinkSync(join(root, 'runtime'), join(project, 'node_modules/@opus-codegen/runtime'), 'junction');
  cpSync(join(import.meta.dirname, 'fixtures'), join(project, 'callers'), { recursive: true });
  cpSync(join(import.meta.dirname, 'versions'), join(project, 'versions'), { recursive: true });
  writeLargeTree();
  mkdirSync(join(project, 'examples'));
  for (const name of cases) {
    cpSync(join(golden, name, 'expected'), join(project, 'trees', name), { recursive: true });
    // The hostile workflow accepts files whose extension no path can have.
    if (name !== 'hostile-text') writeExamples(name);
  }
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

/** The code in the comments of a tree, a module each, with the import that its reader would add. */
function writeExamples(tree: string): void {
  for (const fileName of readdirSync(join(golden, tree, 'expected'))) {
    const text = readFileSync(join(golden, tree, 'expected', fileName), 'utf8');
    for (const [, block = ''] of text.matchAll(/```ts\n([^]*?)\n \* ```/g)) {
      const code = block.replace(/^ \* ?/gm, '');
      const called = /await (\S+?)\(/.exec(code)?.[1] ?? '';
      const module = `import { ${called} } from '../trees/${tree}/${fileName}';\n${code}\nvoid outputs;\n`;
      writeFileSync(join(project, 'examples', `${tree}-${fileName}`), module);
    }
  }
}

/** Two hundred inputs and a list of five hundred options: many times what people build. */
function writeLargeTree(): void {
  mkdirSync(join(project, 'large'));
  for (const [fileName, text] of large) writeFileSync(join(project, 'large', fileName), text);
}

async function compile(tsc: string, config: string, include: readonly string[]): Promise<string> {
  const path = join(project, `${config.replaceAll('/', '-')}.json`);
  writeFileSync(path, JSON.stringify({ extends: `./versions/${config}.json`, include }));
  return promisify(execFile)(process.execPath, [tsc, '-p', path, '--pretty', 'false'], { cwd: project }).then(
    () => '',
    (error: { readonly stdout: string }) => error.stdout,
  );
}

test('there is an example for every workflow with a benign name', () => {
  expect(readdirSync(join(project, 'examples')).length).toBeGreaterThan(20);
});

test('every folder has its compiler, which is of that version', () => {
  const folders = readdirSync(join(import.meta.dirname, 'versions'), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  expect(folders.toSorted()).toEqual(compilers.map(({ version }) => version));
  for (const { version, tsc } of compilers) {
    const manifest = JSON.parse(readFileSync(join(tsc, '../../package.json'), 'utf8')) as { readonly version: string }; // TypeScript's own
    expect(manifest.version.startsWith(`${version}.`)).toBe(true);
  }
});

describe.each(compilers)('TypeScript $version', ({ version, tsc }) => {
  test.each(moduleSystems)('compiles everything under $name', async ({ name, trees }) => {
    const examples = trees.map((tree) => `examples/${tree}-*.ts`);
    expect(await compile(tsc, `${version}/${name}`, [...trees.map((tree) => `trees/${tree}`), ...examples, 'callers', 'large'])).toBe('');
  });
});
