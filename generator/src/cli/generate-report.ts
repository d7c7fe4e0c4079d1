import type { CommandContext, CommonOptions } from './command.ts';
import { shownPath } from '../paths/shown-path.ts';
import { forTerminal } from '../reports/escape/terminal.ts';
import type { GenerateReport } from '../generate/generate-project.ts';
import type { FileAction } from '../plan/plan-files.ts';

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
    case 'refuse-merged':
    case 'refuse-foreign':
      return 'refuse';
    default:
      return kind satisfies never;
  }
}

function fileLines(report: GenerateReport, cwd: string): readonly { readonly verb: Verb; readonly path: string }[] {
  const { project, lockfile, actions } = report;
  const path = (absolute: string): string => shownPath(cwd, absolute);
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

/** What was done to the files of one project, or would be. */
export function generateText(
  report: GenerateReport,
  options: CommonOptions,
  { colors }: CommandContext,
  isDryRun: boolean,
): readonly string[] {
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

/** The same, for programs. */
export function generateJson(report: GenerateReport, cwd: string): Readonly<Record<string, unknown>> {
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
