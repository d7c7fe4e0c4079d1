import type { SingleType, VariableType } from '@opus-codegen/schema';

/** The types that a variable allows, one by one: bare, since what is made of a variable's type must not bring its labels along. */
export function singlesOf(type: VariableType): readonly SingleType[] {
  return type.type === 'union' ? type.anyOf : [unlabelled(type)];
}

/** How many types of the same kind stand before this one: of several objects the first goes with the first. */
export function ordinalOf(types: readonly SingleType[], index: number): number {
  return types.slice(0, index).filter(({ type }) => type === types[index]?.type).length;
}

const LABELS: ReadonlySet<string> = new Set(['name', 'wire', 'id', 'displayName', 'description', 'nullable']);

function unlabelled(type: SingleType): SingleType {
  // Labels are no part of a type, so without them it is still one.
  return Object.fromEntries(Object.entries(type).filter(([key]) => !LABELS.has(key))) as unknown as SingleType;
}
