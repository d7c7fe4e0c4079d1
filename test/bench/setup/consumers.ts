import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Peer } from './peers.ts';
import type { WorkloadProject } from './project.ts';
import type { Bench } from '../harness/suite.ts';
import { createProject } from './project.ts';

/** Code that uses one of a thousand workflows, typed, over what one generator made. */
export interface Consumer {
  readonly name: string;
  readonly file: string;
  readonly tsconfig: string;
  /** The offset in the file where an input's name is being typed. */
  readonly completionOffset: number;
  /** The offset where the name of what is imported is being typed; absent where nothing is. */
  readonly importOffset?: number;
}

/** What the consumers import, each over the same thousand workflows. */
export interface Consumers {
  readonly one: Consumer;
  readonly barrel: Consumer;
  readonly peersWithFunctions: readonly Consumer[];
  readonly typesOnly: Consumer;
  /** The same call of a function that stands in the file itself: what a compiler needs for anything at all. */
  readonly nothingGenerated: Consumer;
}

const INPUT = `referenceNumber: 'a', currency: 'EUR', lineCount: 1`;

export async function createConsumers(bench: Bench): Promise<Consumers> {
  const project = createProject(await bench.setup.ours(), 1_000);
  project.generate();
  const { heyApi, orval, openapiTypescript } = await bench.setup.peers();
  const ours = (name: string, module: string): Consumer =>
    consumer(
      project,
      name,
      `import { file } from '@opus-codegen/runtime';\nimport { runFlow0Workflow } from './src/opus/${module}';
export const result = await runFlow0Workflow({ /**/invoiceDocument: file('./a.pdf'), ${INPUT} });
export const summary: string | undefined = result.outputs.summary;\n`,
    );
  const heyApiOutput = madeBy(heyApi, project, bench);
  const orvalOutput = madeBy(orval, project, bench);
  const typesOutput = madeBy(openapiTypescript, project, bench);
  return {
    one: ours('opus-codegen, its own file', 'flow0.ts'),
    barrel: ours('opus-codegen, the barrel', 'index.ts'),
    peersWithFunctions: [
      consumer(
        project,
        heyApi.name,
        `import { runFlow0Workflow } from '${heyApiOutput}/sdk.gen.ts';
export const result = await runFlow0Workflow({ body: { /**/invoiceDocument: './a.pdf', ${INPUT} } });
export const summary: string | undefined = result.data?.summary;\n`,
      ),
      consumer(
        project,
        orval.name,
        `import { runFlow0Workflow } from '${orvalOutput}/api.ts';
export const result = await runFlow0Workflow({ /**/invoiceDocument: './a.pdf', ${INPUT} });
export const summary: string | undefined = result.data.summary;\n`,
      ),
    ],
    typesOnly: consumer(
      project,
      openapiTypescript.name,
      `import type { paths } from '${typesOutput}/api.ts';
type Operation = paths['/workflows/flow0/run']['post'];
export const input: Operation['requestBody']['content']['application/json'] = { /**/invoiceDocument: './a.pdf', ${INPUT} };
export const summaryOf = (outputs: Operation['responses'][200]['content']['application/json']): string | undefined => outputs.summary;\n`,
    ),
    nothingGenerated: consumer(
      project,
      'nothing generated',
      `interface Input { invoiceDocument: string; referenceNumber: string; currency: 'EUR' | 'USD'; confidenceThreshold?: number | null; lineCount: number }
declare function runFlow0Workflow(input: Input): Promise<{ outputs: { summary?: string } }>;
export const result = await runFlow0Workflow({ /**/invoiceDocument: './a.pdf', ${INPUT} });
export const summary: string | undefined = result.outputs.summary;\n`,
    ),
  };
}

function consumer({ folder }: WorkloadProject, name: string, text: string): Consumer {
  const stem = `use-${name.replaceAll(/\W+/g, '-')}`;
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable'],
    types: [],
    module: 'esnext',
    moduleResolution: 'bundler',
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    skipLibCheck: true,
  };
  const place = join(folder, stem);
  mkdirSync(place);
  // The editor looks for the tsconfig.json above a file: each consumer stands in a folder of its own.
  const [file, tsconfig] = [join(place, 'use.ts'), join(place, 'tsconfig.json')];
  const code = text.replaceAll(`'./`, `'../`).replaceAll(`'../a.pdf'`, `'./a.pdf'`);
  writeFileSync(file, code);
  writeFileSync(tsconfig, JSON.stringify({ compilerOptions, files: ['use.ts'] }));
  const lastImport = /.*^import (?:type )?\{ /ms.exec(code)?.[0];
  return {
    name,
    file,
    tsconfig,
    completionOffset: code.indexOf('/**/'),
    ...(lastImport === undefined ? {} : { importOffset: lastImport.length }),
  };
}

/** Makes a peer's code, not measured. Returns where, from the project's folder. */
function madeBy(peer: Peer, { folder, document }: WorkloadProject, { progress }: Bench): string {
  progress.step(`${peer.name} makes its code`);
  const place = mkdtempSync(join(folder, 'peer-'));
  rmSync(join(place, 'output'), { recursive: true, force: true });
  const { args, cwd, env = {} } = peer.command(document, place);
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${peer.name}: ${stderr}`);
  return `./${relative(folder, join(place, 'output'))}`;
}
