import { defineWorkflow, type Workflow, type WorkflowDescriptor } from '@opus-codegen/runtime';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';

/** By the names of the generated types. */
export type Values = Readonly<Record<string, unknown>>;

/** A workflow of the lockfile, ready to run: the same as generated bindings make, without their types. */
export type RunnableWorkflow = Workflow<Values, Values>;

/** @param key of the config. */
export function runnableWorkflow(key: string, locked: LockedWorkflow): RunnableWorkflow {
  const { workflowId, pin, generation, name, inputs, outputs } = locked;
  const descriptor: WorkflowDescriptor = { key, workflowId, ...(pin && { pin }), generation, name, inputs, outputs };
  return defineWorkflow<Values, Values>(descriptor);
}
