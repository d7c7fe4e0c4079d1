import type { Definitions, SchemaGeneration, Variable } from '@opus-codegen/schema';
import type { Clock } from '../clock.ts';
import type { SchemaChange } from '../errors/index.ts';
import type { InputIssue } from '../input/issue.ts';
import { validateInput } from '../input/validate.ts';
import type { CallContext, OperatorCalls } from '../operator/calls.ts';
import type { WorkflowDescriptor } from '../workflow/descriptor.ts';
import type { DriftMode } from '../workflow/options.ts';
import { asGenerated } from './as-generated.ts';
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
}

/**
 * Fetches the live schema right before a run and asks: are **these values** valid against it? (runtime.md, Guard.) So a new list of options
 * hurts only the caller who sends something outside it.
 */
export interface Guard {
  /** @throws {SchemaDriftError} nothing was created, nothing uploaded. @throws {ApiError} @throws {NetworkError} could not look. */
  check(question: GuardQuestion): Promise<GuardVerdict>;
  /** After the service refused what the guard let pass: looks again, and throws only when the schema has moved since. */
  recheck(question: Pick<GuardQuestion, 'descriptor' | 'context'> & { readonly verdict: GuardVerdict }): Promise<void>;
}

export function createGuard(settings: { readonly calls: OperatorCalls; readonly clock: Clock }): Guard {
  const liveSchemas = createLiveSchemas(settings);
  /** The live inputs a verdict was given by. Without: the run was not to look, and believed the code. */
  const believed = new WeakMap<GuardVerdict, readonly Variable[]>();
  return {
    async check({ descriptor, input, mode, maxAgeMs, context }) {
      const { workflowId, pin, inputs, outputs, generation } = descriptor;
      if (mode === 'off') return { variables: inputs, outputs, generation, changes: [] };
      const live = await liveSchemas.get({ workflowId, pin, maxAgeMs, context });
      const { workflow, definitions } = live;
      const { crossed, ...comparison } = await compare(descriptor, live);
      const { changes, variables } = comparison;
      const refuse = async (reason: string | readonly InputIssue[]): Promise<never> => {
        const { driftError } = await loadDrift();
        throw driftError(descriptor, changes, reason, context);
      };
      if (crossed) return refuse('changed, and labels changed places, so values could land in the wrong field');
      if (mode === 'strict' && changes.some(({ level }) => level !== 'info')) return refuse("changed, and drift is 'strict'");
      if (changes.length > 0) {
        const issues = validateInput(variables, input);
        if (issues.length > 0) return refuse(issues);
      }
      const verdict = { ...comparison, generation: workflow.generation, definitions };
      believed.set(verdict, workflow.inputs);
      return verdict;
    },

    async recheck({ descriptor, verdict, context }) {
      const { workflowId } = descriptor;
      // A pinned version cannot have moved.
      if (descriptor.pin !== undefined) return;
      const live = await liveSchemas.get({ workflowId, maxAgeMs: 0, context });
      const { differ, driftError } = await loadDrift();
      if (!differ(believed.get(verdict) ?? descriptor.inputs, live.workflow.inputs)) return;
      const { changes } = await compare(descriptor, live);
      throw driftError(descriptor, changes, 'changed while the run was being prepared, and the service refused the values', context);
    },
  };
}

/** What tells the live schema from the generated one, and how to go on with it. */
export interface Comparison extends Pick<GuardVerdict, 'variables' | 'outputs' | 'changes'> {
  /** Labels changed places somewhere: types may agree, and a value would still land in the wrong field. */
  readonly crossed: boolean;
}

/** One comparison a descriptor and answer, however many runs share them. */
const comparisons = new WeakMap<LiveSchema, WeakMap<WorkflowDescriptor, Promise<Comparison>>>();

function compare(descriptor: WorkflowDescriptor, live: LiveSchema): Promise<Comparison> {
  const known = comparisons.get(live) ?? new WeakMap<WorkflowDescriptor, Promise<Comparison>>();
  comparisons.set(live, known);
  const comparison = known.get(descriptor) ?? compareNow(descriptor, live);
  known.set(descriptor, comparison);
  return comparison;
}

async function compareNow(descriptor: WorkflowDescriptor, live: LiveSchema): Promise<Comparison> {
  const { inputs, outputs } = descriptor;
  if (asGenerated(inputs, live.workflow.inputs) && asGenerated(outputs, live.workflow.outputs)) {
    return { variables: inputs, outputs, changes: [], crossed: false };
  }
  const { compareWithLive } = await loadDrift();
  return compareWithLive(descriptor, live);
}

function loadDrift(): Promise<typeof Drift> {
  return import('./drift.ts');
}
