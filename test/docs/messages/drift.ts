import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CliProject } from '../../cli/harness.ts';
import { addInput, addSources, dropInput } from '../../cli-drift/drifting-project.ts';
import { configFile, invoice, type Scenarios } from './scenario.ts';

const drifting = (project: CliProject): void => addInput(project, 'Cost Centre');

/** Accepts the drift, then says of the acceptance what is no longer true. */
async function accepted(project: CliProject, change: (text: string) => string): Promise<void> {
  drifting(project);
  await project.run(['check', '--report', 'json=drift.json']);
  await project.run(['accept', '--all', '--from', 'drift.json', '--reason', 'ships with 4.2', '--owner', 'kim', '--until', '2026-12-31']);
  project.write({ 'opus.drift.json': change(project.read('opus.drift.json')) });
}

const report = async (project: CliProject): Promise<void> => {
  drifting(project);
  await project.run(['check', '--report', 'json=drift.json']);
};

export const DRIFT_SCENARIOS: Scenarios = {
  'report-target': { type: 'check --report serif=drift.sarif' },
  'report-not-written': { type: 'check --report sarif=drift.sarif', prepare: ({ folder }) => void mkdirSync(join(folder, 'drift.sarif')) },
  'summary-not-written': { type: 'check', env: { GITHUB_STEP_SUMMARY: '/nowhere/summary.md' } },
  'impact-failed': { type: 'check --impact', prepare: drifting },
  'impact-note': {
    type: 'check --impact',
    prepare: (project) => {
      drifting(project);
      addSources(project);
      project.write({ 'src/other.ts': 'export const wrong: number = "text";\n' });
    },
  },
  'drift-file-unreadable': { type: 'check', prepare: ({ folder }) => void mkdirSync(join(folder, 'opus.drift.json')) },
  'drift-file-conflict': { type: 'check', files: { 'opus.drift.json': '{\n<<<<<<< HEAD\n' } },
  'drift-file-damaged': {
    type: 'check',
    files: { 'opus.drift.json': '{ "driftFileVersion": 1, "accepted": [{ "rule": "variable-removed" }] }' },
  },
  'drift-file-version': { type: 'check', files: { 'opus.drift.json': '{ "driftFileVersion": 2, "accepted": [] }' } },
  'acceptance-expired': { type: 'check', prepare: (project) => accepted(project, (text) => text.replace('2026-12-31', '2026-11-01')) },
  'acceptance-unused': {
    type: 'check',
    prepare: async (project) => {
      await accepted(project, (text) => text);
      dropInput(project, 'Cost Centre');
    },
  },
  'acceptance-too-long': { type: 'check', prepare: (project) => accepted(project, (text) => text.replace('2026-12-31', '2028-12-31')) },
  'acceptance-refused': { type: 'accept --all --from drift.json --owner kim --until 2026-12-31', prepare: report },
  'finding-unknown': {
    type: 'accept variable-removed invoice.inputs.poNumber --from drift.json --reason late --owner kim --until 2026-12-31',
    prepare: report,
  },
  'report-unreadable': { type: 'accept --all --from drift.json --reason late --owner kim --until 2026-12-31' },
  'rule-unknown': {
    type: 'accept variable-remved invoice.inputs.poNumber --from drift.json --reason late --owner kim --until 2026-12-31',
    prepare: report,
  },
  'older-lockfile-missing': { type: 'diff --from old.lock.json' },
  'several-configs': {
    type: 'diff --from old.lock.json --config a --config b',
    prepare: (project) => {
      const [text = ''] = Object.values(configFile({ workflows: invoice }));
      project.write({ 'a/opus.config.ts': text, 'b/opus.config.ts': text });
    },
  },
};
