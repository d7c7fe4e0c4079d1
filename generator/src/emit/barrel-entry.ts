import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { workflowNames, type WorkflowNames } from '../names/workflow-names.ts';
import { planInterfaces } from '../types/interfaces.ts';

/** One workflow's share of `index.ts`, which says no more of it: what else changes in a workflow leaves the barrel as it is. */
export interface BarrelEntry {
  readonly names: WorkflowNames;
  /** Names of the types its file exports besides the two that every workflow has. */
  readonly nestedTypes: readonly string[];
}

export function barrelEntry(key: string, { inputs, outputs }: LockedWorkflow): BarrelEntry {
  const names = workflowNames(key);
  const plans = [planInterfaces(names.input, inputs), planInterfaces(names.outputs, outputs)];
  const typeNames = plans.flatMap(({ interfaces, unions }) => [...interfaces.slice(1), ...unions]).map(({ name }) => name);
  return { names, nestedTypes: typeNames };
}
