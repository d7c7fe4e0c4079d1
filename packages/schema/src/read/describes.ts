import type { ElementType, SingleType, Variable } from '../model.ts';
import { allowedTypesOf, isVariable } from './declaration.ts';
import { field, isRecord, own, saysNothing, text, type JsonRecord } from './json.ts';

/**
 * Whether an answer's map of variables says these variables and nothing else, as far as anything is sent, read or compared by it: wire names,
 * types, their spelling and order, labels. The order of variables and fields does not matter, nor do ids and descriptions.
 *
 * The reader without its understanding: a `true` is certain, a `false` may be the same in another form, which `readWorkflow` finds out. Whoever
 * only wants to know that nothing changed need not load that.
 */
export function describes(map: JsonRecord, variables: readonly Variable[]): boolean {
  return (
    Object.keys(map).length === variables.length && variables.every((variable) => describesVariable(own(map, variable.wire), variable))
  );
}

function describesVariable(raw: unknown, variable: Variable): boolean {
  return isRecord(raw) && text(raw, 'display_name') === variable.displayName && describesType(raw, variable, '');
}

/** A type, and whether there may be no value. @param around the accepted files of the list that this is the element of. */
function describesType(raw: unknown, type: ElementType, around: string): boolean {
  const types = type.type === 'union' ? type.anyOf : [type];
  const entries = allowedTypesOf(raw);
  const listed = acceptedFiles(raw);
  // One type alone takes over what the list around it accepts.
  const accept = listed === '' && types.length === 1 ? around : listed;
  const describesSingle = (single: SingleType, index: number): boolean => {
    const entry = entries[index];
    const definition = field(entry, 'type_definition');
    const isNamed = field(entry, 'type') === (single.declared ?? single.type);
    if (!isNamed || (field(entry, 'type_definition_enforced') === false) !== (single.enforced === false)) return false;
    switch (single.type) {
      case 'str':
        return JSON.stringify(field(raw, 'options') ?? []) === JSON.stringify(single.options ?? []);
      case 'date':
        return text(entry, 'type_definition') === single.format;
      case 'file':
      case 'array_files':
        return (single.type === 'file' ? accept : listed) === String(single.accept ?? '');
      case 'array':
        const { element } = single;
        return element === undefined ? saysNothing(definition) : isVariable(definition) && describesType(definition, element, listed);
      case 'object':
        const { fields } = single;
        if (fields === undefined) return saysNothing(definition);
        return isRecord(definition) && !isVariable(definition) && describes(definition, fields);
      case 'int':
      case 'float':
      case 'bool':
      case 'json_string':
      case 'unknown':
        return true;
      default:
        return single satisfies never;
    }
  };
  const isNullable = field(raw, 'is_nullable') === true;
  return isNullable === (type.nullable ?? false) && entries.length === types.length && types.every(describesSingle);
}

/** `[{ variable_name: "allowed_file_types", value: ["PDF", ".png"] }]` as `.pdf,.png`; what is no list of extensions becomes nothing that one could be. */
function acceptedFiles(raw: unknown): string {
  const tags = field(raw, 'tags');
  const tag: unknown = Array.isArray(tags) && tags.find((candidate) => field(candidate, 'variable_name') === 'allowed_file_types');
  const said = String(field(tag, 'value') ?? '').toLowerCase();
  return said && said.split(',').map((extension) => `.${extension.trim().replace('.', '')}`).sort().join(); // prettier-ignore
}
