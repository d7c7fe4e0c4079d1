import { FILE_EXTENSIONS, type Variable, type VariableType } from '@opus-codegen/schema';
import { isRecord, own } from '../json.ts';
import { matchesDateFormat } from './strptime.ts';

/** Tells whether a file URL was issued by this operator and its bytes were put there. */
export type IsStoredFile = (fileUrl: string) => boolean;

type Slot = VariableType & { readonly nullable?: true };

/** What is wrong with a value, at any depth; each line begins with its place. Says what was expected, never what came. */
export function valueIssues(value: unknown, slot: Slot, place: string, isStored: IsStoredFile): readonly string[] {
  if (value === undefined || value === null) return slot.nullable === true ? [] : [`${place} should not be null`];
  switch (slot.type) {
    case 'str':
      if (typeof value !== 'string') return [`${place} must be a string`];
      return slot.options === undefined || slot.options.includes(value)
        ? []
        : [`${place} must be one of the following values: ${slot.options.join(', ')}`];
    case 'int':
      return Number.isInteger(value) ? [] : [`${place} must be an integer number`];
    case 'float':
      return typeof value === 'number' && Number.isFinite(value) ? [] : [`${place} must be a number`];
    case 'bool':
      return typeof value === 'boolean' ? [] : [`${place} must be a boolean value`];
    case 'json_string':
      return typeof value === 'string' && isJson(value) ? [] : [`${place} must be a json string`];
    case 'date':
      return typeof value === 'string' && matchesDateFormat(value, slot.format)
        ? []
        : [`${place} must be a date of the format ${slot.format ?? '%Y-%m-%d'}`];
    case 'file':
      return fileIssues(value, slot.accept, place, isStored);
    case 'array_files':
      if (!Array.isArray(value)) return [`${place} must be an array`];
      return value.flatMap((item: unknown, index) => fileIssues(item, slot.accept, `${place}[${index}]`, isStored));
    case 'array': {
      if (!Array.isArray(value)) return [`${place} must be an array`];
      const { element } = slot;
      if (element === undefined || slot.enforced === false) return [];
      return value.flatMap((item: unknown, index) => valueIssues(item, element, `${place}[${index}]`, isStored));
    }
    case 'object':
      if (!isRecord(value)) return [`${place} must be an object`];
      return slot.enforced === false ? [] : fieldIssues(value, slot.fields ?? [], place, isStored);
    case 'union': {
      const tried = slot.anyOf.map((type) => valueIssues(value, type, place, isStored));
      return tried.some((issues) => issues.length === 0)
        ? []
        : [`${place} fits none of the types ${slot.anyOf.map(declaredName).join(', ')}`];
    }
    case 'unknown':
      return [];
    default:
      return slot satisfies never;
  }
}

/** The type's name as the service declared it: the spelling that execute wants back. */
export const declaredName = (type: Exclude<VariableType, { readonly type: 'union' }>): string => type.declared ?? type.type;

function fieldIssues(
  value: Readonly<Record<string, unknown>>,
  fields: readonly Variable[],
  place: string,
  isStored: IsStoredFile,
): readonly string[] {
  return fields.flatMap((field) => valueIssues(own(value, field.wire), field, `${place}.${field.wire}`, isStored));
}

function fileIssues(value: unknown, accept: readonly string[] | undefined, place: string, isStored: IsStoredFile): readonly string[] {
  if (typeof value !== 'string' || !isStored(value)) return [`${place} must be a fileUrl of this service whose bytes were uploaded`];
  const accepted = accept ?? FILE_EXTENSIONS;
  return accepted.some((extension) => value.toLowerCase().endsWith(extension))
    ? []
    : [`${place} must be a file of type ${accepted.join(', ')}`];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
