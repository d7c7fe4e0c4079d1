import { resolve } from 'node:path';
import type { CheckReport } from '../../check/check-project.ts';
import type { Project } from '../../config/project.ts';
import { diagnose, DiagnosticError, exitReasonsOf, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { readLockfile } from '../../lock/read-lockfile.ts';
import { placeInside } from '../../plan/place-inside.ts';
import type { DriftReport } from '../../reports/report.ts';
import type { Command, CommandContext, CommandResult, CommonOptions } from '../command.ts';
import type { DiffFormat } from '../formats.ts';
import { refuseImpactOffline } from '../impact-offline.ts';
import { openProjects } from '../open-projects.ts';

export interface DiffFlags {
  readonly format: DiffFormat;
  /** An older lockfile, relative to the working directory. */
  readonly from?: string;
  readonly impact: boolean;
  readonly tsconfig?: string;
}

/**
 * `diff`: what changed, for people; `0` when it could look. Against the service, or with `--from` between two lockfiles, which asks nobody. Writes
 * nothing.
 */
export const diff: Command<DiffFlags> = async (options, context) => {
  const { projects, filter } = await openProjects(options, context);
  if (options.from === undefined) return await liveDiff(options, projects, filter, context);
  refuseImpactOffline(options, '--from');
  const [project, other] = projects;
  if (project === undefined || other !== undefined) throw new DiagnosticError(diagnose('several-configs', { where: '--from' }));
  const report = await lockfileDiff(project, options.from, { cwd: options.cwd, filter, version: context.version });
  return await resultOf([{ project, report }], [], [], options, context);
};

async function liveDiff(
  { impact, tsconfig, ...options }: DiffFlags & CommonOptions,
  projects: readonly Project[],
  filter: ReadonlySet<string> | undefined,
  context: CommandContext,
): Promise<CommandResult> {
  const { compareLive } = await import('../../check/check-project.ts');
  const { driftReportOf } = await import('../../check/drift-report.ts');
  const { cwd } = options;
  const wanted = impact || tsconfig !== undefined ? { cwd, tsconfig } : undefined;
  const checks: CheckReport[] = [];
  for (const project of projects) {
    checks.push(await compareLive(project, { remote: 'required', filter, today: context.today, impact: wanted }, context));
  }
  const reports = checks.map((check) => ({ project: check.project, report: driftReportOf(check, { version: context.version, cwd }) }));
  const unanswered = checks.flatMap((check) => [...check.offline, ...check.unanswered]);
  const remarks = checks.flatMap((check) => check.remarks);
  return await resultOf(reports, unanswered, remarks, options, context);
}

async function lockfileDiff(
  project: Project,
  from: string,
  { cwd, filter, version }: { readonly cwd: string; readonly filter: ReadonlySet<string> | undefined; readonly version: string },
): Promise<DriftReport> {
  const olderPath = resolve(cwd, from);
  const older = await readLockfile(olderPath);
  if (older === undefined)
    throw new DiagnosticError(diagnose('older-lockfile-missing', { what: `${from} does not exist.`, where: olderPath }));
  const newer = await readLockfile(await placeInside(project.root, project.lockfilePath));
  if (newer === undefined) throw new DiagnosticError(diagnose('lockfile-missing', { where: project.lockfilePath }));
  const { lockfileReport } = await import('../../check/lockfile-report.ts');
  return lockfileReport(older, newer, project, { version, cwd, olderPath, filter });
}

interface ProjectReport {
  readonly project: Project;
  readonly report: DriftReport;
}

/** That something changed is no failure here; that nobody could look is. */
async function resultOf(
  reports: readonly ProjectReport[],
  unanswered: readonly Diagnostic[],
  remarks: readonly Diagnostic[],
  { format }: Pick<DiffFlags, 'format'>,
  { colors }: CommandContext,
): Promise<CommandResult> {
  const { renderReport, jsonReport } = await import('../../reports/render-report.ts');
  const { joinedReport } = await import('../../reports/joined-report.ts');
  const joined = joinedReport(reports.map(({ report }) => report));
  return {
    text: format === 'json' ? '' : renderReport(format, joined, { palette: colors }),
    isDocument: true,
    json:
      format === 'json' ? { projects: reports.map(({ project, report }) => ({ config: project.label, changes: jsonReport(report) })) } : {},
    diagnostics: [...unanswered, ...remarks],
    exitReasons: exitReasonsOf([...unanswered, ...remarks]),
  };
}
