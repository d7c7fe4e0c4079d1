import type { Variable, VariableType } from '@opus-codegen/schema';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { isUsableName } from './identifier.ts';

/** A name in the lockfile that cannot stand in code: it is no identifier, or a variable beside it has it too. */
export interface UnusableName {
  readonly name: string;
  /** `inputs.lines[].sku`, in wire names. */
  readonly place: string;
}

/**
 * The names of a locked workflow that must not reach generated code. `pull` makes none such; a lockfile edited by hand may hold any text, and
 * `generate --frozen` writes code from it.
 */
export function findUnusableNames(workflow: LockedWorkflow): readonly UnusableName[] {
  const removed = workflow.removed.map(({ name }) => ({ name, place: 'removed' }));
  return [...inFields([...placed(workflow.inputs, 'inputs.'), ...removed]), ...inFields(placed(workflow.outputs, 'outputs.'))];
}

interface Placed {
  readonly name: string;
  readonly place: string;
  readonly type?: VariableType;
}

function placed(variables: readonly Variable[], prefix: string): readonly Placed[] {
  return variables.map((variable) => ({ name: variable.name, place: `${prefix}${variable.wire}`, type: variable }));
}

function inFields(members: readonly Placed[]): readonly UnusableName[] {
  const seen = new Set<string>();
  return members.flatMap(({ name, place, type }) => {
    const isBad = !isUsableName(name) || seen.has(name);
    seen.add(name);
    return [...(isBad ? [{ name, place }] : []), ...(type === undefined ? [] : inType(type, place))];
  });
}

function inType(type: VariableType, place: string): readonly UnusableName[] {
  if (type.type === 'object') return inFields(placed(type.fields ?? [], `${place}.`));
  if (type.type === 'array') return type.element === undefined ? [] : inType(type.element, `${place}[]`);
  return type.type === 'union' ? type.anyOf.flatMap((alternative) => inType(alternative, place)) : [];
}
