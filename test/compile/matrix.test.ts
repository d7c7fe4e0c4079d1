import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/**
 * Every golden tree, every example in its comments and the callers in `fixtures/` compile under the strictest flags, on every compiler and in
 * every module system that we say we support. A project outside this repository is set up for it, which sees the packages' declarations as users do.
 */

const root = join(import.meta.dirname, '../..');
const golden = join(root, 'test/golden');
const require = createRequire(import.meta.url);
const project = mkdtempSync(join(tmpdir(), 'opus-compile-'));
const cases = readdirSync(golden, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

const SINCE_5_8 = { isolatedDeclarations: true, erasableSyntaxOnly: true };

const compilers = [
  { version: '5.4', tsc: require.resolve('ts54/bin/tsc'), newer: {} },
  { version: '5.9', tsc: require.resolve('ts59/bin/tsc'), newer: SINCE_5_8 },
  { version: '6.0', tsc: require.resolve('ts60/bin/tsc'), newer: SINCE_5_8 },
  { version: '7', tsc: join(root, 'node_modules/typescript/bin/tsc'), newer: SINCE_5_8 },
] as const;

const moduleSystems = [
  {
    name: 'nodenext',
    options: { module: 'nodenext', moduleResolution: 'nodenext' },
    trees: cases.filter((name) => name !== 'import-bare'),
  },
  // Imports without an extension are for bundlers only; the others are understood there too.
  { name: 'bundler', options: { module: 'esnext', moduleResolution: 'bundler' }, trees: cases },
] as const;

const STRICTEST = {
  target: 'es2022',
  lib: ['es2022', 'dom'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  forceConsistentCasingInFileNames: true,
  declaration: true,
  skipLibCheck: false,
  allowImportingTsExtensions: true,
  noEmit: true,
};

beforeAll(() => {
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  mkdirSync(join(project, 'node_modules/@opus-codegen'), { recursive: true });
  symlinkSync(join(root, 'runtime'), join(project, 'node_modules/@opus-codegen/runtime'), 'junction');
  cpSync(join(import.meta.dirname, 'fixtures'), join(project, 'callers'), { recursive: true });
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

async function compile(tsc: string, name: string, config: unknown): Promise<string> {
  const path = join(project, `${name}.json`);
  writeFileSync(path, JSON.stringify(config));
  return promisify(execFile)(process.execPath, [tsc, '-p', path, '--pretty', 'false'], { cwd: project }).then(
    () => '',
    (error: { readonly stdout: string }) => error.stdout,
  );
}

test('there is an example for every workflow with a benign name', () => {
  expect(readdirSync(join(project, 'examples')).length).toBeGreaterThan(20);
});

describe.each(compilers)('TypeScript $version', ({ version, tsc, newer }) => {
  test.each(moduleSystems)('compiles everything under $name', async ({ name, options, trees }) => {
    const examples = trees.map((tree) => `examples/${tree}-*.ts`);
    const config = {
      compilerOptions: { ...STRICTEST, ...newer, ...options },
      include: [...trees.map((tree) => `trees/${tree}`), ...examples, 'callers'],
    };
    expect(await compile(tsc, `${version}-${name}`, config)).toBe('');
  });
});
