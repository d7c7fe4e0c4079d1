import type { WorkflowSchema } from '@opus-codegen/schema';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { matchLocked } from '../names/match-locked.ts';

/** This many inputs gone at once are more often a canvas being edited than a change that was meant (codegen.md, exit codes). */
const SUSPICIOUS_LOSS = 3;

/** Whether a live schema lost so much against the lockfile that it should be asked for again before it is believed. Pure. */
export function looksCutShort(schema: WorkflowSchema, locked: LockedWorkflow | undefined): boolean {
  const isEmpty = schema.inputs.length === 0 && schema.outputs.length === 0;
  if (locked === undefined) return isEmpty;
  if (isEmpty) return locked.inputs.length + locked.outputs.length > 0;
  // Paired as names are pinned: an input under a regenerated wire name is not gone.
  const gone = locked.inputs.length - matchLocked(locked.inputs, schema.inputs).size;
  return gone >= SUSPICIOUS_LOSS || (schema.inputs.length === 0 && gone > 0);
}
