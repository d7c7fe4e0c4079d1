import type { ElementType, SingleType, Variable, VariableType } from '../model.ts';
import { allowedTypesOf } from './declaration.ts';
import { field, isRecord, own, type JsonRecord } from './json.ts';

/**
 * The `type_definition` of each input exactly as the service declared it: by wire name, then by declared type name (`type.declared ?? type.type`).
 * A v2 workflow wants it back as `typeDefinition` on execute (operator-api.md §3). Lives in memory only: definitions hold sample values.
 * A type the service gave no definition key for has no entry; of two types with one name the first is kept.
 */
export type Definitions = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

export function readDefinitions(inputs: JsonRecord): Definitions {
  return new Map(Object.keys(inputs).map((wire) => [wire, definitionsOf(own(inputs, wire))]));
}

function definitionsOf(variable: unknown): ReadonlyMap<string, unknown> {
  const byType = new Map<string, unknown>();
  if (!isRecord(variable)) return byType;
  for (const entry of allowedTypesOf(variable)) {
    if (!isRecord(entry)) continue;
    const type = field(entry, 'type');
    if (typeof type !== 'string' || byType.has(type)) continue;
    const spelling = ['type_definition', 'typeDefinition'].find((key) => Object.hasOwn(entry, key));
    if (spelling !== undefined) byType.set(type, own(entry, spelling));
  }
  return byType;
}

/**
 * A v2 `type_definition` rebuilt from the model, for when no live answer was read: a map of fields, one element variable, a strptime string,
 * or `null` where there is nothing to define. Reading it again gives the same type.
 */
export function typeDefinitionOf(type: SingleType): unknown {
  switch (type.type) {
    case 'object':
      return type.fields === undefined ? {} : Object.fromEntries(type.fields.map((variable) => [variable.wire, fieldDefinition(variable)]));
    case 'array':
      return type.element === undefined ? {} : elementDefinition(type.element);
    case 'date':
      return type.format ?? null;
    case 'str':
    case 'int':
    case 'float':
    case 'bool':
    case 'json_string':
    case 'file':
    case 'array_files':
    case 'unknown':
      return null;
    default:
      return type satisfies never;
  }
}

function fieldDefinition(variable: Variable): JsonRecord {
  return {
    id: variable.id ?? variable.wire,
    variable_name: variable.wire,
    display_name: variable.displayName ?? variable.wire,
    description: variable.description ?? '',
    is_nullable: variable.nullable === true,
    ...allowedTypes(variable),
  };
}

/** The model keeps no name for an element; the service calls it after its type (operator-api.md §2). */
function elementDefinition(element: ElementType): JsonRecord {
  const name = element.type === 'union' ? 'item' : (element.declared ?? element.type);
  return { id: name, variable_name: name, ...(element.nullable === true ? { is_nullable: true } : {}), ...allowedTypes(element) };
}

function allowedTypes(type: VariableType): JsonRecord {
  const types = type.type === 'union' ? type.anyOf : [type];
  const options = types.flatMap((single) => (single.type === 'str' && single.options) || []);
  const accept = types.flatMap((single) => ((single.type === 'file' || single.type === 'array_files') && single.accept) || []);
  return {
    allowed_types: types.map((single) => ({
      type: single.type === 'unknown' ? (single.declared ?? null) : (single.declared ?? single.type),
      type_definition: typeDefinitionOf(single),
      type_definition_enforced: single.enforced ?? null,
    })),
    ...(options.length === 0 ? {} : { options }),
    ...(accept.length === 0 ? {} : { tags: [{ variable_name: 'allowed_file_types', value: accept }] }),
  };
}
