import { matchVariables, type ElementType, type SingleType, type Variable, type VariableType } from '@opus-codegen/schema';
import { elementOf } from '../input/element.ts';
import { freshName } from './fresh-name.ts';
import { ordinalOf, singlesOf } from './single-types.ts';

export interface Renamed {
  readonly variables: readonly Variable[];
  /** Labels changed places somewhere: types may agree, and a value would still land in the wrong field (drift.md, Matching). */
  readonly crossed: boolean;
}

/**
 * The live variables as the caller sees them, at every depth: what values are checked against and what is sent. Names are the caller's. Where the
 * live schema says less than the declared one, the declared type goes on saying it: a day is still written as a day although any text would do.
 */
export function renamed(declared: readonly Variable[], live: readonly Variable[]): Renamed {
  const crossings: unknown[] = [];
  const variables = renameAll(declared, live, crossings);
  return { variables, crossed: crossings.length > 0 };
}

function renameAll(declared: readonly Variable[], live: readonly Variable[], crossings: unknown[]): readonly Variable[] {
  const match = matchVariables(declared, live);
  crossings.push(...match.crossed);
  const declaredOf = new Map(match.pairs.map(({ before, after }) => [after, before]));
  const taken = new Set(declared.map(({ name }) => name));
  return live.map((variable) => {
    const before = declaredOf.get(variable);
    if (before === undefined) return { ...variable, name: freshName(variable, taken) };
    const { wire, id, displayName, nullable } = variable;
    return {
      ...seenType(before, variable, crossings),
      name: before.name,
      wire,
      ...(id !== undefined && { id }),
      ...(displayName !== undefined && { displayName }),
      ...(nullable && { nullable }),
    };
  });
}

function seenType(declared: VariableType, live: VariableType, crossings: unknown[]): VariableType {
  const known = singlesOf(declared);
  const all = singlesOf(live);
  // What the live variable itself still says is sent as that, not as something vaguer beside it.
  const gone = known.filter((one) => !all.some((single) => single.type === one.type && (isDefined(single) || !isDefined(one))));
  // Of several objects the first is the first: comparing each with each would be exponential in the depth.
  const found = all.flatMap((single, index) => seenSingle(known, gone, single, ordinalOf(all, index), crossings));
  return found[0] !== undefined && found.length === 1 ? found[0] : { type: 'union', anyOf: found };
}

/** One live type, preceded by what the caller may send for it besides. Each keeps the name of the live type, which is what execute must echo. */
function seenSingle(
  declared: readonly SingleType[],
  gone: readonly SingleType[],
  live: SingleType,
  ordinal: number,
  crossings: unknown[],
): readonly SingleType[] {
  switch (live.type) {
    case 'object': {
      if (live.fields === undefined) return [...gone.flatMap(fieldsOf).map((fields) => ({ ...live, fields })), live];
      const all = declared.flatMap(fieldsOf);
      const fields = all[ordinal] ?? all[0];
      return [fields === undefined ? live : { ...live, fields: renameAll(fields, live.fields, crossings) }];
    }
    case 'array': {
      if (live.element === undefined) return [...gone.flatMap(elementsOf).map((element) => ({ ...live, element })), live];
      const all = declared.flatMap(elementsOf);
      const element = all[ordinal] ?? all[0];
      return [element === undefined ? live : { ...live, element: seenElement(element, live.element, crossings) }];
    }
    case 'str':
      if (live.options !== undefined) return [live];
      const asText = gone.filter(({ type }) => type === 'date' || type === 'json_string');
      return [...renamedAs(live.declared ?? 'str', asText), live];
    case 'unknown':
      return live.declared === undefined ? [live] : [...renamedAs(live.declared, gone), live];
    case 'int':
    case 'float':
    case 'bool':
    case 'date':
    case 'json_string':
    case 'file':
    case 'array_files':
      return [live];
    default:
      return live satisfies never;
  }
}

function seenElement(declared: ElementType, live: ElementType, crossings: unknown[]): ElementType {
  return { ...seenType(declared, live, crossings), ...(live.nullable && { nullable: live.nullable }) };
}

function renamedAs(name: string, types: readonly SingleType[]): readonly SingleType[] {
  return types.map((type) => ({ ...type, declared: name }));
}

function isDefined(type: SingleType): boolean {
  return fieldsOf(type).length + elementsOf(type).length > 0;
}

function fieldsOf(type: SingleType): readonly (readonly Variable[])[] {
  return type.type === 'object' && type.fields ? [type.fields] : [];
}

function elementsOf(type: SingleType): readonly ElementType[] {
  const element = type.type === 'array' || type.type === 'array_files' ? elementOf(type) : undefined;
  return element === undefined ? [] : [element];
}
