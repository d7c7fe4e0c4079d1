import type { ElementType, SingleType, Variable } from '@opus-codegen/schema';
import { isRecord, own, recordOf, type JsonRecord } from '../json.ts';
import { isoDate } from '../validation/iso-date.ts';
import { declaredName, valueIssues } from '../validation/value.ts';
import type { ReceivedFile } from './received.ts';

/** The file that was put behind a URL. */
export type FileAt = (fileUrl: string) => ReceivedFile | undefined;

/** An accepted payload as its caller gave it: by the names of the bindings, objects inside too, with days, JSON and files for what stood for them. */
export function decodeInputs(payload: JsonRecord, inputs: readonly Variable[], fileAt: FileAt): JsonRecord {
  return recordOf(
    Object.keys(payload).map((wire) => {
      const entry = own(payload, wire);
      const { value, type } = isRecord(entry)
        ? { value: own(entry, 'value'), type: own(entry, 'type') }
        : { value: entry, type: undefined };
      const input = inputs.find((candidate) => candidate.wire === wire);
      if (input === undefined) return [wire, value];
      const said = input.type === 'union' ? input.anyOf.filter((single) => declaredName(single) === type) : [];
      return [input.name, decodeValue(value, said[0] !== undefined && said.length === 1 ? said[0] : input, fileAt)];
    }),
  );
}

function decodeValue(value: unknown, type: ElementType, fileAt: FileAt): unknown {
  if (value === null || value === undefined) return value;
  switch (type.type) {
    case 'date':
      return typeof value === 'string' ? (isoDate(value, type.format) ?? value) : value;
    case 'json_string':
      return typeof value === 'string' ? parsed(value) : value;
    case 'file':
      return typeof value === 'string' ? (fileAt(value) ?? value) : value;
    case 'array_files':
      return Array.isArray(value) ? value.map((item) => decodeValue(item, { type: 'file' }, fileAt)) : value;
    case 'array': {
      const { element } = type;
      return Array.isArray(value) && element !== undefined ? value.map((item) => decodeValue(item, element, fileAt)) : value;
    }
    case 'object':
      return isRecord(value) && type.fields !== undefined ? decodeFields(value, type.fields, fileAt) : value;
    case 'union':
      return decodeValue(value, typeOf(value, type.anyOf, fileAt), fileAt);
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

function decodeFields(value: JsonRecord, fields: readonly Variable[], fileAt: FileAt): JsonRecord {
  return recordOf(
    Object.keys(value).map((wire) => {
      const field = fields.find((candidate) => candidate.wire === wire);
      return field === undefined ? [wire, own(value, wire)] : [field.name, decodeValue(own(value, wire), field, fileAt)];
    }),
  );
}

/** Inside a value nothing says which of several types was meant: the first that it is of. */
function typeOf(value: unknown, types: readonly SingleType[], fileAt: FileAt): SingleType {
  const fitting = types.find((type) => valueIssues(value, type, '', (fileUrl) => fileAt(fileUrl) !== undefined).length === 0);
  return fitting ?? { type: 'unknown' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
