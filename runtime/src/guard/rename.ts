import { matchVariables, type SingleType, type Variable, type VariableType } from '@opus-codegen/schema';

export interface Renamed {
  readonly variables: readonly Variable[];
  /** Labels changed places somewhere: types may agree, and a value would still land in the wrong field (drift.md, Matching). */
  readonly crossed: boolean;
}

/** The live variables under the names the caller knows, at every depth: what values are checked against and what is sent. */
export function renamed(declared: readonly Variable[], live: readonly Variable[]): Renamed {
  let crossed = false;
  const rename = (known: readonly Variable[], found: readonly Variable[]): readonly Variable[] => {
    const match = matchVariables(known, found);
    crossed ||= match.crossed.length > 0;
    const declaredOf = new Map(match.pairs.map(({ before, after }) => [after, before]));
    const taken = new Set(known.map(({ name }) => name));
    return found.map((variable) => {
      const before = declaredOf.get(variable);
      return before === undefined
        ? { ...variable, name: freeName(variable.wire, taken) }
        : { ...inner(before, variable, rename), name: before.name };
    });
  };
  return { variables: rename(declared, live), crossed };
}

/** The declared variables under the wire names and labels they have now: what results are read by. Types stay as the caller knows them. */
export function rewired(declared: readonly Variable[], live: readonly Variable[]): Renamed {
  let crossed = false;
  const rewire = (found: readonly Variable[], known: readonly Variable[]): readonly Variable[] => {
    const match = matchVariables(known, found);
    crossed ||= match.crossed.length > 0;
    const liveOf = new Map(match.pairs.map(({ before, after }) => [before, after]));
    return known.map((variable) => {
      const after = liveOf.get(variable);
      if (after === undefined) return variable;
      const { wire, displayName } = after;
      return { ...inner(after, variable, rewire), wire, ...(displayName !== undefined && { displayName }) };
    });
  };
  return { variables: rewire(live, declared), crossed };
}

type MapFields = (other: readonly Variable[], fields: readonly Variable[]) => readonly Variable[];

/** `type` with its fields mapped, each list against the fields that the other type has in the same place, as far as it has any. */
function inner<T extends VariableType>(other: VariableType, type: T, mapFields: MapFields): T {
  const same = singles(other).find((single) => single.type === type.type);
  if (type.type === 'object' && same?.type === 'object' && same.fields && type.fields) {
    return { ...type, fields: mapFields(same.fields, type.fields) };
  }
  if (type.type === 'array' && same?.type === 'array' && same.element && type.element) {
    return { ...type, element: inner(same.element, type.element, mapFields) };
  }
  if (type.type === 'union') return { ...type, anyOf: type.anyOf.map((single) => inner(other, single, mapFields)) };
  return type;
}

function singles(type: VariableType): readonly SingleType[] {
  return type.type === 'union' ? type.anyOf : [type];
}

/** A name for what the caller does not know. Never one that the caller uses for something else. */
function freeName(wire: string, taken: Set<string>): string {
  let name = wire;
  while (taken.has(name)) name += '_';
  taken.add(name);
  return name;
}
