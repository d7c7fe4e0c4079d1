import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../testing/temp-folder.ts';
import type { ImpactResult } from './find-impact.ts';
import { createImpactProject, tsconfigWith, TSCONFIG, variable, workflow } from './testing/impact-project.ts';

/** How callers find the bindings: module systems, aliases, references, packages of a workspace. */

const title = variable('title', { type: 'str' });
const summary = variable('summary', { type: 'str' });
const before = { invoice: workflow('invoice', [title], [summary]) };
const after = { invoice: workflow('invoice', [title, variable('poNumber', { type: 'str' })], [summary]) };

const caller = (from: string): string =>
  `import { runInvoiceWorkflow } from '${from}';\nexport const job = runInvoiceWorkflow({ title: 'March' });\n`;

function places({ callSites }: ImpactResult): readonly string[] {
  return callSites.map(({ file, line, summary: said }) => `${file}:${line} ${said}`);
}

test.each([
  ['.ts', 'nodenext', TSCONFIG],
  ['.js', 'nodenext', tsconfigWith({ allowImportingTsExtensions: false })],
  ['', 'a bundler', tsconfigWith({ module: 'esnext', moduleResolution: 'bundler' })],
] as const)('imports that end in "%s", resolved as by %s', async (importExtension, _, tsconfig) => {
  using project = await createImpactProject({
    workflows: before,
    emit: { importExtension },
    files: {
      'tsconfig.json': tsconfig,
      'src/direct.ts': caller(`./opus/invoice${importExtension}`),
      'src/barrel.ts': caller(`./opus/index${importExtension}`),
    },
  });
  expect(places(await project.impactOf(after))).toEqual([
    'src/barrel.ts:2 runInvoiceWorkflow({ … }) lacks poNumber',
    'src/direct.ts:2 runInvoiceWorkflow({ … }) lacks poNumber',
  ]);
});

test('path aliases, and files reached through them alone', async () => {
  using project = await createImpactProject({
    workflows: before,
    output: 'generated/opus',
    files: {
      'tsconfig.json': JSON.stringify({ extends: './tsconfig.paths.json', include: ['src/main.ts'] }),
      'tsconfig.paths.json': tsconfigWith({
        paths: { '@opus/*': ['./generated/opus/*'], '#all': ['./generated/opus/index.ts'], '~/*': ['./src/*'] },
      }),
      'src/main.ts': `${caller('@opus/invoice.ts')}export * from '~/far/away.ts';\n`,
      'src/far/away.ts': caller('#all').replaceAll('job', 'other'),
    },
  });
  expect(places(await project.impactOf(after))).toEqual([
    'src/far/away.ts:2 runInvoiceWorkflow({ … }) lacks poNumber',
    'src/main.ts:2 runInvoiceWorkflow({ … }) lacks poNumber',
  ]);
});

test('a caller that sees the bindings through a global type, without an import', async () => {
  using project = await createImpactProject({
    workflows: before,
    files: {
      'tsconfig.json': TSCONFIG,
      'src/globals.d.ts': `type Invoice = import('./opus/invoice.ts').InvoiceInput;\n`,
      'src/caller.ts': `export const input: Invoice = { title: 'March' };\n`,
    },
  });
  expect(places(await project.impactOf(after))).toEqual(['src/caller.ts:1 const input: Invoice lacks poNumber']);
});

test('javascript that asks to be checked', async () => {
  using project = await createImpactProject({
    workflows: before,
    files: { 'tsconfig.json': tsconfigWith({ allowJs: true, checkJs: true }), 'src/caller.js': caller('./opus/invoice.ts') },
  });
  expect(places(await project.impactOf(after))).toEqual(['src/caller.js:2 runInvoiceWorkflow({ … }) lacks poNumber']);
});

const BUILT = { composite: true, noEmit: false, emitDeclarationOnly: true, rootDir: 'src', outDir: 'types/made' };

test('project references: each project with its own settings, and what is imported as built is read from its source', async () => {
  using project = await createImpactProject({
    workflows: before,
    output: 'bindings/src/opus',
    files: {
      'tsconfig.json': JSON.stringify({ files: [], references: [{ path: './app' }, { path: './bindings' }] }),
      'bindings/tsconfig.json': tsconfigWith({ ...BUILT, paths: { '#opus': ['./src/opus/index.ts'] } }),
      'bindings/src/index.ts': `export * from '#opus';\nexport const broken: number = 'bindings';\n`,
      // As built before the change.
      'bindings/types/made/index.d.ts': `export declare function runInvoiceWorkflow(input: { title: string }): Promise<unknown>;\n`,
      'app/tsconfig.json': tsconfigWith(BUILT, { references: [{ path: '../bindings' }] }),
      'app/src/main.ts': caller('../../bindings/src/index.ts'),
      'app/src/built.ts': caller('../../bindings/types/made/index.js'),
    },
  });
  const expected = [
    'app/src/built.ts:2 runInvoiceWorkflow({ … }) lacks poNumber',
    'app/src/main.ts:2 runInvoiceWorkflow({ … }) lacks poNumber',
  ];
  // The nearest tsconfig is that of the bindings: the one above that references it leads to the callers.
  const found = await project.impactOf(after);
  expect(places(found)).toEqual(expected);
  expect(found.unrelated.map(({ file }) => file)).toEqual(['bindings/src/index.ts']);
  expect(found.projects).toEqual(['bindings/tsconfig.json', 'app/tsconfig.json']);

  const named = await project.impactOf(after, { tsconfigPath: 'tsconfig.json' });
  expect(places(named)).toEqual(expected);
  expect(named.unrelatedErrorCount).toBe(1);
  expect(named.projects).toEqual(['app/tsconfig.json', 'bindings/tsconfig.json']);
});

test('the tsconfig named is the one looked at, and no other', async () => {
  using project = await createImpactProject({
    workflows: before,
    files: {
      'tsconfig.json': TSCONFIG,
      'src/main.ts': caller('./opus/invoice.ts'),
      'scripts/tsconfig.json': tsconfigWith({}, { include: ['.'] }),
      'scripts/run.ts': caller('../src/opus/invoice.ts'),
    },
  });
  const found = await project.impactOf(after, { tsconfigPath: 'scripts' });
  expect(places(found)).toEqual(['scripts/run.ts:2 runInvoiceWorkflow({ … }) lacks poNumber']);
  expect(found.projects).toEqual(['scripts/tsconfig.json']);
});

const BUNDLED = { noEmit: false, emitDeclarationOnly: true, declaration: true };

/** Bindings in `contracts`; `billing` wraps them; `web` uses both. Nothing is built. */
function monorepo(types: string, compilerOptions: object): Readonly<Record<string, string>> {
  const manifest = (name: string): string => JSON.stringify({ name, type: 'module', exports: { '.': { types } } });
  return {
    'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
    'packages/contracts/package.json': manifest('@acme/contracts'),
    'packages/contracts/tsconfig.json': tsconfigWith(compilerOptions),
    'packages/contracts/src/index.ts': `export * from './opus/index.ts';\n`,
    'packages/billing/package.json': manifest('@acme/billing'),
    'packages/billing/tsconfig.json': tsconfigWith(compilerOptions),
    'packages/billing/src/index.ts': `import { runInvoiceWorkflow, type InvoiceInput } from '@acme/contracts';
export const bill = (input: InvoiceInput) => runInvoiceWorkflow(input);
export const broken: number = 'billing';
`,
    'packages/web/package.json': '{ "name": "@acme/web", "type": "module" }',
    'packages/web/tsconfig.json': TSCONFIG,
    'packages/web/src/page.ts': `import { bill } from '@acme/billing';
import { runInvoiceWorkflow } from '@acme/contracts';
export * from '../../docs/src/index.ts';
export const one = bill({ title: 'March' });
export const two = runInvoiceWorkflow({ title: 'April' });
`,
    'packages/docs/package.json': '{ "name": "@acme/docs", "type": "module" }',
    'packages/docs/tsconfig.json': TSCONFIG,
    'packages/docs/src/index.ts': `export const broken: number = 'docs';\n`,
  };
}

const LINKS = { '@acme/contracts': 'packages/contracts', '@acme/billing': 'packages/billing' };

test.each([
  ['that tsc builds', './dist/index.d.ts', { ...BUNDLED, rootDir: 'src', outDir: 'dist' }, {}],
  ['that a bundler builds', './dist/index.d.mts', {}, {}],
  [
    'that a bundler built before the change',
    './dist/index.d.mts',
    {},
    {
      'packages/contracts/dist/index.d.mts':
        'export declare function runInvoiceWorkflow(input: { title: string }): Promise<unknown>;\nexport type InvoiceInput = { title: string };\n',
    },
  ],
  ['that are imported from source', './src/index.ts', {}, {}],
])('a monorepo of three packages %s', async (_, types, compilerOptions, built) => {
  using project = await createImpactProject({
    workflows: before,
    output: 'packages/contracts/src/opus',
    links: LINKS,
    files: { ...monorepo(types, compilerOptions), ...built },
  });
  const found = await project.impactOf(after);
  expect(places(found)).toEqual([
    'packages/web/src/page.ts:4 bill({ … }) lacks poNumber',
    'packages/web/src/page.ts:5 runInvoiceWorkflow({ … }) lacks poNumber',
  ]);
  expect(found.callSites.map(({ workflowKey, rule }) => [workflowKey, rule])).toEqual([
    ['invoice', 'variable-added-required'],
    ['invoice', 'variable-added-required'],
  ]);
  // A package that does not see the bindings is no part of the answer, even where others import it.
  expect(found.projects).toEqual(['packages/contracts/tsconfig.json', 'packages/billing/tsconfig.json', 'packages/web/tsconfig.json']);
  expect(found.unrelated.map(({ file }) => file)).toEqual(['packages/billing/src/index.ts']);
  expect({ filesChecked: found.filesChecked, notes: found.notes }).toEqual({ filesChecked: 3, notes: [] });
});

test('in a monorepo, places are told from the working directory', async () => {
  using project = await createImpactProject({
    workflows: before,
    output: 'packages/contracts/src/opus',
    links: LINKS,
    files: monorepo('./src/index.ts', {}),
  });
  const found = await project.impactOf(after, { cwd: 'packages/contracts' });
  expect(found.projects).toEqual(['tsconfig.json', '../billing/tsconfig.json', '../web/tsconfig.json']);
  expect(found.callSites.map(({ file }) => file)).toEqual(['../web/src/page.ts', '../web/src/page.ts']);
});

test('a package whose source cannot be told from what was built is noted', async () => {
  using project = await createImpactProject({
    workflows: before,
    output: 'packages/contracts/src/opus',
    links: LINKS,
    files: {
      ...monorepo('./dist/bundle.d.mts', {}),
      'packages/contracts/dist/bundle.d.mts':
        'export declare function runInvoiceWorkflow(input: { title: string }): Promise<unknown>;\nexport type InvoiceInput = { title: string };\n',
      'packages/web/src/direct.ts': caller('../../contracts/src/opus/invoice.ts'),
    },
  });
  const found = await project.impactOf(after);
  expect(places(found)).toEqual(['packages/web/src/direct.ts:2 runInvoiceWorkflow({ … }) lacks poNumber']);
  expect(found.notes).toEqual([
    'packages/web/src/page.ts reads packages/contracts/dist/bundle.d.mts, built before the change: callers behind it are missing. Map it to its source with "paths".',
    'packages/billing/src/index.ts reads packages/contracts/dist/bundle.d.mts, built before the change: callers behind it are missing. Map it to its source with "paths".',
  ]);
});

test('a project entered through a link is the same project', async () => {
  using project = await createImpactProject({
    workflows: before,
    output: 'packages/contracts/src/opus',
    links: LINKS,
    files: monorepo('./src/index.ts', {}),
  });
  using elsewhere = tempFolder();
  symlinkSync(project.folder.path, join(elsewhere.path, 'link'), 'junction');
  const found = await project.impactOf(after, { root: join(elsewhere.path, 'link'), tsconfigPath: 'packages/web/tsconfig.json' });
  expect(found.callSites.map(({ file }) => file)).toEqual(['packages/web/src/page.ts', 'packages/web/src/page.ts']);
});

test('line ends that the checkout turned are no change', async () => {
  using project = await createImpactProject({
    workflows: before,
    files: { 'tsconfig.json': TSCONFIG, 'src/main.ts': caller('./opus/invoice.ts') },
  });
  for (const name of ['src/opus/invoice.ts', 'src/opus/index.ts']) {
    const path = join(project.folder.path, name);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\n', '\r\n'));
  }
  expect((await project.impactOf(before)).filesChecked).toBe(0);
});

test('a workflow that only comes breaks nothing', async () => {
  using project = await createImpactProject({
    workflows: before,
    emit: { barrel: false },
    files: { 'tsconfig.json': TSCONFIG, 'src/main.ts': caller('./opus/invoice.ts') },
  });
  expect(places(await project.impactOf({ ...before, ledger: workflow('ledger', [title]) }))).toEqual([]);
});
