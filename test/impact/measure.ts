/**
 * How long `findImpact` takes on a project of 500 source files and 100 workflows: `node test/impact/measure.ts [files] [workflows] [changed]`.
 *
 * The worst the issue asks for: every file imports the barrel, so that each depends on every workflow; a fresh process, so that the compiler is
 * loaded cold; errors of its own in one file in ten.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compareWorkflows, type Variable } from '@opus-codegen/schema';

// The generator exports none of this: imported by path, as nothing but this script may.
const { findImpact } = await import('../../generator/src/impact/find-impact.ts');
const { renderBindings } = await import('../../generator/src/emit/bindings.ts');

const [fileCount = 500, workflowCount = 100, changedCount = 10] = process.argv.slice(2).map(Number);
const keys = Array.from({ length: workflowCount }, (_, index) => `flow${index}`);

const inputs: readonly Variable[] = [
  { name: 'document', wire: 'w0', type: 'file', accept: ['.pdf', '.png'] },
  { name: 'currency', wire: 'w1', type: 'str', options: ['EUR', 'USD', 'GBP'] },
  {
    name: 'lines',
    wire: 'w2',
    type: 'array',
    element: {
      type: 'object',
      fields: Array.from({ length: 8 }, (_, index) => ({ name: `field${index}`, wire: `f${index}`, type: 'str' })),
    },
  },
  ...Array.from({ length: 17 }, (_, index): Variable => ({ name: `option${index}`, wire: `o${index}`, type: 'float', nullable: true })),
];
const outputs: readonly Variable[] = Array.from({ length: 10 }, (_, index) => ({
  name: `result${index}`,
  wire: `r${index}`,
  type: index % 2 ? 'str' : 'float',
}));
const flow = (key: string, isChanged: boolean) => ({
  workflowId: `id-${key}`,
  name: key,
  description: '',
  generation: 'v1' as const,
  fingerprint: { inputs: 'fp1:0', outputs: 'fp1:0' },
  inputs: isChanged ? [...inputs, { name: 'poNumber', wire: 'w9', type: 'str' } as const] : inputs,
  outputs: isChanged ? outputs.slice(1) : outputs,
  removed: [],
});
const workflowsWith = (changed: number) => Object.fromEntries(keys.map((key, index) => [key, flow(key, index < changed)]));

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'opus-impact-')));
const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};

try {
  mkdirSync(join(folder, 'node_modules/@opus-codegen'), { recursive: true });
  symlinkSync(realpathSync(join(import.meta.dirname, '../../runtime')), join(folder, 'node_modules/@opus-codegen/runtime'), 'junction');
  write('package.json', '{ "type": "module" }');
  write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: {
        target: 'es2022',
        lib: ['es2022', 'dom'],
        module: 'nodenext',
        allowImportingTsExtensions: true,
        noEmit: true,
        strict: true,
        skipLibCheck: true,
      },
      include: ['src'],
    }),
  );
  const options = { importExtension: '.ts', barrel: true } as const;
  const [before, after] = [await renderBindings(workflowsWith(0), options), await renderBindings(workflowsWith(changedCount), options)];
  for (const [name, text] of before) write(`src/opus/${name}`, text);
  for (let index = 0; index < fileCount; index++) write(`src/module${index}.ts`, moduleText(index));

  const findings = new Map(
    keys.map((key, index) => [key, compareWorkflows(flow(key, false), flow(key, index < changedCount), { workflow: key })]),
  );
  const startedAtMs = performance.now();
  const cpuAtStart = process.cpuUsage();
  const result = await findImpact({
    cwd: folder,
    overlay: new Map([...after].map(([name, text]) => [join(folder, 'src/opus', name), text])),
    findings,
  });
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(2);
  const cpu = process.cpuUsage(cpuAtStart);
  const cpuSeconds = ((cpu.user + cpu.system) / 1e6).toFixed(2);
  const unjoined = result.callSites.filter(({ findingFingerprint }) => findingFingerprint === undefined).length;
  console.log(
    `${fileCount} files, ${workflowCount} workflows, ${changedCount} changed: ${seconds} s (${cpuSeconds} s of processor time); ${result.callSites.length} call sites (${unjoined} without a finding), ${result.unrelatedErrorCount} unrelated errors, ${result.filesChecked} files checked, ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A file of some 70 lines that runs two workflows, passes what they return on to its neighbour, and does a little of its own. */
function moduleText(index: number): string {
  const [one, two] = [index % workflowCount, (index * 7 + 1) % workflowCount];
  const names = [...new Set([one, two])].map((number) => `runFlow${number}Workflow, type Flow${number}Outputs`).join(', ');
  const neighbour = index === 0 ? '' : `import { total${index - 1} } from './module${index - 1}.ts';\n`;
  const own = index % 10 === 0 ? `export const wrong${index}: number = 'text';\n` : '';
  const helpers = Array.from({ length: 8 }, (_, step) =>
    step % 2 ? collectText(`${step}Of${index}`, step) : addText(`${step}Of${index}`, step),
  );
  return `import { file } from '@opus-codegen/runtime';
import { ${names} } from './opus/index.ts';
${neighbour}${own}
export function total${index}(outputs: Flow${one}Outputs): number {
  return (outputs.result0 ?? 0) + (outputs.result2 ?? 0);
}

export async function load${index}(): Promise<string> {
  const first = await runFlow${one}Workflow({ document: file('./a.pdf'), currency: 'EUR', lines: [] });
  const second = await runFlow${two}Workflow({ document: file('./a.pdf'), currency: 'USD', lines: [], option3: total${index}(first.outputs) });
  return \`\${second.outputs.result1 ?? ''} ${index === 0 ? '' : `\${total${index - 1}.name}`}\`;
}
${helpers.join('')}`;
}

function collectText(name: string, least: number): string {
  return `
export function collect${name}(rows: readonly { readonly name: string; readonly amount: number }[]): ReadonlyMap<string, number> {
  return new Map(rows.filter(({ amount }) => amount > ${least}).map(({ name, amount }) => [name.toUpperCase(), Math.round(amount)] as const));
}
`;
}

function addText(name: string, least: number): string {
  return `
export function add${name}(rows: readonly { readonly name: string; readonly amount: number }[], prefix = ''): string {
  let sum = ${least};
  for (const row of rows) {
    if (row.amount > ${least} && row.name.startsWith(prefix)) sum += Math.trunc(row.amount);
  }
  return \`\${prefix} \${sum.toFixed(2)} \${rows.length}\`;
}
`;
}
