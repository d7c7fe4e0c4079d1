import type { Variable, WorkflowSchema } from '@opus-codegen/schema';
import type { ServedSchema } from '../workflows/store.ts';
import type { KnownWorkflow } from './known-workflows.ts';
import { named } from './named.ts';

/** The inputs or outputs of a workflow, all under the names of its bindings. */
export interface KnownSide {
  /** As the bindings were generated from. */
  readonly locked: readonly Variable[];
  /** As a served schema has them, which an edit may have changed. */
  readonly live: readonly Variable[];
}

export type KnownSides = Readonly<Record<'inputs' | 'outputs', KnownSide>>;

/** A schema that was edited into something unreadable is taken for what the lockfile says. */
export function knownSides({ locked }: KnownWorkflow, served: ServedSchema | undefined): KnownSides {
  const live: Pick<WorkflowSchema, 'inputs' | 'outputs'> = served?.read?.workflow ?? locked;
  return {
    inputs: { locked: locked.inputs, live: named(locked.inputs, live.inputs) },
    outputs: { locked: locked.outputs, live: named(locked.outputs, live.outputs) },
  };
}
