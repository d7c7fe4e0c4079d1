import type { ElementType, SingleType, Variable, VariableType } from '../model.ts';
import { quoted } from '../quoted.ts';
import { readAcceptedFiles, type AcceptedFiles } from './accept.ts';
import { allowedTypesOf, isVariable } from './declaration.ts';
import { field, isRecord, own, saysNothing, text, type JsonRecord } from './json.ts';
import { readLabels } from './labels.ts';
import { MAX_DEPTH } from './limits.ts';
import { readOptions } from './options.ts';
import type { Reading } from './reading.ts';
import { typeNamed } from './type-name.ts';

/**
 * Reads a map of name → variable: the inputs, the outputs, or the fields of an object. The key is the wire name; the order is the service's.
 *
 * @param depth 1 for the inputs and outputs themselves.
 */
export function readVariables(map: JsonRecord, place: string, depth: number, reading: Reading): readonly Variable[] {
  const variables: Variable[] = [];
  for (const wire of Object.keys(map)) {
    if (!reading.count()) break;
    variables.push(readVariable(wire, own(map, wire), `${place}.${wire}`, depth, reading));
  }
  return variables;
}

function readVariable(wire: string, raw: unknown, place: string, depth: number, reading: Reading): Variable {
  if (!isRecord(raw)) {
    reading.note('not-a-variable', place, `${quoted(wire)} is described by something that is no object; its values pass as JSON.`);
    return { name: wire, wire, type: 'unknown' };
  }
  const declaredName = text(raw, 'variable_name');
  if (declaredName !== undefined && declaredName !== wire) {
    reading.note('name-differs', place, `The key is ${quoted(wire)}, variable_name says ${quoted(declaredName)}; the key is used.`);
  }
  return { ...readLabels(wire, raw), ...readType(raw, place, depth, reading) };
}

/** Where a type stands, and what the variable around it says for all its allowed types. */
interface TypeContext {
  readonly place: string;
  readonly depth: number;
  readonly reading: Reading;
  readonly options: readonly string[] | undefined;
  readonly accept: AcceptedFiles;
}

/**
 * Reads the type of a variable, a field or an element: a bare `type` (v1) or a list of `allowed_types` (v2), with its definition, options and
 * accepted file types.
 */
function readType(raw: JsonRecord, place: string, depth: number, reading: Reading): VariableType {
  const accept = readAcceptedFiles(field(raw, 'tags'));
  const options = readOptions(field(raw, 'options'));
  const context: TypeContext = { place, depth, reading, options, accept };
  const types = distinct(countedTypes(raw, reading).map((entry) => readSingleType(entry, context)));

  if (!saysNothing(field(raw, 'options')) && !types.some((type) => type.type === 'str' && type.options !== undefined)) {
    reading.note(
      'options-ignored',
      place,
      'It has options, but they are no list of strings, or its type is not text; any value of the type passes.',
    );
  }
  if (accept !== 'unsaid' && !types.some(hasAccept)) {
    reading.note(
      'accept-ignored',
      place,
      'It lists accepted file types, but they cannot be read, or its type is no file; any file passes.',
    );
  }
  const [first, ...others] = types;
  return others.length === 0 ? (first ?? { type: 'unknown' }) : { type: 'union', anyOf: types };
}

/** A list of allowed types counts like a list of variables: what compares them looks at every pair. */
function countedTypes(raw: JsonRecord, reading: Reading): readonly unknown[] {
  return allowedTypesOf(raw).filter((_, index) => index === 0 || reading.count());
}

function readSingleType(entry: unknown, context: TypeContext): SingleType {
  const raw: JsonRecord = isRecord(entry) ? entry : { type: entry };
  const name = field(raw, 'type');
  if (typeof name !== 'string' || name.trim() === '') {
    context.reading.note('missing-type', context.place, 'It has no type; its values pass as JSON.');
    return { type: 'unknown' };
  }
  const type = typeNamed(name);
  const declared = {
    ...(type === name ? {} : { declared: name }),
    ...(field(raw, 'type_definition_enforced') === false ? { enforced: false as const } : {}),
  };
  const definition = field(raw, 'type_definition');

  switch (type) {
    case 'str':
      ignoreDefinition(definition, context);
      return { type, ...declared, ...(context.options === undefined ? {} : { options: context.options }) };
    case 'int':
    case 'float':
    case 'bool':
    case 'json_string':
      ignoreDefinition(definition, context);
      return { type, ...declared };
    case 'date':
      if (typeof definition === 'string' && definition !== '') return { type, ...declared, format: definition };
      ignoreDefinition(definition, context);
      return { type, ...declared };
    case 'file':
    case 'array_files':
      return { type, ...declared, ...(typeof context.accept === 'string' ? {} : { accept: context.accept }) };
    case 'array': {
      const element = readElement(definition, context);
      return { type, ...declared, ...(element === undefined ? {} : { element }) };
    }
    case 'object': {
      const fields = readFields(definition, context);
      return { type, ...declared, ...(fields === undefined ? {} : { fields }) };
    }
    case 'unknown':
      context.reading.note(
        'unknown-type',
        context.place,
        `The type ${quoted(name)} is not known to this version; its values pass as JSON.`,
      );
      return { type, ...declared };
    default:
      return type satisfies never;
  }
}

function readElement(definition: unknown, context: TypeContext): ElementType | undefined {
  const { reading, depth } = context;
  const place = `${context.place}[]`;
  if (saysNothing(definition) || isTooDeep(context)) return undefined;
  if (!isRecord(definition)) return ignoreDefinition(definition, context);
  if (!isVariable(definition)) {
    reading.note('definition-assumed', place, 'The array is defined by a map of fields; it is read as a list of such objects.');
    const fields = readVariables(definition, place, depth + 1, reading);
    return { type: 'object', fields };
  }
  if (!reading.count()) return undefined;
  const element = readType(definition, place, depth + 1, reading);
  return {
    // The accepted file types of a list of files stand on the list.
    ...(element.type === 'file' && element.accept === undefined && typeof context.accept !== 'string'
      ? { ...element, accept: context.accept }
      : element),
    ...(field(definition, 'is_nullable') === true ? { nullable: true } : {}),
  };
}

function readFields(definition: unknown, context: TypeContext): readonly Variable[] | undefined {
  const { place, reading, depth } = context;
  if (saysNothing(definition) || isTooDeep(context)) return undefined;
  if (!isRecord(definition)) return ignoreDefinition(definition, context);
  if (!isVariable(definition)) return readVariables(definition, place, depth + 1, reading);
  // One variable where a map of fields belongs: understood when that variable is itself an object.
  const inner = readType(definition, place, depth + 1, reading);
  return inner.type === 'object' && inner.fields !== undefined ? inner.fields : ignoreDefinition(definition, context);
}

function isTooDeep({ place, depth, reading }: TypeContext): boolean {
  if (depth < MAX_DEPTH) return false;
  reading.note('too-deep', place, `Nested more than ${MAX_DEPTH} levels deep; anything passes from here on.`);
  return true;
}

function ignoreDefinition(definition: unknown, { place, reading }: TypeContext): undefined {
  if (!saysNothing(definition)) {
    reading.note(
      'definition-ignored',
      place,
      'Its type_definition has a form that does not fit its type; it is read as if there were none.',
    );
  }
  return undefined;
}

function hasAccept(type: SingleType): boolean {
  switch (type.type) {
    case 'file':
    case 'array_files':
      return type.accept !== undefined;
    case 'array':
      return type.element?.type === 'file' && type.element.accept !== undefined;
    default:
      return false;
  }
}

/** The same type listed twice is one type. All of them are built here, with their keys in one order, so their text decides. */
function distinct(types: readonly SingleType[]): readonly SingleType[] {
  return [...new Map(types.map((type) => [JSON.stringify(type), type])).values()];
}
