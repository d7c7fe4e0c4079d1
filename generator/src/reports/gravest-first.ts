import type { Finding } from '@opus-codegen/schema';
import type { WorkflowReport } from './report.ts';
import { LEVELS } from './summary.ts';

/** One finding and whose it is. */
export interface PlacedFinding {
  readonly workflow: WorkflowReport;
  readonly finding: Finding;
}

/**
 * Workflows by their gravest finding: breaking, warning, not verified, info, verified. A certain fact outweighs an unknown one, and an unknown one
 * outweighs what breaks nobody. Equals keep the order of the config.
 */
export function workflowsGravestFirst(workflows: readonly WorkflowReport[]): readonly WorkflowReport[] {
  return workflows.toSorted((a, b) => weightOf(a) - weightOf(b));
}

/** Findings by level; equals keep their order, which is that of the schema. */
export function findingsGravestFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
}

/** All findings of all workflows, by level, then by workflow. */
export function allGravestFirst(workflows: readonly WorkflowReport[]): readonly PlacedFinding[] {
  return LEVELS.flatMap((level) =>
    workflows.flatMap((workflow) =>
      workflow.findings.filter((finding) => finding.level === level).map((finding) => ({ workflow, finding })),
    ),
  );
}

function weightOf({ state, findings }: WorkflowReport): number {
  const gravest = LEVELS.findIndex((level) => findings.some((finding) => finding.level === level));
  switch (gravest) {
    case 0:
    case 1:
      return gravest;
    default:
      return state === 'unverified' ? 2 : state === 'drifted' || gravest === 2 ? 3 : 4;
  }
}
