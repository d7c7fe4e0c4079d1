import type { CheckReport } from './check-project.ts';

/** A check as data, one entry a project. Every finding is there, whatever the exit code says. Pure. */
export function checkJson(reports: readonly CheckReport[]): Readonly<Record<string, unknown>> {
  const workflows = reports.flatMap((report) => report.workflows ?? []);
  return {
    verified: workflows.filter(({ verified }) => verified).length,
    total: workflows.length,
    projects: reports.map(({ project, failOn, offline, workflows: checked, unanswered }) => ({
      config: project.label,
      lockfile: project.lockfilePath,
      failOn,
      filesUpToDate: offline.length === 0,
      remote: checked === undefined ? 'not asked' : unanswered.length === 0 ? 'asked' : 'could not look',
      workflows: (checked ?? []).map(({ key, workflowId, verified, findings }) => ({ key, workflowId, verified, findings })),
    })),
  };
}
