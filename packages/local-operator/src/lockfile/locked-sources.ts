import type { LockedWorkflow, Lockfile } from '@opus-codegen/schema/lockfile';
import type { WorkflowSource } from '../workflows/source.ts';
import { workflowAnswer } from './workflow-answer.ts';

/** A workflow as the service answered it when it was locked: bindings generated from it run without drift. */
export function lockedSource(locked: LockedWorkflow): WorkflowSource {
  return { id: locked.workflowId, schema: workflowAnswer(locked) };
}

/** @throws {Error} when two entries are of one workflow: only one of them could be served. */
export function lockedSources(lockfile: Lockfile): readonly WorkflowSource[] {
  const keyOf = new Map<string, string>();
  return Object.entries(lockfile.workflows).map(([key, locked]) => {
    const other = keyOf.get(locked.workflowId);
    if (other !== undefined)
      throw new Error(`${other} and ${key} of the lockfile are both workflow ${locked.workflowId}. Keep one of them.`);
    keyOf.set(locked.workflowId, key);
    return lockedSource(locked);
  });
}
