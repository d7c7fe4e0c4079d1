import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { workflowIds } from '../../workflows/workflows.ts';
import { configFile, invoice, type Scenarios } from './scenario.ts';

export const CONFIG_SCENARIOS: Scenarios = {
  'config-not-found': { type: 'check', files: { 'opus.config.ts': null } },
  'config-not-loaded': { type: 'check', files: { 'opus.config.ts': 'export default {\n' } },
  'config-no-default-export': { type: 'check', files: { 'opus.config.ts': 'export const config = {};\n' } },
  'config-unknown-key': { type: 'check', files: configFile({ workflows: invoice, ouput: './opus' }) },
  'config-invalid-value': { type: 'check', files: configFile({ workflows: invoice, concurrency: 0 }) },
  'config-no-workflows': { type: 'check', files: configFile({ workflows: {} }) },
  'config-key-not-identifier': { type: 'check', files: configFile({ workflows: { 'vendor-check': workflowIds.invoice } }) },
  'config-duplicate-id': { type: 'check', files: configFile({ workflows: { ...invoice, bills: workflowIds.invoice } }) },
  'config-name-collision': { type: 'check', files: configFile({ workflows: { ...invoice, Invoice: workflowIds.sampler } }) },
  'config-literal-key': { type: 'check', files: configFile({ workflows: invoice, serviceKeyEnv: `_${'k'.repeat(96)}` }) },
  'config-bad-workflow-id': { type: 'check', files: configFile({ workflows: { invoice: 'https://example.com/invoices' } }) },
  'config-bad-base-url': {
    type: 'check',
    files: configFile({ workflows: invoice, baseUrl: 'http://operator.opus.com' }),
    env: { OPUS_BASE_URL: '' },
  },
  'config-output-outside': { type: 'check', files: configFile({ workflows: invoice, output: '../bindings' }) },
  'config-shared-place': {
    type: 'check',
    files: {
      'opus.config.ts': `export default ${JSON.stringify([{ workflows: invoice }, { workflows: { sampler: workflowIds.sampler } }])};\n`,
    },
  },
  'config-unknown-filter': { type: 'generate --filter invoce' },
  'config-unknown-rule': { type: 'check', files: configFile({ workflows: invoice, drift: { rules: { 'lable-changed': 'off' } } }) },
};

export const LOCKFILE_SCENARIOS: Scenarios = {
  'lockfile-unreadable': {
    type: 'check',
    prepare: ({ folder }) => {
      rmSync(join(folder, 'opus.lock.json'));
      mkdirSync(join(folder, 'opus.lock.json'));
    },
  },
  'lockfile-conflict': { type: 'generate', files: { 'opus.lock.json': '<<<<<<< HEAD\n{}\n' } },
  'lockfile-damaged': { type: 'generate', files: { 'opus.lock.json': '{ "lockfileVersion": 1, "workflows": { "invoice": {} } }' } },
  'lockfile-version': { type: 'generate', files: { 'opus.lock.json': '{ "lockfileVersion": 9, "workflows": {} }' } },
  'lockfile-unusable-name': {
    type: 'generate --frozen',
    prepare: (project) => project.write({ 'opus.lock.json': project.read('opus.lock.json').replace('"poNumber"', '"po number"') }),
  },
  'lockfile-missing': { type: 'check --offline', files: { 'opus.lock.json': null } },
  'lockfile-lacks-workflow': {
    type: 'check --offline',
    files: configFile({ output: './opus', workflows: { ...invoice, sampler: workflowIds.sampler } }),
  },
  'lockfile-extra-workflow': {
    type: 'check --offline',
    keys: ['invoice', 'sampler'],
    files: configFile({ output: './opus', workflows: invoice }),
  },
  'lockfile-other-workflow': {
    type: 'check --offline',
    files: configFile({ output: './opus', workflows: { invoice: workflowIds.sampler } }),
  },
};
