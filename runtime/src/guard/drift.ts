import { canonicalForm, variableChanges, type Variable } from '@opus-codegen/schema';
import { SchemaDriftError, type SchemaChange } from '../errors/index.ts';
import { indented } from '../input/describe.ts';
import type { InputIssue } from '../input/issue.ts';
import type { CallContext } from '../operator/calls.ts';
import type { WorkflowDescriptor } from '../workflow/descriptor.ts';
import type { Comparison } from './guard.ts';
import type { LiveSchema } from './live-schema.ts';
import { named } from './named.ts';
import { renamed } from './rename.ts';
import { rewired } from './rewire.ts';
import { schemaChange } from './schema-change.ts';

/** All that is needed once the live schema is another than the generated one: loaded then, and in most programs never. */

/** What differs, how values are to be sent and read all the same, and whether labels changed places. */
export function compareWithLive({ key, inputs, outputs }: WorkflowDescriptor, { workflow }: LiveSchema): Comparison {
  const sending = renamed(inputs, workflow.inputs);
  const reading = rewired(outputs, workflow.outputs);
  const crossed = sending.crossed || reading.crossed;
  const changes = (['input', 'output'] as const).flatMap((side) => {
    const [declared, live] = side === 'input' ? [inputs, workflow.inputs] : [outputs, workflow.outputs];
    return crossed || differ(declared, live) ? variableChanges(side, declared, named(declared, live)) : [];
  });
  return {
    changes: changes.map((change) => schemaChange(key, change)),
    variables: sending.variables,
    outputs: reading.variables,
    crossed,
  };
}

/** Whether a comparison of types would find anything. */
export function differ(before: readonly Variable[], after: readonly Variable[]): boolean {
  return canonicalForm(before) !== canonicalForm(after);
}

/** Why a run was refused: what is wrong for these values, then what changed, the gravest first, then what to do. Read as it is printed. */
export function driftError(
  { key, workflowId }: WorkflowDescriptor,
  changes: readonly SchemaChange[],
  reason: string | readonly InputIssue[],
  { jobExecutionId }: CallContext,
): SchemaDriftError {
  const issues = typeof reason === 'string' ? [] : reason.map((issue) => issue.message);
  const sorted = changes.toSorted((one, other) => GRAVITY.indexOf(one.level) - GRAVITY.indexOf(other.level));
  const hint = changes.some(({ rule }) => rule === 'labels-crossed')
    ? `Look in the canvas at what they mean now, since no type tells; then run \`opus-codegen generate\` and look at the calls of ${key}.`
    : `Run \`opus-codegen generate\`, then follow the compiler through the calls of ${key}.`;
  const first = typeof reason === 'string' ? `The workflow of ${key} ${reason}.` : `The workflow of ${key} no longer takes these values:`;
  const told = sorted.map(({ level, place, message }) => `${level}  ${place}  ${message}`);
  // Ten lines of each are read; the rest stands in the error's fields.
  const message = `${first}${indented(issues, 10)}\nWhat changed since this code was generated:${indented(told, 10)}\n${hint}`;
  return new SchemaDriftError({ code: 'SCHEMA_DRIFT', message, hint, changes, workflowId, jobExecutionId });
}

const GRAVITY: readonly SchemaChange['level'][] = ['breaking', 'warning', 'info'];
