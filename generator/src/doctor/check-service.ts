import { ok, problem, skipped, type Finding } from './finding.ts';
import type { Project, ProjectWorkflow } from '../config/project.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { pullProject, unreadDiagnostics } from '../generate/pull-project.ts';
import type { RunContext } from '../generate/run-context.ts';
import { isRefusal } from '../pull/live-failure.ts';
import { openLive } from '../pull/read-live.ts';

/** Whether the service answers, and each workflow can be read; without a key, whether it answers at all. Rejects only when aborted. */
export async function checkService(
  project: Project,
  filter: ReadonlySet<string> | undefined,
  context: RunContext,
): Promise<readonly Finding[]> {
  const chosen = project.workflows.filter(({ key }) => filter?.has(key) ?? true);
  if (project.serviceKey === undefined) return await checkAddress(project, chosen, context);
  const outcome = await pullProject(project, chosen, undefined, context);
  if (!outcome.ok) return [problem('service', outcome.diagnostic)];
  const { live, missing, failed } = outcome.pulled;
  const inactive = live.filter(({ schema }) => schema.active === false);
  const read = live.map(({ workflow }) => workflow.key).join(', ');
  return [
    ...(live.length === 0
      ? []
      : [ok('service', `${project.baseUrl} answers: ${live.length} of ${chosen.length} workflows can be read (${read})`)]),
    ...unreadDiagnostics(project, [...missing, ...failed], live.length).map((diagnostic) => problem('service', diagnostic)),
    ...inactive.map(({ workflow: { key } }) =>
      problem(
        'service',
        diagnose('workflow-inactive', { what: `"${key}" is switched off.`, where: `${project.label} › workflows.${key}` }),
      ),
    ),
  ];
}

async function checkAddress(project: Project, chosen: readonly ProjectWorkflow[], { signal }: RunContext): Promise<readonly Finding[]> {
  const [workflow] = chosen;
  if (workflow === undefined) return [skipped('service', `${project.baseUrl} was not asked: there is no workflow to ask for`)];
  const opening = await openLive({ baseUrl: project.baseUrl });
  if (!opening.ok) return [problem('service', opening.diagnostic)];
  const answer = await opening.read({ workflowId: workflow.workflowId }, signal);
  if (answer.ok || isRefusal(answer.failure.kind))
    return [ok('service', `${project.baseUrl} answers; which workflows it knows it tells only with a key`)];
  return unreadDiagnostics(project, [{ workflow, failure: answer.failure }], 0).map((diagnostic) => problem('service', diagnostic));
}
