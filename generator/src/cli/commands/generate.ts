import type { Command, CommandContext, CommonOptions } from '../command.ts';
import { generateJson, generateText } from '../generate-report.ts';
import { whileHolding } from '../hold-projects.ts';
import { openProjects } from '../open-projects.ts';
import { generateProject, type GenerateReport } from '../../generate/generate-project.ts';

export interface GenerateFlags {
  readonly frozen: boolean;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly prune: boolean;
}

/** `generate`: pull, lock, emit, write; with `--frozen` from the lockfile alone. */
export const generate: Command<GenerateFlags> = (options, context) => run(options, context, { ...options, lockfileOnly: false });

/** `pull`: the lockfile only. */
export const pull: Command<Pick<GenerateFlags, 'dryRun' | 'prune'>> = (options, context) =>
  run(options, context, { dryRun: options.dryRun, prune: options.prune, frozen: false, force: false, lockfileOnly: true });

async function run(
  options: CommonOptions,
  context: CommandContext,
  flags: GenerateFlags & { readonly lockfileOnly: boolean },
): ReturnType<Command<GenerateFlags>> {
  const { projects, filter } = await openProjects(options, context);
  const work = async (): Promise<readonly GenerateReport[]> => {
    const reports: GenerateReport[] = [];
    for (const project of projects) reports.push(await generateProject(project, { ...flags, filter }, context));
    return reports;
  };
  // A dry run writes nothing, and holds off nobody.
  const reports = flags.dryRun ? await work() : await whileHolding(projects, context, work);
  return {
    text: reports.flatMap((report) => generateText(report, options, context, flags.dryRun)).join('\n'),
    json: { dryRun: flags.dryRun, projects: reports.map((report) => generateJson(report, options.cwd)) },
    diagnostics: reports.flatMap(({ diagnostics }) => diagnostics),
  };
}
