import { appendFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, RECORD_NAMES, type RecordedChange } from '../../../generator/src/write/commit-record.ts';
import type { CliProject } from '../../cli/harness.ts';
import { invoice, type Scenarios } from './scenario.ts';

/** As a run leaves it that is killed while it puts one file in place: with the text it found there, and without the one it was writing. */
function killedWhileWriting(project: CliProject, foundText: string): void {
  const change: RecordedChange = {
    path: 'opus/invoice.ts',
    staging: 'opus/.opus-codegen-stage-7-a1b2c3',
    former: hashOf(foundText),
    next: hashOf('what it was writing'),
  };
  project.write({ [RECORD_NAMES.next]: JSON.stringify({ recordVersion: 1, folders: [], changes: [change] }) });
}

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
  'commit-record-unusable': { type: 'check --offline', files: { [RECORD_NAMES.next]: '{ "recordVersion": 2 }' } },
  'commit-overtaken': { type: 'check --offline', prepare: (project) => killedWhileWriting(project, 'what the killed run found') },
  'commit-text-lost': { type: 'check --offline', prepare: (project) => killedWhileWriting(project, project.read('opus/invoice.ts')) },
  'format-failed': { type: 'generate', isNew: true, files: { '.prettierrc': '{ "plugins": ["prettier-plugin-nowhere"] }' } },
};
