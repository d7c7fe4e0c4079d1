import { DEFAULT_DATE_FORMAT, type ElementType, type SingleType, type Variable, type VariableType } from '../model.ts';
import { MAX_DEPTH } from '../read/limits.ts';

/**
 * What a comparison sees of a variable, and nothing else: no labels, ids, order or samples. The hash is taken of this very object and `relate`
 * reads it, so the two cannot disagree (drift.md, Fingerprint).
 */
export interface NormalVariable extends NormalValue {
  /** The name on the wire. */
  readonly wire: string;
}

/** What a variable, a field or an element admits. */
export interface NormalValue {
  /** Present when there may be no value. */
  readonly nullable?: true;
  /** A set: sorted, each once. */
  readonly types: readonly NormalType[];
}

/** One allowed type with all that a comparison sees of it. Keys stand in one order, so equal types have equal JSON. */
export type NormalType = (
  | { readonly type: 'str'; readonly options?: readonly string[] }
  | { readonly type: 'int' | 'float' | 'bool' | 'json_string' }
  /** `format` absent: the default. */
  | { readonly type: 'date'; readonly format?: string }
  /** `accept` without dots. */
  | { readonly type: 'file'; readonly accept?: readonly string[] }
  | { readonly type: 'array'; readonly element?: NormalValue }
  | { readonly type: 'object'; readonly fields?: readonly NormalVariable[] }
  | { readonly type: 'unknown'; readonly declared?: string }
) & { readonly enforced?: false };

/** Variables in normal form, sorted by wire name. */
export function normalForm(variables: readonly Variable[]): readonly NormalVariable[] {
  return normalVariables(variables, 1);
}

/** One type (or a variable, as a type) in normal form. */
export function normalValue(type: ElementType): NormalValue {
  return valueAt(type, 1);
}

function normalVariables(variables: readonly Variable[], depth: number): readonly NormalVariable[] {
  return variables
    .map((variable) => ({ wire: wellFormed(variable.wire), ...valueAt(variable, depth) }))
    .sort(by((variable) => variable.wire));
}

function valueAt(type: ElementType, depth: number): NormalValue {
  return { ...(type.nullable === true ? { nullable: true } : {}), types: normalTypes(type, depth) };
}

function normalTypes(type: VariableType, depth: number): readonly NormalType[] {
  const types = (type.type === 'union' ? type.anyOf : [type]).map((single) => normalType(single, depth));
  // Built below with their keys in one order, so equal types have equal text.
  const byText = new Map(types.map((single) => [JSON.stringify(single), single]));
  return [...byText.entries()].sort(by(([text]) => text)).map(([, single]) => single);
}

function normalType(type: SingleType, depth: number): NormalType {
  const enforced = type.enforced === false ? { enforced: false as const } : {};
  switch (type.type) {
    case 'str':
      return { type: 'str', ...(isEmpty(type.options) ? {} : { options: sortedSet(type.options) }), ...enforced };
    case 'int':
    case 'float':
    case 'bool':
    case 'json_string':
      return { type: type.type, ...enforced };
    case 'date':
      return {
        type: 'date',
        ...(type.format === undefined || type.format === '' || type.format === DEFAULT_DATE_FORMAT
          ? {}
          : { format: wellFormed(type.format) }),
        ...enforced,
      };
    case 'file':
      return { ...normalFile(type.accept), ...enforced };
    case 'array_files':
      // The v1 name of what v2 calls an array of files: the same values, so one form.
      return { type: 'array', element: { types: [normalFile(type.accept)] }, ...enforced };
    case 'array':
      return {
        type: 'array',
        ...(type.element === undefined || depth >= MAX_DEPTH ? {} : { element: valueAt(type.element, depth + 1) }),
        ...enforced,
      };
    case 'object':
      return {
        type: 'object',
        ...(isEmpty(type.fields) || depth >= MAX_DEPTH ? {} : { fields: normalVariables(type.fields, depth + 1) }),
        ...enforced,
      };
    case 'unknown':
      return { type: 'unknown', ...(type.declared === undefined ? {} : { declared: wellFormed(type.declared) }), ...enforced };
    default:
      return type satisfies never;
  }
}

function normalFile(accept: readonly string[] | undefined): NormalType {
  return {
    type: 'file',
    ...(isEmpty(accept) ? {} : { accept: sortedSet(accept.map((extension) => extension.toLowerCase().replace(/^\./, ''))) }),
  };
}

function isEmpty(list: readonly unknown[] | undefined): list is undefined {
  return list === undefined || list.length === 0;
}

function sortedSet(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map(wellFormed))].sort();
}

/** Half a surrogate pair is legal in JSON text and illegal in RFC 8785: replaced, as every encoder to UTF-8 does. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** By UTF-16 code unit, the same everywhere, unlike `localeCompare`. */
function by<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => {
    const [left, right] = [key(a), key(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
}
