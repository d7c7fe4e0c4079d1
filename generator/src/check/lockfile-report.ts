import { compareLockfiles } from './compare-lockfiles.ts';
import { shownPath } from '../paths/shown-path.ts';
import type { Project } from '../config/project.ts';
import type { LockfileOnDisk } from '../lock/read-lockfile.ts';
import type { DriftReport } from '../reports/report.ts';

export interface LockfileReportOptions {
  readonly version: string;
  readonly cwd: string;
  /** Absolute. */
  readonly olderPath: string;
  readonly filter: ReadonlySet<string> | undefined;
}

/** What changed from one state of a project's lockfile to another, as every report format takes it. Pure. */
export function lockfileReport(
  older: LockfileOnDisk,
  newer: LockfileOnDisk,
  project: Project,
  { version, cwd, olderPath, filter }: LockfileReportOptions,
): DriftReport {
  const { workflows, added, removed } = compareLockfiles(older.lockfile, newer.lockfile, project, filter);
  return {
    tool: { name: 'opus-codegen', version },
    lockfilePath: shownPath(cwd, project.lockfilePath),
    lockfileText: newer.text,
    lockfiles: { olderPath: shownPath(cwd, olderPath), added, removed },
    workflows,
  };
}
