import { canonicalForm, MAX_VARIABLES, readSides, variableChanges, type Variable, type WorkflowSchema } from '@opus-codegen/schema';
import { SchemaDriftError, type SchemaChange } from '../errors/index.ts';
import { indented } from '../input/describe.ts';
import type { InputIssue } from '../input/issue.ts';
import { validateInput } from '../input/validate.ts';
import type { CallContext } from '../operator/calls.ts';
import type { WorkflowDescriptor } from '../descriptor.ts';
import { asGenerated } from './as-generated.ts';
import type { Comparison, GuardQuestion } from './guard.ts';
import type { LiveSchema } from './live-schema.ts';
import { named } from './named.ts';
import { unreadable } from './no-schema.ts';
import { renamed } from './rename.ts';
import { rewired } from './rewire.ts';
import { schemaChange } from './schema-change.ts';

/** All that is needed once the live schema is another than the generated one: loaded then, and in most programs never. */

/** What differs, how values are to be sent and read all the same, and whether labels changed places. @throws {ApiError} a schema beyond every bound. */
export function compareWithLive({ key, workflowId, inputs, outputs }: WorkflowDescriptor, schema: LiveSchema): Comparison {
  const live = read(schema, workflowId);
  if (asGenerated(inputs, live.inputs) && asGenerated(outputs, live.outputs)) {
    return { variables: inputs, outputs, changes: [], crossed: false };
  }
  const sending = renamed(inputs, live.inputs);
  const reading = rewired(outputs, live.outputs);
  const crossed = sending.crossed || reading.crossed;
  const changes = (['input', 'output'] as const).flatMap((side) => {
    const [before, after] = side === 'input' ? [inputs, live.inputs] : [outputs, live.outputs];
    return crossed || differ(before, after) ? variableChanges(side, before, named(before, after)) : [];
  });
  return {
    changes: changes.map((change) => schemaChange(key, change)),
    variables: sending.variables,
    outputs: reading.variables,
    crossed,
  };
}

const readings = new WeakMap<LiveSchema, Pick<WorkflowSchema, 'inputs' | 'outputs'>>();

function read(schema: LiveSchema, workflowId: string): Pick<WorkflowSchema, 'inputs' | 'outputs'> {
  const sides = readings.get(schema) ?? readSides(schema);
  if (sides === undefined) throw unreadable(`a workflow of more than ${MAX_VARIABLES} variables`, workflowId);
  readings.set(schema, sides);
  return sides;
}

/** Refuses a run that the live schema does not take, or that its caller wants refused. @throws {SchemaDriftError} */
export function objectTo(
  descriptor: WorkflowDescriptor,
  { changes, variables, crossed }: Comparison,
  { input, mode, context }: Pick<GuardQuestion, 'input' | 'mode' | 'context'>,
): void {
  const refuse = (reason: string | readonly InputIssue[]): never => {
    throw driftError(descriptor, changes, reason, context);
  };
  if (crossed) refuse('changed, and labels changed places, so values could land in the wrong field');
  if (mode === 'strict' && changes.some(({ level }) => level !== 'info')) refuse("changed, and drift is 'strict'");
  const issues = validateInput(variables, input);
  if (issues.length > 0) refuse(issues);
}

/** After the service refused what the guard let pass. @throws {SchemaDriftError} the schema has moved since. */
export function objectToMove(
  descriptor: WorkflowDescriptor,
  believed: LiveSchema | undefined,
  live: LiveSchema,
  context: CallContext,
): void {
  const { workflowId, inputs } = descriptor;
  const before = believed === undefined ? inputs : read(believed, workflowId).inputs;
  if (!differ(before, read(live, workflowId).inputs)) return;
  const { changes } = compareWithLive(descriptor, live);
  throw driftError(descriptor, changes, 'changed while the run was being prepared, and the service refused the values', context);
}

/** Whether a comparison of types would find anything. */
function differ(before: readonly Variable[], after: readonly Variable[]): boolean {
  return canonicalForm(before) !== canonicalForm(after);
}

/** Why a run was refused: what is wrong for these values, then what changed, the gravest first, then what to do. Read as it is printed. */
function driftError(
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
