import { allowedTypesOf } from './declaration.ts';
import { field, isRecord, own, type JsonRecord } from './json.ts';

/**
 * The `type_definition` of each input exactly as the service declared it: by wire name, then by declared type name (`type.declared ?? type.type`).
 * A v2 workflow wants it back as `typeDefinition` on execute (operator-api.md §3). Lives in memory only: definitions hold sample values.
 * A type the service gave no definition key for has no entry; of two types with one name the first is kept.
 */
export type Definitions = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

/** The definitions in a map of inputs, as `locateVariables` finds it. */
export function readDefinitions(inputs: JsonRecord): Definitions {
  return new Map(Object.keys(inputs).map((wire) => [wire, definitionsOf(own(inputs, wire))]));
}

function definitionsOf(variable: unknown): ReadonlyMap<string, unknown> {
  const defined = allowedTypesOf(variable).flatMap((entry): [string, unknown][] => {
    const type = field(entry, 'type');
    const key = isRecord(entry) && ['type_definition', 'typeDefinition'].find((spelling) => Object.hasOwn(entry, spelling));
    return key && typeof type === 'string' ? [[type, entry[key]]] : [];
  });
  // The last entry of a Map wins.
  return new Map(defined.reverse());
}
