import type { ElementType, SchemaGeneration, SingleType, Variable, VariableType } from '@opus-codegen/schema';
import { recordOf, type JsonRecord } from '../json.ts';
import { declaredName } from '../validation/value.ts';

/** Variables as a generation of the service describes them, by wire name (operator-api.md §2). Says nothing that the model does not say. */
export function variableMap(variables: readonly Variable[], generation: SchemaGeneration): JsonRecord {
  return recordOf(variables.map((variable) => [variable.wire, variableAnswer(variable, generation)]));
}

function variableAnswer(variable: Variable, generation: SchemaGeneration): JsonRecord {
  return {
    ...(variable.id === undefined ? {} : { id: variable.id }),
    variable_name: variable.wire,
    display_name: variable.displayName ?? '',
    description: variable.description ?? '',
    is_nullable: variable.nullable === true,
    ...typeAnswer(variable, generation),
  };
}

/** The one variable that tells what a list holds. The model keeps no name of it; the service calls it after its type. */
function elementAnswer(element: ElementType, generation: SchemaGeneration): JsonRecord {
  return {
    variable_name: element.type === 'union' ? 'item' : declaredName(element),
    is_nullable: element.nullable === true,
    ...typeAnswer(element, generation),
  };
}

function typeAnswer(type: VariableType, generation: SchemaGeneration): JsonRecord {
  const types = type.type === 'union' ? type.anyOf : [type];
  const [first] = types;
  // Several types, or one without a name, are said by a list in v1 as well: a bare `type` that is no text would make a map of fields of it.
  const isBare = generation === 'v1' && types.length === 1 && first !== undefined && typeNameOf(first) !== null;
  return {
    ...(isBare ? singleAnswer(first, generation) : { allowed_types: types.map((single) => singleAnswer(single, generation)) }),
    tags: fileTags(types),
    options: [...new Set(types.flatMap((single) => (single.type === 'str' && single.options) || []))],
  };
}

function singleAnswer(type: SingleType, generation: SchemaGeneration): JsonRecord {
  return { type: typeNameOf(type), type_definition: definitionAnswer(type, generation), type_definition_enforced: type.enforced ?? null };
}

/** `null`: the service named none. */
const typeNameOf = (type: SingleType): string | null => (type.type === 'unknown' ? (type.declared ?? null) : declaredName(type));

function definitionAnswer(type: SingleType, generation: SchemaGeneration): unknown {
  switch (type.type) {
    case 'object':
      return variableMap(type.fields ?? [], generation);
    case 'array':
      return type.element === undefined ? {} : elementAnswer(type.element, generation);
    case 'date':
      return type.format ?? {};
    case 'str':
    case 'int':
    case 'float':
    case 'bool':
    case 'json_string':
    case 'file':
    case 'array_files':
    case 'unknown':
      return {};
    default:
      return type satisfies never;
  }
}

/** Accepted file types stand beside the types, for all of them. */
function fileTags(types: readonly SingleType[]): readonly JsonRecord[] {
  const accept = types.flatMap((type) => ((type.type === 'file' || type.type === 'array_files') && type.accept) || []);
  if (accept.length === 0) return [];
  return [
    { variable_name: 'allowed_file_types', value: [...new Set(accept)].map((extension) => extension.replace(/^\./, '').toUpperCase()) },
  ];
}
