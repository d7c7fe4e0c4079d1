import { matchVariables, type SingleType, type Variable, type VariableType } from '@opus-codegen/schema';

/**
 * The variables of a schema as it is now, under the names that the lockfile has for them, at every depth; paired as a pull and the guard pair them
 * (drift.md, Matching before comparing). What the lockfile does not know is called by its wire name.
 */
export function named(locked: readonly Variable[], live: readonly Variable[]): readonly Variable[] {
  const lockedOf = new Map(matchVariables(locked, live).pairs.map(({ before, after }) => [after, before]));
  return live.map((variable) => {
    const before = lockedOf.get(variable);
    return { ...namedType(before, variable), name: before?.name ?? variable.wire };
  });
}

function namedType<T extends VariableType>(locked: VariableType | undefined, live: T, ordinal = 0): T {
  switch (live.type) {
    case 'union':
      return { ...live, anyOf: live.anyOf.map((single, index) => namedType(locked, single, ordinalOf(live.anyOf, index))) };
    case 'object':
      return live.fields === undefined ? live : { ...live, fields: named(ofKind(locked, 'object', ordinal)?.fields ?? [], live.fields) };
    case 'array':
      return live.element === undefined ? live : { ...live, element: namedType(ofKind(locked, 'array', ordinal)?.element, live.element) };
    default:
      return live;
  }
}

/** Of several objects, or lists, the first goes with the first. */
function ofKind<K extends SingleType['type']>(
  type: VariableType | undefined,
  kind: K,
  ordinal: number,
): Extract<SingleType, { readonly type: K }> | undefined {
  const singles = type?.type === 'union' ? type.anyOf : type === undefined ? [] : [type];
  return singles.filter((single): single is Extract<SingleType, { readonly type: K }> => single.type === kind)[ordinal];
}

function ordinalOf(types: readonly SingleType[], index: number): number {
  return types.slice(0, index).filter(({ type }) => type === types[index]?.type).length;
}
