import { describes, type Definitions, type SchemaGeneration, type Variable } from '@opus-codegen/schema';
import type { Clock } from '../clock.ts';
import type { SchemaChange } from '../errors/classes.ts';
import { partOr } from '../load-aside.ts';
import type { CallContext, OperatorCalls } from '../operator/calls.ts';
import type { WorkflowDescriptor } from '../descriptor.ts';
import type { DriftMode } from '../options.ts';
import type * as Drift from './drift.ts';
import { createLiveSchemas, type LiveSchema } from './live-schema.ts';

export interface GuardQuestion {
  readonly descriptor: WorkflowDescriptor;
  /** Values that fit the generated schema. */
  readonly input: unknown;
  readonly mode: DriftMode;
  /** How old a remembered live schema may be. */
  readonly maxAgeMs: number;
  readonly context: CallContext;
}

/** How this run is to be sent and read. */
export interface GuardVerdict {
  /** The live inputs under the caller's names: what the values are encoded by. */
  readonly variables: readonly Variable[];
  /** The declared outputs under their live wire names and labels: what the results are decoded by. */
  readonly outputs: readonly Variable[];
  readonly generation: SchemaGeneration;
  readonly definitions?: Definitions | undefined;
  /** What differs and does not stand in the way; empty when nothing does. */
  readonly changes: readonly SchemaChange[];
  /** What the verdict was given by. Without: the run was not to look, and believed the code. */
  readonly live?: LiveSchema;
}

/**
 * Fetches the live schema right before a run and asks: are **these values** valid against it? (runtime.md, Guard.) So a new list of options
 * hurts only the caller who sends something outside it.
 */
export interface Guard {
  /** @throws {SchemaDriftError} nothing was created, nothing uploaded. @throws {ApiError} @throws {NetworkError} could not look. */
  check(question: GuardQuestion): Promise<GuardVerdict>;
  /** The live schema, asked for now. */
  look(question: Pick<GuardQuestion, 'descriptor' | 'context'>): Promise<LiveSchema>;
}

export function createGuard(settings: { readonly calls: OperatorCalls; readonly clock: Clock }): Guard {
  const liveSchemas = createLiveSchemas(settings);
  return {
    async check({ descriptor, input, mode, maxAgeMs, context }) {
      const { workflowId, pin, inputs, outputs, generation } = descriptor;
      if (mode === 'off') return { variables: inputs, outputs, generation, changes: [] };
      const live = await liveSchemas.get({ workflowId, pin, maxAgeMs, context });
      const comparison = await compare(descriptor, live);
      if (comparison.crossed || comparison.changes.length > 0) {
        const { objectTo } = await loadDrift(descriptor);
        objectTo(descriptor, comparison, { input, mode, context });
      }
      return { ...comparison, generation: live.generation, definitions: live.definitions, live };
    },

    look: ({ descriptor: { workflowId }, context }) => liveSchemas.get({ workflowId, maxAgeMs: 0, context }),
  };
}

/** What tells the live schema from the generated one, and how to go on with it. */
export interface Comparison extends Pick<GuardVerdict, 'variables' | 'outputs' | 'changes'> {
  /** Labels changed places somewhere: types may agree, and a value would still land in the wrong field. */
  readonly crossed: boolean;
}

/** One comparison a descriptor and answer, however many runs share them. */
function compare(descriptor: WorkflowDescriptor, live: LiveSchema): Promise<Comparison> {
  const { comparisons } = live;
  const comparison = comparisons.get(descriptor) ?? compareNow(descriptor, live);
  comparisons.set(descriptor, comparison);
  // What could not be compared is tried again by the next run.
  comparison.catch(() => comparisons.delete(descriptor));
  return comparison;
}

async function compareNow(descriptor: WorkflowDescriptor, live: LiveSchema): Promise<Comparison> {
  const { inputs, outputs } = descriptor;
  if (describes(live.inputs, inputs) && describes(live.outputs ?? {}, outputs)) {
    return { variables: inputs, outputs, changes: [], crossed: false };
  }
  return (await loadDrift(descriptor)).compareWithLive(descriptor, live);
}

/** Loaded once the live schema does not say the same in the same words. Where it cannot be loaded, a run is refused: nobody compared. */
function loadDrift(descriptor: WorkflowDescriptor): Promise<typeof Drift> {
  return partOr(import('./drift.ts'), 'SCHEMA_DRIFT', descriptor);
}
