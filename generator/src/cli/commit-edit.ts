import type { CommandContext, CommonOptions } from './command.ts';
import { generateJson, generateText } from './generate-report.ts';
import { whileHolding } from './hold-projects.ts';
import type { NewWorkflow } from '../config-edit/edit-config.ts';
import { loadProjects } from '../config/load-projects.ts';
import type { Project } from '../config/project.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { generateProject } from '../generate/generate-project.ts';
import { placeInside } from '../plan/place-inside.ts';

/** A change of the workflows of one config. */
export interface ConfigChange {
  readonly added: readonly NewWorkflow[];
  /** Keys. */
  readonly removed: readonly string[];
}

export interface EditOutcome {
  readonly done: boolean;
  readonly lines: readonly string[];
  readonly json: Readonly<Record<string, unknown>>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Writes a changed config together with the files and lock entries that follow from the change: all or nothing. Other workflows are not asked for.
 *
 * @throws {DiagnosticError} when the config cannot be edited, or what it would become is no sound config.
 */
export async function commitEdit(
  project: Project,
  { added, removed }: ConfigChange,
  options: CommonOptions & { readonly dryRun: boolean },
  context: CommandContext,
): Promise<EditOutcome> {
  // The editor and its parser are loaded by those who edit.
  const { withoutWorkflows, withWorkflows } = await import('../config-edit/edit-config.ts');
  const work = async (): Promise<EditOutcome> => {
    const text = added.length > 0 ? await withWorkflows(project, added) : await withoutWorkflows(project, removed);
    const projects = await loadProjects({
      cwd: options.cwd,
      configPaths: [project.configPath],
      env: context.env,
      texts: new Map([[project.configPath, text]]),
      allowNoWorkflows: true,
    });
    const changed = projects.find(({ configIndex }) => configIndex === project.configIndex) ?? project;
    const report = await generateProject(
      changed,
      {
        frozen: false,
        dryRun: options.dryRun,
        force: false,
        prune: false,
        lockfileOnly: false,
        filter: new Set([...added.map(({ key }) => key), ...removed]),
        alongside: [{ path: await placeInside(project.root, project.configPath), text }],
      },
      context,
    );
    return {
      done: report.done,
      lines: generateText(report, options, context, options.dryRun),
      json: { projects: [generateJson(report, options.cwd)] },
      diagnostics: report.diagnostics,
    };
  };
  return options.dryRun ? await work() : await whileHolding([project], context, work);
}
