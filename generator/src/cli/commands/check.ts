import { checkProject, type CheckReport, type Remote } from '../../check/check-project.ts';
import { driftReportOf } from '../../check/drift-report.ts';
import type { FailOn } from '../../config/define-config.ts';
import type { DriftReport } from '../../reports/report.ts';
import type { Command, CommandContext } from '../command.ts';
import { openProjects } from '../open-projects.ts';
import { renderDiagnostics } from '../render-diagnostics.ts';

export interface CheckFlags {
  readonly remote: Remote;
  readonly failOn?: FailOn;
}

/** `check`: whether config, lockfile and files agree, and whether the service still says what the lockfile says. Writes nothing. */
export const check: Command<CheckFlags> = async ({ remote, failOn, ...options }, context) => {
  const { projects, filter } = await openProjects(options, context);
  const reports: CheckReport[] = [];
  for (const project of projects) reports.push(await checkProject(project, { remote, failOn, filter }, context));
  const driftOf = (report: CheckReport): DriftReport | undefined => driftReportOf(report, { version: context.version, cwd: options.cwd });
  return {
    text: options.format === 'text' ? await checkText(reports, driftOf, context) : '',
    json: options.format === 'json' ? await checkJson(reports, driftOf, remote) : {},
    diagnostics: reports.flatMap(({ offline, unanswered }) => [...offline, ...unanswered]),
    saidInText: true,
    exitReasons: reports.flatMap(({ exitReasons }) => exitReasons),
  };
};

type DriftOf = (report: CheckReport) => DriftReport | undefined;

/** The live part first, for its first line says how much was verified; then what disagrees on the disk, and why some could not be asked. */
async function checkText(reports: readonly CheckReport[], driftOf: DriftOf, { colors }: CommandContext): Promise<string> {
  const sections: string[] = [];
  for (const report of reports) {
    const drift = driftOf(report);
    if (drift === undefined) continue;
    const { renderReport } = await import('../../reports/render-report.ts');
    sections.push(renderReport('text', withoutSharedReasons(drift), { palette: colors }));
  }
  const told = reports.flatMap(({ offline, unanswered }) => [...offline, ...unanswered]);
  const isAsked = sections.length > 0;
  const files = reports.some(({ offline }) => offline.length > 0) ? 'disagree' : 'agree';
  sections.push(`Config, lockfile and generated files ${files}.${isAsked ? '' : ' The service was not asked.'}`);
  return [...sections, ...(told.length === 0 ? [] : [renderDiagnostics(told, colors)])].join('\n\n');
}

/** Why nobody could look is told once for all, below. */
function withoutSharedReasons(report: DriftReport): DriftReport {
  return { ...report, workflows: report.workflows.map(({ reason: _reason, ...workflow }) => workflow) };
}

async function checkJson(reports: readonly CheckReport[], driftOf: DriftOf, remote: Remote): Promise<Readonly<Record<string, unknown>>> {
  const projects: object[] = [];
  for (const report of reports) {
    const { project, failOn, offline } = report;
    const drift = driftOf(report);
    const live = drift === undefined ? {} : { live: (await import('../../reports/render-report.ts')).jsonReport(drift) };
    projects.push({ config: project.label, lockfile: project.lockfilePath, failOn, filesUpToDate: offline.length === 0, ...live });
  }
  return { remote, projects };
}
