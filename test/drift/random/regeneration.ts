import { compareWorkflows, readWorkflow, type Finding, type WorkflowSchema } from '@opus-codegen/schema';
import type { LockedWorkflow, Lockfile } from '@opus-codegen/schema/lockfile';
import type { Project } from '../../../generator/src/config/project.ts';
import { workflowFile } from '../../../generator/src/emit/workflow-file.ts';
import { mergeLockfile } from '../../../generator/src/lock/merge-lockfile.ts';
import { pinNames } from '../../../generator/src/names/pin-names.ts';
import { workflowNames } from '../../../generator/src/names/workflow-names.ts';

/** `generate` and `check` for one workflow, without disk and network: their own functions, in their order. */

export const KEY = 'edited';

/** `generate`: the lock entry after a pull of this answer. */
export function lockAfterPull(live: unknown, locked?: LockedWorkflow): LockedWorkflow {
  const before: Lockfile | undefined = locked && { lockfileVersion: 1, workflows: { [KEY]: locked } };
  const { lockfile } = mergeLockfile({ project, before, live: [liveWorkflow(live)], prune: false });
  const entry = lockfile.workflows[KEY];
  if (entry === undefined) throw new Error('the merge lost its workflow');
  return entry;
}

/** `check`: what it finds between a lock entry and this answer. */
export function check(locked: LockedWorkflow, live: unknown): readonly Finding[] {
  const schema = schemaOf(live);
  return compareWorkflows(locked, { ...schema, ...pinNames({ key: KEY, live: schema, locked }) }, { workflow: KEY });
}

export function schemaOf(live: unknown): WorkflowSchema {
  const read = readWorkflow(live);
  if (!read.ok) throw new Error('the test wrote an answer that cannot be read');
  return read.workflow;
}

/** The generated file, not formatted. */
export function bindingOf(locked: LockedWorkflow): string {
  return workflowFile(KEY, locked, workflowNames(KEY));
}

const workflow = { key: KEY, workflowId: 'Qm4tR8zLw2YpXs7K', overrides: {} };

const project: Project = {
  label: 'opus.config.ts',
  configPath: '/nowhere/opus.config.ts',
  root: '/nowhere',
  outputDir: '/nowhere/opus',
  lockfilePath: '/nowhere/opus.lock.json',
  baseUrl: 'https://operator.opus.com',
  serviceKeyEnv: 'OPUS_SERVICE_KEY',
  workflows: [workflow],
  importExtension: '.ts',
  barrel: false,
  concurrency: 1,
  failOn: 'breaking',
  driftRules: {},
};

function liveWorkflow(live: unknown): Parameters<typeof mergeLockfile>[0]['live'][number] {
  return { workflow, schema: schemaOf(live), notes: [], askedAgain: false };
}
