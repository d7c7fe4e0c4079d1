import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ImpactError } from './find-impact.ts';
import { createImpactProject, tsconfigWith, TSCONFIG, variable, workflow } from './testing/impact-project.ts';

const title = variable('title', { type: 'str' });
const before = { invoice: workflow('invoice', [title]) };
const after = { invoice: workflow('invoice', [title, variable('poNumber', { type: 'str' })]) };
const CALLER = `import { runInvoiceWorkflow } from './opus/invoice.ts';\nexport const job = runInvoiceWorkflow({ title: 'March' });\n`;

async function refusal(
  files: Readonly<Record<string, string>>,
  options: { readonly tsconfigPath?: string; readonly cwd?: string } = {},
): Promise<object> {
  using project = await createImpactProject({ workflows: before, files: { 'src/main.ts': CALLER, ...files } });
  const error: unknown = await project.impactOf(after, options).catch((thrown: unknown) => thrown);
  if (!(error instanceof ImpactError)) throw new Error(`not refused: ${String(error)}`);
  return { code: error.code, message: error.message.replaceAll(project.folder.path, '<folder>'), fix: error.fix };
}

test('no tsconfig: says where it looked', async () => {
  expect(await refusal({})).toEqual({
    code: 'tsconfig-missing',
    message: 'There is no tsconfig.json in src/opus and in <folder>, nor in any folder above.',
    fix: 'Name the project with --tsconfig, or add a tsconfig.json that includes the callers of the bindings.',
  });
});

test('a named tsconfig that is not there', async () => {
  expect(await refusal({ 'tsconfig.json': TSCONFIG }, { tsconfigPath: 'tsconfig.app.json' })).toEqual({
    code: 'tsconfig-missing',
    message: 'There is no tsconfig.app.json.',
    fix: 'Correct --tsconfig.',
  });
  expect(await refusal({ 'tsconfig.json': TSCONFIG }, { tsconfigPath: 'src' })).toMatchObject({
    message: 'There is no src/tsconfig.json.',
  });
});

test('a syntax error: says the file and the line', async () => {
  expect(await refusal({ 'tsconfig.json': '{\n  "compilerOptions": {\n    "strict": ,\n  }\n}\n' })).toEqual({
    code: 'tsconfig-unreadable',
    message: 'tsconfig.json:3: Expression expected.',
    fix: 'Correct it; `tsc -p` says the same.',
  });
});

test('a conflict marker', async () => {
  expect(await refusal({ 'tsconfig.json': `<<<<<<< HEAD\n${TSCONFIG}\n=======\n{}\n>>>>>>> main\n` })).toMatchObject({
    code: 'tsconfig-unreadable',
    message: expect.stringMatching(/^tsconfig\.json:1: /),
  });
});

test('one that extends what is not installed', async () => {
  const { message } = (await refusal({ 'tsconfig.json': JSON.stringify({ extends: '@tsconfig/node24/tsconfig.json' }) })) as {
    message: string;
  }; // made above
  expect(message).toBe(`tsconfig.json:1: File '@tsconfig/node24/tsconfig.json' not found.`);
});

test('one that extends itself', async () => {
  expect(
    await refusal({
      'tsconfig.json': JSON.stringify({ extends: './other.json' }),
      'other.json': JSON.stringify({ extends: './tsconfig.json' }),
    }),
  ).toMatchObject({
    code: 'tsconfig-unreadable',
    message: expect.stringContaining('Circularity detected while resolving configuration'),
  });
});

test('a reference that cannot be read is left out with a note, and the rest is looked at', async () => {
  using project = await createImpactProject({
    workflows: before,
    files: {
      'src/main.ts': CALLER,
      'tsconfig.json': tsconfigWith({}, { references: [{ path: './gone' }, { path: './damaged' }] }),
      'damaged/tsconfig.json': '{',
    },
  });
  const { callSites, notes } = await project.impactOf(after);
  expect(callSites).toHaveLength(1);
  expect(notes).toEqual([
    `gone/tsconfig.json was left out. gone/tsconfig.json: Cannot read file '${project.folder.path}/gone/tsconfig.json'.`,
    `damaged/tsconfig.json was left out. damaged/tsconfig.json:1: '}' expected.`,
  ]);
});

test('settings this TypeScript does not know, and syntax it does not know, stop nothing', async () => {
  using project = await createImpactProject({
    workflows: before,
    files: {
      'src/main.ts': CALLER,
      'src/newer.ts': 'export const total = 1 |> double;\n',
      'tsconfig.json': tsconfigWith({ module: 'nodenext', strictWhispers: true, lib: ['es2022', 'dom', 'es2099'] }),
      'node_modules/typescript/package.json': '{ "name": "typescript", "version": "9.1.0-beta" }',
    },
  });
  const { callSites, unrelated, notes } = await project.impactOf(after);
  expect(callSites.map(({ file }) => file)).toEqual(['src/main.ts']);
  expect(new Set(unrelated.map(({ file }) => file))).toEqual(new Set(['src/newer.ts']));
  expect(notes).toEqual([
    'tsconfig.json is compiled with TypeScript 9.1, looked at with 6.0.2: what is new since may be among the unrelated errors.',
  ]);
});

test('what a project compiled with TypeScript 5 leaves unsaid means what it meant there', async () => {
  const {
    strict: _,
    types: __,
    ...options
  } = { strict: true, types: [], target: 'es2022', module: 'nodenext', allowImportingTsExtensions: true, noEmit: true };
  using project = await createImpactProject({
    workflows: before,
    files: {
      'src/main.ts': `${CALLER}export const loose: string = null;\nexport const plain = (given) => given;\nexport const root = ambientThing;\n`,
      'tsconfig.json': JSON.stringify({ compilerOptions: options, include: ['src'] }),
      'node_modules/@types/thing/index.d.ts': 'declare const ambientThing: string;\n',
      'node_modules/typescript/package.json': '{ "name": "typescript", "version": "5.9.3" }',
    },
  });
  const { callSites, unrelated } = await project.impactOf(after);
  expect(callSites).toHaveLength(1);
  expect(unrelated).toEqual([]);
});

test('a project that does not include the bindings is no answer, and says so', async () => {
  using project = await createImpactProject({
    workflows: before,
    files: { 'tsconfig.json': tsconfigWith({}, { include: ['lib'] }), 'lib/a.ts': 'export {};\n', 'src/main.ts': CALLER },
  });
  expect(await project.impactOf(after)).toEqual({
    callSites: [],
    unrelatedErrorCount: 0,
    unrelated: [],
    projects: [],
    filesChecked: 0,
    notes: ['No file of these projects imports the bindings: tsconfig.json.'],
  });
});

test('bindings that cannot find the runtime are noted', async () => {
  using project = await createImpactProject({ workflows: before, files: { 'tsconfig.json': TSCONFIG, 'src/main.ts': CALLER } });
  rmSync(join(project.folder.path, 'node_modules/@opus-codegen/runtime'));
  const { callSites, notes } = await project.impactOf(after);
  expect(callSites).toHaveLength(1);
  expect(notes).toEqual([
    'tsconfig.json: the bindings cannot find @opus-codegen/runtime/codegen-v1, so callers may be missing here. Install the packages first.',
  ]);
});

test('code on which the compiler itself fails costs that file alone', async () => {
  const deep = `export const deep = ${'[0].concat('.repeat(20_000)}${')'.repeat(20_000)};\n`;
  using project = await createImpactProject({
    workflows: before,
    files: { 'tsconfig.json': TSCONFIG, 'src/main.ts': CALLER, 'src/deep.ts': deep },
  });
  const { callSites, notes } = await project.impactOf(after);
  expect(callSites.map(({ file }) => file)).toEqual(['src/main.ts']);
  expect(notes).toEqual(['TypeScript itself fails at src/deep.ts: callers in it are missing.']);
});

test('bindings that are not on the disk are noted, since nobody can be seen to use them', async () => {
  using project = await createImpactProject({ workflows: before, files: { 'tsconfig.json': TSCONFIG, 'src/main.ts': CALLER } });
  rmSync(join(project.folder.path, 'src/opus'), { recursive: true });
  const { callSites, notes } = await project.impactOf(after);
  expect(callSites).toEqual([]);
  expect(notes).toEqual([
    'Not on the disk: src/opus/invoice.ts. Generate first (`opus-codegen generate --frozen`), then callers can be found.',
  ]);
});

test('of a large project only what can be affected is checked, and that is said', async () => {
  const others = Object.fromEntries(
    Array.from({ length: 1_001 }, (_, index) => [`src/other/${index}.ts`, `export const wrong: number = '';\n`]),
  );
  using project = await createImpactProject({ workflows: before, files: { 'tsconfig.json': TSCONFIG, 'src/main.ts': CALLER, ...others } });
  const { callSites, unrelatedErrorCount, filesChecked, notes } = await project.impactOf(after);
  expect(callSites.map(({ file }) => file)).toEqual(['src/main.ts']);
  expect({ unrelatedErrorCount, filesChecked }).toEqual({ unrelatedErrorCount: 0, filesChecked: 1 });
  expect(notes).toEqual([
    'tsconfig.json is large: checked were only the 1 files that depend on the bindings; unrelated errors in 1001 others are not counted.',
  ]);
});

test('the first hundred unrelated errors are told, and all are counted', async () => {
  const wrong = Array.from({ length: 120 }, (_, index) => `export const wrong${index}: number = '';`).join('\n');
  using project = await createImpactProject({
    workflows: before,
    files: { 'tsconfig.json': TSCONFIG, 'src/main.ts': CALLER, 'src/wrong.ts': wrong },
  });
  const { unrelated, unrelatedErrorCount } = await project.impactOf(after);
  expect([unrelated.length, unrelated[0]?.line, unrelated[99]?.line, unrelatedErrorCount]).toEqual([100, 1, 100, 120]);
});
