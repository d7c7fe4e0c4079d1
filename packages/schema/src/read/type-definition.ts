import type { ElementType, SingleType, Variable, VariableType } from '../model.ts';
import type { JsonRecord } from './json.ts';

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
