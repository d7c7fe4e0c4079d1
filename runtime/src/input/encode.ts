import {
  type ElementType,
  DEFAULT_DATE_FORMAT,
  typeDefinitionOf,
  type Definitions,
  type SchemaGeneration,
  type SingleType,
  type Variable,
  type VariableType,
} from '@opus-codegen/schema';
import { fileKey, isFile, isUploaded } from '../files/source.ts';
import type { ExecutePayload, PayloadValue } from '../operator/calls.ts';
import { formatDate, toDate } from './date-format.ts';
import { fieldOf, isRecord } from './describe.ts';
import { elementOf } from './element.ts';
import { fittingType } from './validate.ts';

export interface EncodeRequest {
  /** The live variables under the caller's names, as the guard answered them. */
  readonly variables: readonly Variable[];
  readonly generation: SchemaGeneration;
  /** As the live schema wrote them; one it lacks is sent as `{}`. Without any live schema, definitions are written from the model. */
  readonly definitions?: Definitions | undefined;
  /** Values that `validateInput` found nothing wrong with. */
  readonly input: unknown;
  /** What `uploadFiles` returned. */
  readonly uploaded: ReadonlyMap<string, string>;
}

/**
 * The inputs as execute sends them, by wire name (operator-api.md §3): the declared type echoed letter by letter, live names and labels at
 * every depth, days in the declared format, files as the URLs they were uploaded to.
 *
 * An input that is `undefined` is left out; `null` is sent as null.
 */
export function encodeInputs({ variables, generation, definitions, input, uploaded }: EncodeRequest): ExecutePayload {
  const given = isRecord(input) ? input : {};
  const entries = variables.flatMap((variable): [string, PayloadValue][] => {
    const value = fieldOf(given, variable.name);
    if (value === undefined) return [];
    const type = single(variable, value);
    const declared = type.declared ?? (type.type === 'unknown' ? jsonKind(value) : type.type);
    const defined = generation === 'v2' && (type.type === 'array' || type.type === 'object');
    const payload = {
      value: encodeSlot(variable, value, uploaded),
      type: declared,
      displayName: variable.displayName ?? variable.wire,
      ...(defined && { typeDefinition: definitions ? (definitions.get(variable.wire)?.get(declared) ?? {}) : typeDefinitionOf(type) }),
    };
    return [[variable.wire, payload]];
  });
  // fromEntries also takes `__proto__` as a name like any other.
  return Object.fromEntries(entries);
}

function single(type: VariableType, value: unknown): SingleType {
  if (type.type !== 'union') return type;
  const [first = { type: 'unknown' }] = type.anyOf;
  const fitting = value === null ? type.anyOf.find((one) => one.type === 'json_string') : fittingType(type.anyOf, value);
  return fitting ?? first;
}

/** A value where there may be none. */
function encodeSlot(type: ElementType, value: unknown, uploaded: ReadonlyMap<string, string>): unknown {
  if (value === undefined || (value === null && type.nullable)) return null;
  return encodeValue(single(type, value), value, uploaded);
}

function encodeValue(type: SingleType, value: unknown, uploaded: ReadonlyMap<string, string>): unknown {
  // Where a value is required, only a JSON text may say null.
  if (value === null) return type.type === 'json_string' ? 'null' : null;
  switch (type.type) {
    case 'date':
      return formatDate(toDate(value) ?? new Date(Number.NaN), type.format ?? DEFAULT_DATE_FORMAT);
    case 'file':
      if (isUploaded(value)) return value.url;
      return isFile(value) ? uploaded.get(fileKey(value, type.accept)) : undefined;
    case 'array_files':
    case 'array':
      const element = elementOf(type);
      return element === undefined ? value : itemsOf(value).map((item) => encodeSlot(element, item, uploaded));
    case 'object':
      return type.fields === undefined || !isRecord(value) ? value : encodeFields(type.fields, value, uploaded);
    case 'json_string':
      return typeof value === 'string' ? value : JSON.stringify(value);
    case 'str':
    case 'int':
    case 'float':
    case 'bool':
    case 'unknown':
      return value;
    default:
      return type satisfies never;
  }
}

function encodeFields(
  fields: readonly Variable[],
  value: Readonly<Record<string, unknown>>,
  uploaded: ReadonlyMap<string, string>,
): unknown {
  const given = fields.map((field) => [field, fieldOf(value, field.name)] as const).filter(([, item]) => item !== undefined);
  return Object.fromEntries(given.map(([field, item]) => [field.wire, encodeSlot(field, item, uploaded)]));
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** For a variable whose type the schema did not tell: the contract's name of the JSON kind. */
function jsonKind(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  const kinds: Readonly<Record<string, string>> = { string: 'str', number: 'float', boolean: 'bool' };
  return kinds[typeof value] ?? 'object';
}
