import { matchVariables, type Variable, type VariableType } from '@opus-codegen/schema';
import type { Renamed } from './rename.ts';
import { singlesOf } from './single-types.ts';

/** The declared variables under the wire names and labels they have now: what results are read by. Types stay as the caller knows them. */
export function rewired(declared: readonly Variable[], live: readonly Variable[]): Renamed {
  const crossings: unknown[] = [];
  const variables = rewireAll(declared, live, crossings);
  return { variables, crossed: crossings.length > 0 };
}

function rewireAll(declared: readonly Variable[], live: readonly Variable[], crossings: unknown[]): readonly Variable[] {
  const match = matchVariables(declared, live);
  crossings.push(...match.crossed);
  const liveOf = new Map(match.pairs.map(({ before, after }) => [before, after]));
  return declared.map((variable) => {
    const after = liveOf.get(variable);
    if (after === undefined) return variable;
    const { wire, displayName } = after;
    return { ...rewireType(variable, after, crossings), wire, ...(displayName !== undefined && { displayName }) };
  });
}

/** The type with the fields inside it rewired, as far as the live type has fields in the same place. */
function rewireType<T extends VariableType>(declared: T, live: VariableType, crossings: unknown[]): T {
  const same = singlesOf(live).find(({ type }) => type === declared.type);
  if (declared.type === 'object' && same?.type === 'object' && declared.fields && same.fields) {
    return { ...declared, fields: rewireAll(declared.fields, same.fields, crossings) };
  }
  if (declared.type === 'array' && same?.type === 'array' && declared.element && same.element) {
    return { ...declared, element: rewireType(declared.element, same.element, crossings) };
  }
  if (declared.type === 'union') return { ...declared, anyOf: declared.anyOf.map((single) => rewireType(single, live, crossings)) };
  return declared;
}
