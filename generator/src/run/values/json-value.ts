import type { ElementType, SingleType, Variable } from '@opus-codegen/schema';
import { dateValue } from './date-value.ts';
import { fileValue } from './file-value.ts';
import { fits } from './fits.ts';
import { isRecord, withField } from './record.ts';

/**
 * A JSON value as the runtime takes it: where a file belongs, a text becomes the file it names; a moment in time becomes a `Date`. Everything else
 * stays as it is, right or wrong.
 *
 * @param folder what relative paths start at.
 */
export function fromJson(type: ElementType, value: unknown, folder: string): unknown {
  switch (type.type) {
    case 'file':
      return typeof value === 'string' ? fileValue(value, folder) : value;
    case 'date':
      return typeof value === 'string' ? (dateValue(value) ?? value) : value;
    case 'array_files':
      return eachOf({ type: 'file' }, value, folder);
    case 'array':
      return type.element === undefined ? value : eachOf(type.element, value, folder);
    case 'object':
      return type.fields === undefined ? value : fieldsFromJson(type.fields, value, folder);
    case 'union':
      return unionFromJson(type.anyOf, value, folder);
    case 'str':
    case 'int':
    case 'float':
    case 'bool':
    case 'json_string':
    case 'unknown':
      return value;
    default:
      return type satisfies never;
  }
}

/** The same for an object whose fields are described: the input of a workflow, too. What nobody described stays in it. */
export function fieldsFromJson(fields: readonly Variable[], value: unknown, folder: string): unknown {
  if (!isRecord(value)) return value;
  const byName = new Map(fields.map((field) => [field.name, field]));
  const result: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    const field = byName.get(name);
    withField(result, name, field === undefined ? item : fromJson(field, item, folder));
  }
  return result;
}

function eachOf(element: ElementType, value: unknown, folder: string): unknown {
  return Array.isArray(value) ? value.map((item: unknown) => fromJson(element, item, folder)) : value;
}

/** A text is a text wherever one is allowed, and the path of a file only where none is. */
function unionFromJson(types: readonly SingleType[], value: unknown, folder: string): unknown {
  if (types.some((type) => type.type !== 'file' && fits(type, value))) return value;
  const converted = types.map((type) => ({ type, item: fromJson(type, value, folder) }));
  return (converted.find(({ type, item }) => fits(type, item)) ?? { item: value }).item;
}
