import { pullProject, unreadDiagnostics } from './pull-project.ts';
import type { RunContext } from './run-context.ts';
import type { Project } from '../config/project.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

export interface LookUp {
  /** What the service calls each that it described, by id. */
  readonly nameOf: ReadonlyMap<string, string>;
  /** Why it described not all of them; empty when it did. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Asks the service for workflows that are in no config yet. Rejects only when aborted. */
export async function lookUpWorkflows(
  project: Project,
  asked: readonly { readonly workflowId: string }[],
  context: RunContext,
): Promise<LookUp> {
  // They have no key yet: messages call them by their id.
  const chosen = asked.map(({ workflowId }) => ({ key: workflowId, workflowId, overrides: {} }));
  const outcome = await pullProject(project, chosen, undefined, context);
  if (!outcome.ok) return { nameOf: new Map(), diagnostics: [outcome.diagnostic] };
  const { live, missing, failed } = outcome.pulled;
  return {
    nameOf: new Map(live.map(({ workflow, schema }) => [workflow.workflowId, schema.name])),
    diagnostics: unreadDiagnostics(project, [...missing, ...failed], live.length).map(ofNewWorkflow),
  };
}

/** No place in the config speaks of it yet. */
function ofNewWorkflow({ where: _where, ...diagnostic }: Diagnostic): Diagnostic {
  const isUnknown = diagnostic.name === 'workflow-not-found';
  return isUnknown ? { ...diagnostic, fix: 'Check the id against the address of the workflow page. Nothing was changed.' } : diagnostic;
}
