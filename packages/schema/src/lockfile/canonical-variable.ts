import type { ElementType, SingleType, Variable, VariableType } from '../model.ts';
import { JsonFields, LockfileDamage } from './json-fields.ts';

// As deep as the readers of the service's answers go (drift.md, fingerprint).
const MAX_DEPTH = 64;

const TYPES = ['str', 'int', 'float', 'bool', 'json_string', 'date', 'file', 'array_files', 'array', 'object', 'unknown', 'union'] as const;

/**
 * A variable as the lockfile keeps it: exactly the fields it is allowed to keep, in one order (codegen.md, lockfile).
 *
 * Reading and writing both go through here, so nothing else can get into the file, whatever a caller holds: no samples, no defaults, no URLs.
 *
 * @throws {LockfileDamage} when it is no variable of the model.
 */
export function canonicalVariable(value: unknown, pointer: string, depth = 0): Variable {
  const fields = new JsonFields(value, pointer);
  const nullable = fields.value('nullable') === true;
  return {
    name: fields.text('name'),
    wire: fields.text('wire'),
    ...present('id', fields.optionalText('id')),
    ...present('displayName', fields.optionalText('displayName')),
    ...present('description', fields.optionalText('description')),
    ...canonicalType(fields, depth, nullable),
  };
}

function canonicalElement(value: unknown, pointer: string, depth: number): ElementType {
  const fields = new JsonFields(value, pointer);
  return canonicalType(fields, depth, fields.value('nullable') === true);
}

function canonicalSingle(value: unknown, pointer: string, depth: number): SingleType {
  const type = canonicalType(new JsonFields(value, pointer), depth, false);
  if (type.type === 'union') throw new LockfileDamage(`${pointer}.type`, 'a single type');
  return type;
}

function canonicalType(fields: JsonFields, depth: number, nullable: boolean): VariableType & { readonly nullable?: true } {
  if (depth > MAX_DEPTH) throw new LockfileDamage(fields.pointer, `nested at most ${MAX_DEPTH} deep`);
  const type = fields.oneOf('type', TYPES);
  const rest = {
    ...present('declared', fields.optionalText('declared')),
    ...(fields.value('enforced') === false ? { enforced: false as const } : {}),
    ...(nullable ? { nullable: true as const } : {}),
  };
  switch (type) {
    case 'str':
      return { type, ...rest, ...present('options', said(fields.optionalTexts('options'))) };
    case 'int':
    case 'float':
    case 'bool':
    case 'json_string':
    case 'unknown':
      return { type, ...rest };
    case 'date':
      return { type, ...rest, ...present('format', fields.optionalText('format')) };
    case 'file':
    case 'array_files':
      return { type, ...rest, ...present('accept', said(fields.optionalTexts('accept'))) };
    case 'array': {
      const element = fields.value('element');
      return {
        type,
        ...rest,
        ...(element === undefined ? {} : { element: canonicalElement(element, `${fields.pointer}.element`, depth + 1) }),
      };
    }
    case 'object':
      return {
        type,
        ...rest,
        ...present('fields', said(fields.optionalList('fields', (item, at) => canonicalVariable(item, at, depth + 1)))),
      };
    case 'union': {
      const anyOf = fields.optionalList('anyOf', (item, at) => canonicalSingle(item, at, depth + 1)) ?? [];
      if (anyOf.length < 2) throw fields.damage('anyOf', 'a list of two types or more');
      return { type, ...(nullable ? { nullable: true } : {}), anyOf };
    }
    default:
      return type satisfies never;
  }
}

/** An empty list says nothing, and the model holds none: an edit by hand may leave one. */
function said<T>(items: readonly T[] | undefined): readonly T[] | undefined {
  return items?.length === 0 ? undefined : items;
}

function present<K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  // A computed key widens to an index signature; the result holds exactly this one.
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: T };
}
