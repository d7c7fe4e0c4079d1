import { canonicalForm, variableChanges, type Change, type Definitions, type SchemaGeneration, type Variable } from '@opus-codegen/schema';
import type { Clock } from '../clock.ts';
import { SchemaDriftError, type SchemaChange } from '../errors/index.ts';
import { validateInput } from '../input/validate.ts';
import type { CallContext, OperatorCalls } from '../operator/calls.ts';
import type { WorkflowDescriptor } from '../workflow/descriptor.ts';
import type { DriftMode } from '../workflow/options.ts';
import { createLiveSchemas, type LiveSchema } from './live-schema.ts';
import { renamed } from './rename.ts';
import { rewired } from './rewire.ts';
import { schemaChange } from './schema-change.ts';

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
  recheck(question: Pick<GuardQuestion, 'descriptor' | 'input' | 'context'> & { readonly verdict: GuardVerdict }): Promise<void>;
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
      const { changes, variables, reading, crossed } = compare(descriptor, live);
      const refuse = (reason: string): never => {
        throw driftError(descriptor, changes, reason, context);
      };
      if (crossed) return refuse('labels changed places, so values could land in the wrong field');
      if (changes.length > 0) {
        if (mode === 'strict' && changes.some(({ level }) => level !== 'info')) return refuse("it changed, and drift is 'strict'");
        const issues = validateInput(variables, input);
        if (issues.length > 0) return refuse(`it no longer takes these values:\n  ${listed(issues)}`);
      }
      const { workflow, definitions } = live;
      const verdict = { variables, outputs: reading, generation: workflow.generation, definitions, changes };
      believed.set(verdict, workflow.inputs);
      return verdict;
    },

    async recheck({ descriptor, verdict, context }) {
      const { workflowId } = descriptor;
      // A pinned version cannot have moved.
      if (descriptor.pin !== undefined) return;
      const live = await liveSchemas.get({ workflowId, maxAgeMs: 0, context });
      if (!differ(believed.get(verdict) ?? descriptor.inputs, live.workflow.inputs)) return;
      const { changes } = compare(descriptor, live);
      throw driftError(descriptor, changes, 'it changed while the run was being prepared, and the service refused the values', context);
    },
  };
}

interface Comparison {
  readonly changes: readonly SchemaChange[];
  readonly variables: readonly Variable[];
  readonly reading: readonly Variable[];
  readonly crossed: boolean;
}

/** One comparison a descriptor and answer, however many runs share them. */
const comparisons = new WeakMap<LiveSchema, WeakMap<WorkflowDescriptor, Comparison>>();

function compare(descriptor: WorkflowDescriptor, live: LiveSchema): Comparison {
  const known = comparisons.get(live) ?? new WeakMap<WorkflowDescriptor, Comparison>();
  comparisons.set(live, known);
  const comparison = known.get(descriptor) ?? compareNow(descriptor, live);
  known.set(descriptor, comparison);
  return comparison;
}

function compareNow({ key, inputs, outputs }: WorkflowDescriptor, { workflow }: LiveSchema): Comparison {
  const sending = renamed(inputs, workflow.inputs);
  const reading = rewired(outputs, workflow.outputs);
  const crossed = sending.crossed || reading.crossed;
  const changes: readonly Change[] = [
    ...(crossed || differ(inputs, workflow.inputs) ? variableChanges('input', inputs, workflow.inputs) : []),
    ...(crossed || differ(outputs, workflow.outputs) ? variableChanges('output', outputs, workflow.outputs) : []),
  ];
  return {
    changes: changes.map((change) => schemaChange(key, change)),
    variables: sending.variables,
    reading: reading.variables,
    crossed,
  };
}

function differ(declared: readonly Variable[], live: readonly Variable[]): boolean {
  return canonicalForm(declared) !== canonicalForm(live);
}

function driftError(
  { key, workflowId }: WorkflowDescriptor,
  changes: readonly SchemaChange[],
  reason: string,
  { jobExecutionId }: CallContext,
): SchemaDriftError {
  const message = `The workflow of ${key} is not the one this code was generated from: ${reason}.\n  ${listed(changes)}`;
  const hint = `Run \`opus-codegen generate\`, then follow the compiler through the calls of ${key}.`;
  return new SchemaDriftError({ code: 'SCHEMA_DRIFT', message, hint, changes, workflowId, jobExecutionId });
}

/** Ten lines are read; the rest stands in the error's fields. */
function listed(items: readonly { readonly message: string }[]): string {
  const lines = items.slice(0, 10).map(({ message }) => message);
  if (items.length > 10) lines.push(`and ${items.length - 10} more`);
  return lines.join('\n  ');
}
