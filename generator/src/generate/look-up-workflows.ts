import { pullProject, unreadDiagnostics } from './pull-project.ts';
import type { RunContext } from './run-context.ts';
import type { Project } from '../config/project.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

export type LookUp =
  | {
      readonly ok: true;
      /** What the service calls each, by id. */
      readonly nameOf: ReadonlyMap<string, string>;
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Asks the service for workflows that are in no config yet. All of them, or the reasons why not. Rejects only when aborted. */
export async function lookUpWorkflows(
  project: Project,
  asked: readonly { readonly workflowId: string }[],
  context: RunContext,
): Promise<LookUp> {
  // They have no key yet: messages call them by their id.
  const chosen = asked.map(({ workflowId }) => ({ key: workflowId, workflowId, overrides: {} }));
  const outcome = await pullProject(project, chosen, undefined, context);
  if (!outcome.ok) return { ok: false, diagnostics: [outcome.diagnostic] };
  const { live, missing, failed } = outcome.pulled;
  const unread = unreadDiagnostics(project, [...missing, ...failed], live.length);
  if (unread.length > 0) return { ok: false, diagnostics: unread.map(ofNewWorkflow) };
  return { ok: true, nameOf: new Map(live.map(({ workflow, schema }) => [workflow.workflowId, schema.name])) };
}

/** No place in the config speaks of it yet. */
function ofNewWorkflow({ where: _where, ...diagnostic }: Diagnostic): Diagnostic {
  const isUnknown = diagnostic.name === 'workflow-not-found';
  return isUnknown ? { ...diagnostic, fix: 'Check the id against the address of the workflow page. Nothing was changed.' } : diagnostic;
}
