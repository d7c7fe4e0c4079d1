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
}

export function countReport({ workflows }: DriftReport): ReportCounts {
  const inState = (state: WorkflowReport['state']): number => workflows.filter((workflow) => workflow.state === state).length;
  return {
    workflows: workflows.length,
    verified: inState('verified'),
    drifted: inState('drifted'),
    unverified: inState('unverified'),
    findings: countFindings(workflows),
  };
}

export function countFindings(workflows: readonly WorkflowReport[]): Readonly<Record<Level, number>> {
  const counts = { breaking: 0, warning: 0, info: 0 };
  for (const { findings } of workflows) for (const { level } of findings) counts[level] += 1;
  return counts;
}

/** `7 of 9 verified · 1 drifted (2 breaking, 1 info) · 1 NOT VERIFIED`: the first line of every report for people. Numbers only, nothing hostile. */
export function headline(report: DriftReport): string {
  const { workflows, verified, drifted, unverified, findings } = countReport(report);
  const told = levelCounts(findings);
  return [
    `${verified} of ${workflows} verified`,
    ...(drifted === 0 ? [] : [`${drifted} drifted${told === '' ? '' : ` (${told})`}`]),
    ...(unverified === 0 ? [] : [`${unverified} NOT VERIFIED`]),
  ].join(' · ');
}

/** `2 breaking, 1 info`; empty for none. */
export function levelCounts(counts: Readonly<Record<Level, number>>): string {
  return LEVELS.filter((level) => counts[level] > 0)
    .map((level) => `${counts[level]} ${counts[level] > 1 && level === 'warning' ? 'warnings' : level}`)
    .join(', ');
}
