import type { DriftReport } from './report.ts';

/** The reports of several configs as one, each workflow with the lockfile it stands in. One report stays as it is. Pure. */
export function joinedReport(reports: readonly DriftReport[]): DriftReport {
  const [first] = reports;
  if (first === undefined) throw new TypeError('no report to join');
  if (reports.length === 1) return first;
  return {
    ...first,
    lockfilePath: reports.map(({ lockfilePath }) => lockfilePath).join(', '),
    lockfileText: '',
    workflows: reports.flatMap(({ workflows, lockfilePath, lockfileText }) =>
      workflows.map((workflow) => ({ lockfile: { path: lockfilePath, text: lockfileText }, ...workflow })),
    ),
  };
}
