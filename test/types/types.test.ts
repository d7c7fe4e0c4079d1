import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/**
 * What the types of generated code accept and refuse, and with which words, on every compiler supported. Read from declarations, as users do.
 *
 * In `fixtures/refuses.ts` each line that ends in a comment must be an error whose message holds all of the comment's parts; no other line
 * may be one.
 */

const root = join(import.meta.dirname, '../..');
const fixtures = join(import.meta.dirname, 'fixtures');
const require = createRequire(import.meta.url);
const scratch = mkdtempSync(join(tmpdir(), 'opus-types-'));

const compilers = [
  ['5.4', require.resolve('ts54/bin/tsc')],
  ['5.9', require.resolve('ts59/bin/tsc')],
  ['6.0', require.resolve('ts60/bin/tsc')],
  ['7', join(root, 'node_modules/typescript/bin/tsc')],
] as const;

beforeAll(() => {
  const emit = {
    extends: join(root, 'tsconfig.base.json'),
    compilerOptions: {
      noEmit: false,
      emitDeclarationOnly: true,
      rootDir: join(root, 'runtime/src'),
      outDir: join(scratch, 'declarations'),
      types: [],
    },
    files: [join(root, 'runtime/src/files/source.ts'), join(root, 'runtime/src/types.ts')],
  };
  writeFileSync(join(scratch, 'emit.json'), JSON.stringify(emit));
  const emitted = run(compilers[3][1], 'emit.json');
  if (emitted !== '') throw new Error(emitted);
  const check = {
    compilerOptions: {
      target: 'es2022',
      lib: ['es2022', 'dom'],
      module: 'esnext',
      moduleResolution: 'bundler',
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      // TypeScript's own libraries: half of the time, and no matter of ours.
      skipDefaultLibCheck: true,
      noEmit: true,
      types: [],
      paths: { files: ['./declarations/files/source.d.ts'], types: ['./declarations/types.d.ts'] },
    },
    files: [join(fixtures, 'accepts.ts'), join(fixtures, 'refuses.ts')],
  };
  writeFileSync(join(scratch, 'check.json'), JSON.stringify(check));
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function run(compiler: string, project: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', project, '--pretty', 'false'], {
    cwd: scratch,
    encoding: 'utf8',
  });
  return stdout + stderr;
}

/** Messages by line of `refuses.ts`; those of any other file under their own text. */
function errorsByLine(output: string): Map<number | string, string> {
  const errors = new Map<number | string, string>();
  let line: number | string = output.slice(0, 0);
  for (const text of output.split('\n').filter((part) => part !== '')) {
    const start = /refuses\.ts\((\d+),/.exec(text)?.[1];
    if (start !== undefined) line = Number(start);
    else if (/^\S/.test(text)) line = text;
    errors.set(line, `${errors.get(line) ?? ''}${text}\n`);
  }
  return errors;
}

describe.each(compilers)('TypeScript %s', (_version, compiler) => {
  test('accepts what fits, and refuses the rest in words that name both sides', () => {
    const errors = errorsByLine(run(compiler, 'check.json'));
    const source = readFileSync(join(fixtures, 'refuses.ts'), 'utf8').split('\n');
    const refused = source.flatMap((text, index) => {
      const parts = /; \/\/ (.*)$/.exec(text)?.[1]?.split(' && ');
      return parts === undefined ? [] : [{ line: index + 1, text, parts }];
    });
    expect([...errors.keys()]).toEqual(refused.map(({ line }) => line));
    const missing = refused.flatMap(({ line, text, parts }) =>
      parts.filter((part) => !errors.get(line)?.includes(part)).map((part) => ({ text, part, message: errors.get(line) })),
    );
    expect(missing).toEqual([]);
  });
});
