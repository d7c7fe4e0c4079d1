import { chooseProject } from '../choose-project.ts';
import type { Command } from '../command.ts';
import { commitEdit } from '../commit-edit.ts';
import { openProjects } from '../open-projects.ts';
import { forTerminal } from '../../reports/escape/terminal.ts';
import { closest } from '../../config/closest.ts';
import type { Project, ProjectWorkflow } from '../../config/project.ts';
import { diagnose, DiagnosticError } from '../../diagnostics/diagnostic.ts';

export interface RemoveFlags {
  /** Keys, or ids of workflows. */
  readonly args: readonly string[];
  readonly project?: string;
  readonly dryRun: boolean;
}

/** `remove`: takes workflows out of the config in place, and their files and lock entries with them. Asks the service nothing. */
export const remove: Command<RemoveFlags> = async (options, context) => {
  const { projects } = await openProjects({ ...options, filter: [] }, context, { allowNoWorkflows: true });
  const known = knownKeys(projects, options.args);
  const holders = projects.filter(({ workflows }) => workflows.some((workflow) => known.some((asked) => isMeant(workflow, asked))));
  const project = await chooseProject(options.project === undefined ? holders : projects, options.project, options, context);
  const removed = project.workflows.filter((workflow) => known.some((asked) => isMeant(workflow, asked))).map(({ key }) => key);
  const missing = known.filter((asked) => !project.workflows.some((workflow) => isMeant(workflow, asked)));
  if (missing.length > 0) {
    const what = `${project.label} has no workflow "${missing[0]}".`;
    throw new DiagnosticError(diagnose('workflow-key-unknown', { what, fix: 'Remove the workflows of each config by themselves.' }));
  }
  const outcome = await commitEdit(project, { added: [], removed }, options, context);
  const verb = outcome.done ? 'Removed' : options.dryRun ? 'Would remove' : 'Did not remove';
  return {
    text: [...removed.map((key) => forTerminal(`${verb} ${key} from ${project.label}`)), ...outcome.lines].join('\n'),
    json: { dryRun: options.dryRun, removed, ...outcome.json },
    diagnostics: outcome.diagnostics,
  };
};

function isMeant({ key, workflowId }: ProjectWorkflow, asked: string): boolean {
  return key === asked || workflowId === asked;
}

/** @throws {DiagnosticError} for what no config has. */
function knownKeys(projects: readonly Project[], asked: readonly string[]): readonly string[] {
  const workflows = projects.flatMap((project) => project.workflows);
  const keys = [...new Set(workflows.map(({ key }) => key))];
  const unknown = asked.filter((one) => !workflows.some((workflow) => isMeant(workflow, one)));
  if (unknown.length === 0) return [...new Set(asked)];
  throw new DiagnosticError(
    ...unknown.map((one) => {
      const meant = closest(one, keys);
      return diagnose('workflow-key-unknown', {
        what: `No config has a workflow "${one}".`,
        ...(meant === undefined ? {} : { fix: `Did you mean "${meant}"?` }),
      });
    }),
  );
}
