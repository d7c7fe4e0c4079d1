import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripTypeScriptTypes } from 'node:module';
import { gzipSync } from 'node:zlib';
import { runInTurn } from '../harness/paired-runs.ts';
import { processTable } from '../harness/process-table.ts';
import type { Suite, Verdict } from '../harness/suite.ts';
import { installedBeside } from '../setup/peers.ts';
import { createProject, type WorkloadProject } from '../setup/project.ts';

/** What generated code weighs where it runs. */
export const bundle: Suite = {
  name: 'bundle',
  title: 'Bundles and imports',
  async run(bench) {
    await bench.setup.peers();
    const project = createProject(await bench.setup.ours(), 100);
    project.generate();
    asJavaScript(project, 100);
    const bundlers = [
      { name: 'esbuild', run: bundledByEsbuild },
      { name: 'rollup', run: bundledByRollup },
    ];
    const verdicts: Verdict[] = [];
    const rows: string[][] = [];
    for (const { name, run } of bundlers) {
      const runtime = `export { defineWorkflow } from '@opus-codegen/runtime/codegen-v1';`;
      const [none, own, barrel, unused] = [
        run(project, runtime),
        run(project, `${runtime}\nexport { runFlow7Workflow } from './src/js/flow7.js';`),
        run(project, `${runtime}\nexport { runFlow7Workflow } from './src/js/index.js';`),
        run(project, `${runtime}\nimport { runFlow7Workflow } from './src/js/index.js';`),
      ];
      const beyond = (code: string): number => gzipBytes(code) - gzipBytes(none);
      rows.push([name, `${beyond(own)} B`, `${beyond(barrel)} B`, `${beyond(unused)} B`]);
      verdicts.push(
        { what: `${name}: one workflow beyond the runtime, minified and gzipped`, measured: beyond(own), bar: { atMost: 1024 }, unit: 'B' },
        {
          what: `${name}: other workflows in a bundle that takes one of 100 from the barrel, or imports one and does not use it`,
          measured: workflowIds(barrel).size - 1 + workflowIds(unused).size,
          bar: { atMost: 0 },
          unit: 'workflows',
        },
      );
    }
    const node = (name: string, code: string) => ({
      name,
      command: { args: ['--input-type=module', '--eval', code], cwd: project.folder },
    });
    const imports = await runInTurn(
      'import',
      [
        node('one generated file', `await import('./src/js/flow7.js')`),
        node('the barrel of 100', `await import('./src/js/index.js')`),
        node('nothing', '0'),
      ],
      bench,
    );
    return {
      verdicts,
      tables: [
        {
          title: 'What a bundle carries of the bindings, beyond the runtime',
          columns: ['', 'one file', 'one from the barrel', 'an unused import'],
          rows,
        },
        processTable('Importing, in a Node.js process of its own', imports),
      ],
      notes: [
        'What the runtime itself weighs is held in `test/reach/sizes.json`. A few bytes come and go with the names a minifier chooses.',
      ],
    };
  },
};

function gzipBytes(code: string): number {
  return gzipSync(code).byteLength;
}

function workflowIds(code: string): ReadonlySet<string> {
  return new Set(code.match(/Flow\d{12}/g));
}

/** The bindings without their types, as a build leaves them. */
function asJavaScript({ folder, outputFolder }: WorkloadProject, count: number): void {
  const names = ['index', ...Array.from({ length: count }, (_, index) => `flow${index}`)];
  mkdirSync(join(folder, 'src/js'));
  for (const name of names) {
    const code = stripTypeScriptTypes(readFileSync(join(outputFolder, `${name}.ts`), 'utf8'));
    writeFileSync(join(folder, 'src/js', `${name}.js`), code.replaceAll(/(from ['"]\.\/[\w-]+)\.ts/g, '$1.js'));
  }
}

/** Both bundlers are asked by a script in a process of its own: they stand outside of the workspace, where no types of theirs are. */
function bundledByEsbuild({ folder }: WorkloadProject, entry: string): string {
  const options = { bundle: true, minify: true, format: 'esm', platform: 'node', write: false };
  return printedBy(
    `import { build } from ${JSON.stringify(installedBeside('esbuild/lib/main.js'))};
const { outputFiles } = await build({ ...${JSON.stringify(options)}, stdin: { contents: ${JSON.stringify(entry)}, resolveDir: '.' } });
process.stdout.write(outputFiles[0].text);`,
    folder,
  );
}

function bundledByRollup({ folder }: WorkloadProject, entry: string): string {
  writeFileSync(join(folder, 'entry.js'), entry);
  return printedBy(
    `import { rollup } from ${JSON.stringify(installedBeside('rollup/dist/es/rollup.js'))};
import { transform } from ${JSON.stringify(installedBeside('esbuild/lib/main.js'))};
const made = await rollup({ input: 'entry.js', external: [/^@opus-codegen/] });
const { output } = await made.generate({ format: 'es' });
process.stdout.write((await transform(output[0].code, { minify: true })).code);`,
    folder,
  );
}

function printedBy(script: string, cwd: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`a bundler ended with ${status}: ${stderr}`);
  return stdout;
}
