import { statSync } from 'node:fs';
import type { CommandContext, CommonOptions } from './command.ts';
import { settleFormerRuns } from './hold-projects.ts';
import { closest } from '../config/closest.ts';
import { loadProjects, type LoadOptions } from '../config/load-projects.ts';
import type { Project } from '../config/project.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';

export interface OpenedProjects {
  readonly projects: readonly Project[];
  /** The keys asked for with `--filter`; absent: all. */
  readonly filter?: ReadonlySet<string>;
}

/**
 * The projects a command works on, with what a killed run left there made good. With a filter, only those that have one of its keys.
 *
 * @throws {DiagnosticError} for a config that cannot be used, a filter that names nothing, or a commit that cannot be completed.
 */
export async function openProjects(
  options: CommonOptions,
  context: CommandContext,
  how: Pick<LoadOptions, 'allowNoWorkflows'> = {},
): Promise<OpenedProjects> {
  const opened = await chosenProjects(options, context, how);
  const isChanged = await settleFormerRuns(opened.projects, context);
  return isChanged ? await chosenProjects(options, context, how) : opened;
}

async function chosenProjects(
  options: CommonOptions,
  context: CommandContext,
  { allowNoWorkflows = false }: Pick<LoadOptions, 'allowNoWorkflows'>,
): Promise<OpenedProjects> {
  if (statSync(options.cwd, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new DiagnosticError(diagnose('working-directory', { what: `${options.cwd} is no folder.` }));
  }
  const projects = await loadProjects({ cwd: options.cwd, configPaths: options.config, env: context.env, allowNoWorkflows });
  if (options.filter.length === 0) return { projects };
  const keys = [...new Set(projects.flatMap(({ workflows }) => workflows.map(({ key }) => key)))];
  const unknown = options.filter.filter((key) => !keys.includes(key));
  if (unknown.length > 0) {
    throw new DiagnosticError(
      ...unknown.map((key) => {
        const meant = closest(key, keys);
        const known = keys.length > 20 ? `${keys.slice(0, 20).join(', ')} …` : keys.join(', ');
        return diagnose('config-unknown-filter', {
          what: `No workflow has the key "${key}".`,
          fix: meant === undefined ? `Known keys: ${known}.` : `Did you mean "${meant}"?`,
        });
      }),
    );
  }
  const filter = new Set(options.filter);
  return { projects: projects.filter(({ workflows }) => workflows.some(({ key }) => filter.has(key))), filter };
}
