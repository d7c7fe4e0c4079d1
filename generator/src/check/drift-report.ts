import { relative } from 'node:path';
import type { CheckReport } from './check-project.ts';
import type { DriftReport } from '../reports/report.ts';

/** What a check found live, as every report format takes it. `undefined`: the service was not to be asked. Pure. */
export function driftReportOf(
  { project, failOn, lockfileText, workflows }: CheckReport,
  { version, cwd }: { readonly version: string; readonly cwd: string },
): DriftReport | undefined {
  if (workflows === undefined) return undefined;
  const lockfilePath = (relative(cwd, project.lockfilePath) || project.lockfilePath).replaceAll('\\', '/');
  return { tool: { name: 'opus-codegen', version }, lockfilePath, lockfileText, workflows, failOn };
}
