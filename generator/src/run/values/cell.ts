import type { ElementType, SingleType } from '@opus-codegen/schema';
import { dateValue } from './date-value.ts';
import { fileValue } from './file-value.ts';
import { fits } from './fits.ts';
import { fromJson } from './json-value.ts';
import { typed, wanted } from './words.ts';

/** `what` goes on behind the name of the place: "expected a whole number like 42, got "x"". */
export type CellReading = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly what: string };

/**
 * The value that a text stands for, by the type of its place. Numbers, booleans and days are read by fixed rules and never by those of a country;
 * lists and objects are JSON.
 *
 * @param text not empty: an empty cell is no value.
 * @param folder what relative paths start at.
 */
export function readCell(type: ElementType, text: string, folder: string): CellReading {
  const read = type.type === 'union' ? unionCell(type.anyOf, text, folder) : singleCell(type, text, folder);
  return read ?? { ok: false, what: `expected ${wanted(type)}, got ${typed(text)}` };
}

type Found = { readonly ok: true; readonly value: unknown } | undefined;

function singleCell(type: SingleType, text: string, folder: string): Found {
  const bare = text.trim();
  switch (type.type) {
    case 'str':
      return { ok: true, value: text };
    case 'int':
      // Tables that had empty cells come out of some tools with 42.0.
      return /^[+-]?\d+(?:\.0+)?$/.test(bare) ? { ok: true, value: Number(bare) } : undefined;
    case 'float':
      return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(bare) ? { ok: true, value: Number(bare) } : undefined;
    case 'bool':
      return boolCell(bare.toLowerCase());
    case 'date':
      return found(dateValue(bare));
    case 'file':
      return { ok: true, value: fileValue(bare, folder) };
    case 'array_files':
      // One path is a list of one. Several need JSON: any separator may stand in the name of a file.
      return bare.startsWith('[') ? jsonCell(type, bare, folder, Array.isArray) : { ok: true, value: [fileValue(bare, folder)] };
    case 'array':
      return jsonCell(type, bare, folder, Array.isArray);
    case 'object':
      return jsonCell(type, bare, folder, (value) => typeof value === 'object' && value !== null && !Array.isArray(value));
    case 'json_string':
      return parsedJson(bare) === undefined ? undefined : { ok: true, value: text };
    case 'unknown':
      return parsedJson(bare) ?? { ok: true, value: text };
    default:
      return type satisfies never;
  }
}

/** The first of the types, in the workflow's order, that can be read from the text. */
function unionCell(types: readonly SingleType[], text: string, folder: string): Found {
  for (const type of types) {
    const read = singleCell(type, text, folder);
    if (read !== undefined && fits(type, read.value)) return read;
  }
  return undefined;
}

function boolCell(word: string): Found {
  if (['true', 'yes', '1'].includes(word)) return { ok: true, value: true };
  return ['false', 'no', '0'].includes(word) ? { ok: true, value: false } : undefined;
}

function jsonCell(type: SingleType, text: string, folder: string, isKind: (value: unknown) => boolean): Found {
  const json = parsedJson(text);
  return json !== undefined && isKind(json.value) ? { ok: true, value: fromJson(type, json.value, folder) } : undefined;
}

function parsedJson(text: string): { readonly ok: true; readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return undefined;
  }
}

function found(value: unknown): Found {
  return value === undefined ? undefined : { ok: true, value };
}
