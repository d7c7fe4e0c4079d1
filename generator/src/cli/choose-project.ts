import { resolve } from 'node:path';
import type { CommandContext, CommonOptions } from './command.ts';
import { openPrompts } from './prompts.ts';
import { shownPath } from '../paths/shown-path.ts';
import { forTerminal } from '../reports/escape/terminal.ts';
import type { Project } from '../config/project.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';

/**
 * The one project that a change is meant for: the only one, the one that `--project` names by its output folder or its label
 * (`opus.config.ts[1]`), or the one somebody chooses.
 *
 * @throws {DiagnosticError} when that stays unclear.
 */
export async function chooseProject(
  projects: readonly Project[],
  asked: string | undefined,
  { cwd }: Pick<CommonOptions, 'cwd'>,
  context: CommandContext,
): Promise<Project> {
  const nameOf = ({ outputDir }: Project): string => shownPath(cwd, outputDir);
  const fix = `Name one with --project: ${projects.map(nameOf).join(', ')}.`;
  if (asked !== undefined) {
    const found = projects.find(({ label, outputDir }) => label === asked || outputDir === resolve(cwd, asked));
    if (found === undefined) throw new DiagnosticError(diagnose('config-unclear', { what: `There is no project "${asked}".`, fix }));
    return found;
  }
  const [only, ...others] = projects;
  if (only !== undefined && others.length === 0) return only;
  if (context.terminal === undefined) {
    throw new DiagnosticError(
      diagnose('config-unclear', { what: `There are ${projects.length} configs: ${projects.map(({ label }) => label).join(', ')}.`, fix }),
    );
  }
  const prompts = await openPrompts(context, fix);
  const choices = projects.map((project) => ({
    value: nameOf(project),
    label: forTerminal(nameOf(project)),
    hint: forTerminal(project.label),
  }));
  const chosen = await prompts.choose('Which config is it for?', choices);
  const found = projects.find((project) => nameOf(project) === chosen);
  if (found === undefined) throw new DiagnosticError(diagnose('config-unclear', { fix }));
  return found;
}
