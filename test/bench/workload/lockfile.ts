import { readWorkflow } from '@opus-codegen/schema';
import { mergeLockfile } from '../../../generator/src/lock/merge-lockfile.ts';
import type { Lockfile } from '@opus-codegen/schema/lockfile';
import { parseConfig } from '../../../generator/src/config/parse-config.ts';
import type { WorkloadWorkflow } from './workflows.ts';

/** The config of a project with these workflows, as a user writes it. */
export function configText(workflows: readonly WorkloadWorkflow[], more = ''): string {
  const entries = workflows.map(({ key, workflowId }) => `    ${key}: '${workflowId}',`).join('\n');
  return `import { defineConfig } from '@opus-codegen/generator';\n\nexport default defineConfig({\n${more}  workflows: {\n${entries}\n  },\n});\n`;
}

/** The lockfile that a first pull of these workflows gives. */
export function lockfileOf(workflows: readonly WorkloadWorkflow[]): Lockfile {
  const config = { workflows: Object.fromEntries(workflows.map(({ key, workflowId }) => [key, workflowId])) };
  const source = { label: 'opus.config.ts', configPath: '/opus.config.ts', root: '/', oneOfSeveral: false, env: {} };
  const parsed = parseConfig(config, source);
  if (!parsed.ok) throw new Error(parsed.diagnostics.map(({ what }) => what).join('\n'));
  const schemas = new Map(workflows.map(({ key, schema }) => [key, schema]));
  const live = parsed.project.workflows.map((workflow) => {
    const reading = readWorkflow(schemas.get(workflow.key));
    if (!reading.ok) throw new Error(`${workflow.key}: ${reading.diagnostics.map(({ message }) => message).join(' ')}`);
    return { workflow, schema: reading.workflow, notes: reading.diagnostics, askedAgain: false };
  });
  return mergeLockfile({ project: parsed.project, before: undefined, live, prune: false }).lockfile;
}
