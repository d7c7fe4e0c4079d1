import type { Level } from '@opus-codegen/schema';
import type { DriftReport, WorkflowReport } from './report.ts';

/** Gravest first. */
export const LEVELS: readonly Level[] = ['breaking', 'warning', 'info'];

export interface ReportCounts {
  readonly workflows: number;
  readonly verified: number;
  readonly drifted: number;
  readonly unverified: number;
  readonly findings: Readonly<Record<Level, number>>;
  /** Findings that do not count, for somebody accepted them. */
  readonly accepted: number;
}

export function countReport({ workflows }: DriftReport): ReportCounts {
  const inState = (state: WorkflowReport['state']): number => workflows.filter((workflow) => workflow.state === state).length;
  return {
    workflows: workflows.length,
    verified: inState('verified'),
    drifted: inState('drifted'),
    unverified: inState('unverified'),
    findings: countFindings(workflows),
    accepted: countAccepted(workflows),
  };
}

export function countFindings(workflows: readonly WorkflowReport[]): Readonly<Record<Level, number>> {
  const counts = { breaking: 0, warning: 0, info: 0 };
  for (const { findings } of workflows) for (const { level } of findings) counts[level] += 1;
  return counts;
}

export function countAccepted(workflows: readonly WorkflowReport[]): number {
  return workflows.reduce((sum, { accepted = [] }) => sum + accepted.length, 0);
}

/** `7 of 9 verified · 1 drifted (2 breaking, 1 info) · 1 NOT VERIFIED`: the first line of every report for people. Numbers only, nothing hostile. */
export function headline(report: DriftReport): string {
  const { workflows, verified, drifted, unverified, findings, accepted } = countReport(report);
  const { lockfiles } = report;
  const told = levelCounts(findings, accepted);
  return [
    `${verified} of ${workflows} ${uneventfulWord(report)}`,
    ...(drifted === 0 ? [] : [`${drifted} ${report.lockfiles === undefined ? 'drifted' : 'changed'}${told === '' ? '' : ` (${told})`}`]),
    ...(unverified === 0 ? [] : [`${unverified} NOT VERIFIED`]),
    ...(lockfiles === undefined || lockfiles.added.length === 0 ? [] : [`${lockfiles.added.length} new`]),
    ...(lockfiles === undefined || lockfiles.removed.length === 0 ? [] : [`${lockfiles.removed.length} gone`]),
  ].join(' · ');
}

/** What a workflow without a change is called: it was held against the service, or only against an older lockfile. */
export function uneventfulWord({ lockfiles }: DriftReport): 'verified' | 'unchanged' {
  return lockfiles === undefined ? 'verified' : 'unchanged';
}

/** `2 breaking, 1 info, 1 accepted`; empty for none. */
export function levelCounts(counts: Readonly<Record<Level, number>>, accepted = 0): string {
  const told = LEVELS.filter((level) => counts[level] > 0).map(
    (level) => `${counts[level]} ${counts[level] > 1 && level === 'warning' ? 'warnings' : level}`,
  );
  return [...told, ...(accepted > 0 ? [`${accepted} accepted`] : [])].join(', ');
}
