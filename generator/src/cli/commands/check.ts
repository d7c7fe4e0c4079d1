import { checkProject, type CheckReport, type Remote } from '../../check/check-project.ts';
import { driftReportOf } from '../../check/drift-report.ts';
import type { FailOn } from '../../config/define-config.ts';
import { exitReasonsOf, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { ReportFormat } from '../../reports/render-report.ts';
import type { DriftReport } from '../../reports/report.ts';
import { appendSummary, writeReport } from '../../write/write-report.ts';
import type { Command, CommandContext } from '../command.ts';
import { refuseImpactOffline } from '../impact-offline.ts';
import { openProjects } from '../open-projects.ts';
import { renderDiagnostics } from '../render-diagnostics.ts';
import { refuseProjectFiles, reportTargets, type ReportTarget } from '../report-targets.ts';
import { shownPath } from '../../paths/shown-path.ts';

export interface CheckFlags {
  readonly format: ReportFormat;
  readonly remote: Remote;
  readonly failOn?: FailOn;
  /** `sarif=drift.sarif` */
  readonly report: readonly string[];
  readonly impact: boolean;
  readonly tsconfig?: string;
}

/**
 * `check`: whether config, lockfile and files agree, and whether the service still says what the lockfile says. One fetch feeds every report. Writes
 * the reports asked for and the job summary, nothing else.
 */
export const check: Command<CheckFlags> = async ({ remote, failOn, impact, tsconfig, ...options }, context) => {
  const { format, cwd, verbose } = options;
  if (remote === 'off') refuseImpactOffline({ impact, tsconfig }, '--offline');
  const targets = reportTargets(options.report, cwd);
  const { projects, filter } = await openProjects(options, context);
  refuseProjectFiles(
    targets.map(({ path }) => path),
    projects,
  );
  const checks: CheckReport[] = [];
  for (const project of projects) {
    const wanted = impact || tsconfig !== undefined ? { cwd, tsconfig } : undefined;
    checks.push(await checkProject(project, { remote, failOn, filter, today: context.today, impact: wanted }, context));
  }
  const driftOf = (report: CheckReport): DriftReport => driftReportOf(report, { version: context.version, cwd });
  const told = checks.flatMap(({ offline, unanswered, remarks }) => [...offline, ...unanswered, ...remarks]);
  const written = await writeReports(checks.map(driftOf), told, targets, context);
  const text = format === 'text' ? await checkText(checks, driftOf, written, verbose, context) : '';
  return {
    text: format === 'text' || format === 'json' ? text : await documentOf(format, checks.map(driftOf), told),
    ...(format === 'text' ? { saidInText: true } : { isDocument: true }),
    json: format === 'json' ? await checkJson(checks, driftOf, remote, cwd) : {},
    diagnostics: [...told, ...written],
    exitReasons: [...checks.flatMap(({ exitReasons }) => exitReasons), ...exitReasonsOf(written)],
  };
};

type DriftOf = (report: CheckReport) => DriftReport;

/** The drift, and where the format has room for it, what else there is to say. */
async function documentOf(format: ReportFormat, reports: readonly DriftReport[], told: readonly Diagnostic[]): Promise<string> {
  const { renderReport } = await import('../../reports/render-report.ts');
  const { joinedReport } = await import('../../reports/joined-report.ts');
  const { remarksForGithub, remarksForMarkdown } = await import('../../reports/remarks.ts');
  const document = renderReport(format, joinedReport(reports));
  // Of what could not be asked, the report itself speaks.
  const remarks = told.filter(({ exit }) => exit !== 'no-answer' && exit !== 'no-access');
  if (format === 'github') return [document, remarksForGithub(remarks)].filter((part) => part !== '').join('\n');
  if (format === 'markdown') return [document, remarksForMarkdown(remarks)].filter((part) => part !== '').join('\n\n');
  return document;
}

/** What could not be written is told; it takes nothing else away. */
async function writeReports(
  reports: readonly DriftReport[],
  told: readonly Diagnostic[],
  targets: readonly ReportTarget[],
  { env }: CommandContext,
): Promise<readonly Diagnostic[]> {
  const summaryPath = env['GITHUB_STEP_SUMMARY'] ?? '';
  const problems: (Diagnostic | undefined)[] = [];
  for (const { format, path } of targets) problems.push(await writeReport(path, await documentOf(format, reports, told)));
  if (summaryPath !== '') problems.push(await appendSummary(summaryPath, await documentOf('markdown', reports, told)));
  return problems.filter((problem) => problem !== undefined);
}

/** The live part first, for its first line says how much was verified; then what disagrees on the disk, and why some could not be asked. */
async function checkText(
  checks: readonly CheckReport[],
  driftOf: DriftOf,
  written: readonly Diagnostic[],
  isVerbose: boolean,
  { colors }: CommandContext,
): Promise<string> {
  const sections: string[] = [];
  for (const report of checks) {
    if (!report.isLive) continue;
    const { renderReport } = await import('../../reports/render-report.ts');
    sections.push(renderReport('text', withoutSharedReasons(driftOf(report)), { palette: colors }));
  }
  const told = [...checks.flatMap(({ offline, unanswered, remarks }) => [...offline, ...unanswered, ...remarks]), ...written];
  const shown = told.filter(({ severity }) => severity !== 'info' || isVerbose);
  const isAsked = sections.length > 0;
  const files = checks.some(({ offline }) => offline.length > 0) ? 'disagree' : 'agree';
  sections.push(`Config, lockfile and generated files ${files}.${isAsked ? '' : ' The service was not asked.'}`);
  return [...sections, ...(shown.length === 0 ? [] : [renderDiagnostics(shown, colors, { links: isVerbose })])].join('\n\n');
}

/** Why nobody could look is told once for all, below. */
function withoutSharedReasons(report: DriftReport): DriftReport {
  return { ...report, workflows: report.workflows.map(({ reason: _reason, ...workflow }) => workflow) };
}

async function checkJson(
  checks: readonly CheckReport[],
  driftOf: DriftOf,
  remote: Remote,
  cwd: string,
): Promise<Readonly<Record<string, unknown>>> {
  const projects: object[] = [];
  for (const report of checks) {
    const { project, failOn, offline, isLive } = report;
    const live = isLive ? { live: (await import('../../reports/render-report.ts')).jsonReport(driftOf(report)) } : {};
    const lockfile = shownPath(cwd, project.lockfilePath);
    projects.push({ config: project.label, lockfile, failOn, filesUpToDate: offline.length === 0, ...live });
  }
  return { remote, projects };
}
