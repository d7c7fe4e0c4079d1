import { matchVariables, type SingleType, type Variable, type VariableType } from '@opus-codegen/schema';
import { freshName } from './fresh-name.ts';
import { ordinalOf, singlesOf } from './single-types.ts';

/**
 * The live variables under the names that the code has for them, and new ones under the names they would get, at every depth, in the order of the
 * code: what changes are told by. Types stay as they are.
 */
export function named(declared: readonly Variable[], live: readonly Variable[]): readonly Variable[] {
  const { pairs } = matchVariables(declared, live);
  const declaredOf = new Map(pairs.map(({ before, after }) => [after, before]));
  const known = pairs.map(({ after }) => after);
  const taken = new Set(pairs.map(({ before }) => before.name));
  return [...known, ...live.filter((variable) => !declaredOf.has(variable))].map((variable) => {
    const before = declaredOf.get(variable);
    return { ...namedType(before, variable), name: before?.name ?? freshName(variable, taken) };
  });
}

function namedType<T extends VariableType>(declared: VariableType | undefined, live: T): T {
  if (live.type === 'union') {
    const anyOf = live.anyOf.map((single, index) => namedType(counterpart(declared, single, ordinalOf(live.anyOf, index)), single));
    return { ...live, anyOf };
  }
  const before = counterpart(declared, live, 0);
  if (live.type === 'object' && live.fields) {
    return { ...live, fields: named((before?.type === 'object' && before.fields) || [], live.fields) };
  }
  if (live.type === 'array' && live.element) {
    return { ...live, element: namedType(before?.type === 'array' ? before.element : undefined, live.element) };
  }
  return live;
}

/** The declared type that a live one goes on: of its kind, and in the same place among those of its kind. */
function counterpart(declared: VariableType | undefined, { type }: VariableType, place: number): SingleType | undefined {
  return declared && singlesOf(declared).filter((single) => single.type === type)[place];
}
