import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workflowIds } from '../../workflows/workflows.ts';
import { configFile, invoice, type Scenarios } from './scenario.ts';

const both = ['invoice', 'sampler'] as const;
const { sampler } = workflowIds;
const without = { 'opus.config.ts': null } as const;

export const SETUP_SCENARIOS: Scenarios = {
  'config-edit-unsafe': {
    type: `add ${sampler}`,
    keys: both,
    files: { 'opus.config.ts': `export default { workflows: Object.fromEntries([['invoice', '${workflowIds.invoice}']]) };\n` },
  },
  'config-unclear': {
    type: `add ${sampler}`,
    keys: both,
    files: {
      'opus.config.ts': `export default ${JSON.stringify([
        { output: './a', workflows: invoice },
        { output: './b', workflows: { report: workflowIds.nightlyReport } },
      ])};\n`,
    },
  },
  'workflow-key-unknown': { type: 'remove invoise' },
  'workflow-key-unusable': { type: `add my-flow=${sampler}`, keys: both, files: configFile({ output: './opus', workflows: invoice }) },
  'workflow-there-already': { type: `add ${workflowIds.invoice}` },
  'config-there-already': { type: `init --yes ${sampler}`, keys: both, files: configFile({ output: './opus', workflows: invoice }) },
  'init-without-workflows': { type: 'init --yes', isNew: true, files: without },
  'workflow-unverified': { type: `init --yes ${workflowIds.invoice}`, isNew: true, files: without, env: { OPUS_SERVICE_KEY: '' } },
  'package-json-unusable': { type: `init --yes ${workflowIds.invoice}`, isNew: true, files: { ...without, 'package.json': '[]\n' } },
  'env-file-unreadable': {
    type: 'check',
    prepare: ({ folder }) => writeFileSync(join(folder, '.env'), Buffer.from('\uFEFFOPUS_SERVICE_KEY=_\r\n', 'utf16le')),
  },
  'env-file-committed': {
    type: 'doctor',
    files: { '.env': 'OPUS_SERVICE_KEY=_\n' },
    prepare: ({ folder }) => {
      execFileSync('git', ['init', '--quiet'], { cwd: folder });
      execFileSync('git', ['add', '--force', '.env'], { cwd: folder });
    },
  },
  'terminal-needed': { type: `init ${workflowIds.invoice}`, isNew: true, files: without },
};

const manifest = (name: string, version: string): Readonly<Record<string, string>> => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version }),
});
const tsconfig = (compilerOptions: object): Readonly<Record<string, string>> => ({ 'tsconfig.json': JSON.stringify({ compilerOptions }) });

export const DOCTOR_SCENARIOS: Scenarios = {
  'key-odd': { type: 'doctor', env: { OPUS_SERVICE_KEY: 'k'.repeat(96) } },
  'key-unusable': { type: 'doctor', env: { OPUS_SERVICE_KEY: `_${'k'.repeat(40)}\n${'k'.repeat(56)}` } },
  'typescript-too-old': { type: 'doctor', files: manifest('typescript', '4.9.5') },
  'runtime-missing': { type: 'doctor' },
  'runtime-mismatch': { type: 'doctor', files: manifest('@opus-codegen/runtime', '0.3.0') },
  'generator-mismatch': { type: 'doctor', files: manifest('@opus-codegen/generator', '0.3.0') },
  'tsconfig-resolution': { type: 'doctor', files: tsconfig({ strict: true, module: 'esnext', moduleResolution: 'node' }) },
  'tsconfig-loose': { type: 'doctor', files: tsconfig({ strict: false, module: 'nodenext' }) },
  'tsconfig-extension': {
    type: 'doctor',
    files: {
      ...tsconfig({ strict: true, module: 'nodenext' }),
      ...configFile({ output: './opus', workflows: invoice, importExtension: '.ts' }),
    },
  },
  'tsconfig-unreadable': { type: 'doctor', files: { 'tsconfig.json': '{ "extends": "./nowhere.json" }' } },
  'git-attributes-missing': { type: 'doctor', prepare: ({ folder }) => void execFileSync('git', ['init', '--quiet'], { cwd: folder }) },
};
