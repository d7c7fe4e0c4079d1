import { compareWorkflows } from '@opus-codegen/schema';
import type { LockedWorkflow, Lockfile } from '@opus-codegen/schema/lockfile';
import type { Project } from '../config/project.ts';
import { lockedWorkflow } from '../lock/agreement.ts';
import type { SchemaSides, WorkflowReport } from '../reports/report.ts';

export interface LockfileComparison {
  /** Of the workflows that stand in both. */
  readonly workflows: readonly WorkflowReport[];
  /** Keys only in the newer lockfile. */
  readonly added: readonly string[];
  /** Keys only in the older one. */
  readonly removed: readonly string[];
}

/**
 * Two states of one lockfile by the rules of drift.md: what a pull request changes. Pure; asks nobody. A key that names another workflow now is one
 * that went and one that came.
 */
export function compareLockfiles(
  older: Lockfile,
  newer: Lockfile,
  { driftRules }: Pick<Project, 'driftRules'>,
  filter: ReadonlySet<string> | undefined,
): LockfileComparison {
  const keys = [...new Set([...Object.keys(older.workflows), ...Object.keys(newer.workflows)])]
    .filter((key) => filter === undefined || filter.has(key))
    .toSorted((a, b) => (a < b ? -1 : 1));
  const states = keys.map((key) => ({ key, before: lockedWorkflow(older, key), after: lockedWorkflow(newer, key) }));
  return {
    workflows: states.flatMap(({ key, before, after }) => {
      if (before === undefined || after === undefined || before.workflowId !== after.workflowId) return [];
      const findings = compareWorkflows(before, after, { workflow: key, rules: driftRules });
      return [
        {
          key,
          workflowId: after.workflowId,
          name: after.name,
          state: findings.length === 0 ? 'verified' : 'drifted',
          findings,
          before: sidesOf(before),
          after: sidesOf(after),
        },
      ];
    }),
    added: states.flatMap(({ key, before, after }) => (after !== undefined && before?.workflowId !== after.workflowId ? [key] : [])),
    removed: states.flatMap(({ key, before, after }) => (before !== undefined && before.workflowId !== after?.workflowId ? [key] : [])),
  };
}

function sidesOf({ inputs, outputs }: LockedWorkflow): SchemaSides {
  return { inputs, outputs };
}
