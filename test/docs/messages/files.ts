import { appendFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { invoice, type Scenarios } from './scenario.ts';

export const FILE_SCENARIOS: Scenarios = {
  'file-edited': {
    type: 'generate --frozen',
    prepare: ({ folder }) => appendFileSync(join(folder, 'opus/invoice.ts'), '// mine\n'),
  },
  'file-foreign': { type: 'generate', isNew: true, files: { 'opus/invoice.ts': 'export const mine = 1;\n' } },
  'output-elsewhere': {
    type: 'generate',
    isNew: true,
    files: { 'elsewhere/readme.txt': '' },
    cwd: 'app',
    prepare: (project) => {
      project.write({ 'app/opus.config.ts': `export default ${JSON.stringify({ output: './opus', workflows: invoice })};\n` });
      symlinkSync('../elsewhere', join(project.folder, 'app/opus'));
    },
  },
  'file-missing': { type: 'check --offline', files: { 'opus/index.ts': null } },
  'file-stale': {
    type: 'check --offline',
    prepare: (project) => project.write({ 'opus.lock.json': project.read('opus.lock.json').replace('"PO Number"', '"Order Number"') }),
  },
  'file-orphaned': {
    type: 'check --offline',
    prepare: (project) => project.write({ 'opus/old-invoice.ts': project.read('opus/invoice.ts') }),
  },
  'file-hand-edited': {
    type: 'check --offline',
    prepare: ({ folder }) => appendFileSync(join(folder, 'opus/invoice.ts'), '// mine\n'),
  },
  'file-blocked': { type: 'check --offline', files: { 'opus/invoice.ts': 'export const mine = 1;\n' } },
  'format-failed': { type: 'generate', isNew: true, files: { '.prettierrc': '{ "plugins": ["prettier-plugin-nowhere"] }' } },
};
