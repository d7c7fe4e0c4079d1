/** What generated code costs the compiler of its users, in the compiler's own counts: the same on every machine. */
import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { repositoryRoot } from '../../project/linked-project.ts';
import { workloadFolder } from './workload-folder.ts';

vi.setConfig({ testTimeout: 120_000 });

const tsc = createRequire(import.meta.url).resolve('ts59/bin/tsc');

interface Counts {
  readonly files: number;
  readonly symbols: number;
  readonly types: number;
  readonly instantiations: number;
}

/** Compiles a module that imports one workflow of so many, from its own file or from the barrel. */
async function countsOf(count: number, module: 'flow0.ts' | 'index.ts'): Promise<Counts> {
  using project = workloadFolder(count);
  await project.run('--frozen');
  const write = (name: string, text: string): void => writeFileSync(join(project.folder, name), text);
  mkdirSync(join(project.folder, 'node_modules/@opus-codegen'), { recursive: true });
  symlinkSync(join(repositoryRoot, 'runtime'), join(project.folder, 'node_modules/@opus-codegen/runtime'), 'junction');
  write('package.json', '{ "type": "module" }');
  write('use.ts', `import { runFlow0Workflow } from './src/opus/${module}';\nexport const run = runFlow0Workflow;\n`);
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022', 'dom'],
    types: [],
    module: 'nodenext',
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    skipLibCheck: true,
  };
  write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['use.ts'] }));
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, '-p', project.folder, '--extendedDiagnostics']);
  const told = (label: string): number => Number(new RegExp(`^${label}:\\s+(\\d+)`, 'm').exec(stdout)?.[1]);
  return { files: told('Files'), symbols: told('Symbols'), types: told('Types'), instantiations: told('Instantiations') };
}

function perWorkflow(one: Counts, other: Counts, count: number): Omit<Counts, 'files'> {
  const share = (figure: keyof Counts): number => (other[figure] - one[figure]) / count;
  return { symbols: share('symbols'), types: share('types'), instantiations: share('instantiations') };
}

test('a workflow costs the compiler 270 symbols, 65 types and 18 instantiations, each as much as the one before', async () => {
  const [few, some, many] = [await countsOf(4, 'index.ts'), await countsOf(8, 'index.ts'), await countsOf(16, 'index.ts')];
  expect(perWorkflow(few, some, 4)).toEqual(perWorkflow(some, many, 8));
  expect(perWorkflow(few, some, 4).symbols).toBeLessThanOrEqual(270);
  expect(perWorkflow(few, some, 4).types).toBeLessThanOrEqual(65);
  expect(perWorkflow(few, some, 4).instantiations).toBeLessThanOrEqual(18);
});

test('imported from its own file, a workflow costs the same whatever stands beside it', async () => {
  expect(await countsOf(12, 'flow0.ts')).toEqual(await countsOf(2, 'flow0.ts'));
});
