import { ok, problem, skipped, type Finding } from './finding.ts';
import type { Project } from '../config/project.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { pullProject, unreadDiagnostics } from '../generate/pull-project.ts';
import type { RunContext } from '../generate/run-context.ts';

/** Whether the service answers, and each workflow can be read. Rejects only when aborted. */
export async function checkService(
  project: Project,
  filter: ReadonlySet<string> | undefined,
  context: RunContext,
): Promise<readonly Finding[]> {
  if (project.serviceKey === undefined) return [skipped('service', `${project.baseUrl} was not asked: it answers only with a key`)];
  const chosen = project.workflows.filter(({ key }) => filter?.has(key) ?? true);
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
