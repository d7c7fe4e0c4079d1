import type { CheckReport } from './check-project.ts';
import { shownPath } from '../paths/shown-path.ts';
import type { DriftReport } from '../reports/report.ts';

/** What a check found, as every report format takes it. Pure. */
export function driftReportOf(
  { project, failOn, lockfileText, workflows }: CheckReport,
  { version, cwd }: { readonly version: string; readonly cwd: string },
): DriftReport {
  return {
    tool: { name: 'opus-codegen', version },
    lockfilePath: shownPath(cwd, project.lockfilePath),
    lockfileText,
    workflows,
    failOn,
  };
}
