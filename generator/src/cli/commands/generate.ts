import { relative } from 'node:path';
import type { Command, CommandContext, CommonOptions } from '../command.ts';
import { shownPath } from '../shown-path.ts';
import { whileHolding } from '../hold-projects.ts';
import { openProjects } from '../open-projects.ts';
import { generateProject, type GenerateReport } from '../../generate/generate-project.ts';
import type { FileAction } from '../../plan/plan-files.ts';
import { forTerminal } from '../terminal-text.ts';

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
    text: reports.flatMap((report) => reportText(report, options, context, flags.dryRun)).join('\n'),
    json: { dryRun: flags.dryRun, projects: reports.map((report) => reportJson(report, options.cwd)) },
    diagnostics: reports.flatMap(({ diagnostics }) => diagnostics),
  };
}

type Verb = 'create' | 'update' | 'delete' | 'unchanged' | 'refuse';

function verbOf(kind: FileAction['kind']): Verb {
  switch (kind) {
    case 'create':
    case 'update':
    case 'unchanged':
      return kind;
    case 'delete-orphan':
      return 'delete';
    case 'refuse-edited':
    case 'refuse-foreign':
      return 'refuse';
    default:
      return kind satisfies never;
  }
}

function fileLines(report: GenerateReport, cwd: string): readonly { readonly verb: Verb; readonly path: string }[] {
  const { project, lockfile, actions } = report;
  const path = (absolute: string): string => relative(cwd, absolute) || absolute;
  return [
    { verb: lockfile, path: path(project.lockfilePath) },
    ...actions.map(({ kind, fileName }) => ({ verb: verbOf(kind), path: path(`${project.outputDir}/${fileName}`) })),
  ];
}

const DONE: Readonly<Record<Verb, string>> = {
  create: 'created',
  update: 'updated',
  delete: 'deleted',
  unchanged: 'unchanged',
  refuse: 'refused',
};

function reportText(report: GenerateReport, options: CommonOptions, { colors }: CommandContext, isDryRun: boolean): readonly string[] {
  const lines = fileLines(report, options.cwd);
  const changed = lines.filter(({ verb }) => verb !== 'unchanged');
  const shown = options.verbose ? lines : changed;
  const counts = (['create', 'update', 'delete', 'refuse', 'unchanged'] as const).flatMap((verb) => {
    const count = lines.filter((line) => line.verb === verb).length;
    return count === 0 ? [] : [`${count} ${isDryRun ? `to ${verb}`.replace('to unchanged', 'unchanged') : DONE[verb]}`];
  });
  if (!report.done && !isDryRun) return [`${forTerminal(report.project.label)}: ${colors.red('nothing was written')}`];
  const head = changed.length === 0 ? 'up to date' : isDryRun ? 'dry run, nothing was written' : 'done';
  const total =
    report.failed.length === 0 ? '' : `; ${report.failed.length} of ${report.failed.length + report.read.length} workflows not read`;
  const paint = { create: colors.green, update: colors.yellow, delete: colors.red, refuse: colors.red, unchanged: colors.dim };
  return [
    `${forTerminal(report.project.label)}: ${head} (${counts.join(', ')}${total})`,
    ...shown.map(({ verb, path }) => `  ${paint[verb]((isDryRun ? verb : DONE[verb]).padEnd(9))} ${forTerminal(path)}`),
  ];
}

function reportJson(report: GenerateReport, cwd: string): Readonly<Record<string, unknown>> {
  const { project, lockfile, actions, read, failed, done } = report;
  return {
    config: project.label,
    written: done,
    read,
    failed,
    lockfile: { path: shownPath(cwd, project.lockfilePath), action: lockfile },
    files: actions.map(({ kind, fileName }) => ({ path: shownPath(cwd, `${project.outputDir}/${fileName}`), action: kind })),
  };
}
