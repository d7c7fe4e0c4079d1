import type { Finding } from '@opus-codegen/schema';
import { readLockfileLines, type LockfileLines, type LockfilePosition } from './lockfile-lines.ts';
import type { DriftReport, WorkflowReport } from './report.ts';

/** A place in a lockfile. */
export interface LockfilePlace extends LockfilePosition {
  /** Relative to the working directory, with forward slashes. */
  readonly path: string;
}

/** Where a workflow, or a finding in it, stands in its lockfile. Each lockfile is read once. */
export type PlaceOf = (workflow: WorkflowReport, finding?: Finding) => LockfilePlace;

export function readReportLines(report: DriftReport): PlaceOf {
  const read = new Map<string, LockfileLines>();
  return ({ key, lockfile = { path: report.lockfilePath, text: report.lockfileText } }, finding) => {
    const lines = read.get(lockfile.path) ?? readLockfileLines(lockfile.text);
    read.set(lockfile.path, lines);
    return { path: lockfile.path, ...lines.position(key, finding) };
  };
}
