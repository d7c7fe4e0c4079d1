import { describeType, type ElementType, type Variable } from '@opus-codegen/schema';
import { isRecord, own, recordOf } from '../json.ts';
import type { Outputs } from '../jobs/outcome.ts';
import { didYouMean } from './did-you-mean.ts';
import type { KnownSide } from './known-sides.ts';

/** Takes what does not fit: its place, and what is wrong. */
type Complain = (issue: string) => void;

/**
 * Outputs under their generated names as the service sends them: by wire name, objects inside too, JSON as text. One that the workflow no longer has
 * is not sent.
 *
 * @throws {Error} with every name that is none and every value that is not of its type.
 */
export function encodeOutputs(values: Outputs, { locked, live }: KnownSide): Outputs {
  const issues: string[] = [];
  const names = [...new Set([...locked, ...live].map(({ name }) => name))];
  const entries = Object.keys(values).flatMap((name): [string, unknown][] => {
    const value = own(values, name);
    if (value === undefined) return [];
    const [before, now] = [locked, live].map((side) => side.find((output) => output.name === name));
    const known = now ?? before;
    if (known === undefined) {
      issues.push(`${name} is no output. ${didYouMean(name, names)}`);
      return [];
    }
    // What the caller's types allow is sent as it is when the workflow was edited to another type: that is what drift looks like.
    const encoded = encoding(value, known, name) ?? (before === undefined ? undefined : encoding(value, before, name));
    if (encoded === undefined) encodeValue(value, before ?? known, name, (issue) => issues.push(issue));
    return encoded === undefined || now === undefined ? [] : [[now.wire, encoded.value]];
  });
  if (issues.length > 0) throw new Error(issues.join(' '));
  return recordOf(entries);
}

/** Absent: the value does not fit. */
function encoding(value: unknown, type: ElementType, place: string): { readonly value: unknown } | undefined {
  let fits = true;
  const encoded = encodeValue(value, type, place, () => (fits = false));
  return fits ? { value: encoded } : undefined;
}

function encodeValue(value: unknown, type: ElementType, place: string, complain: Complain): unknown {
  if (value === null && type.nullable === true) return value;
  const wrong = (): void => complain(`${place} must be ${describeType(type)}.`);
  const check = (fits: boolean): unknown => (fits ? value : wrong());
  switch (type.type) {
    // Texts of any value: the types of outputs are open, since a branch may give a new option any day.
    case 'str':
    case 'date':
    case 'file':
      return check(typeof value === 'string');
    case 'int':
      return check(Number.isSafeInteger(value));
    case 'float':
      return check(Number.isFinite(value));
    case 'bool':
      return check(typeof value === 'boolean');
    case 'json_string':
      return isJson(value) ? JSON.stringify(value) : wrong();
    case 'array_files':
      return check(Array.isArray(value) && value.every((item) => typeof item === 'string'));
    case 'array': {
      const { element } = type;
      if (!Array.isArray(value)) return wrong();
      return element === undefined
        ? check(isJson(value))
        : value.map((item, at) => encodeValue(item, element, `${place}[${at}]`, complain));
    }
    case 'object':
      if (!isRecord(value)) return wrong();
      return type.fields === undefined ? check(isJson(value)) : encodeFields(value, type.fields, place, complain);
    case 'union': {
      const fitting = type.anyOf.map((single) => encoding(value, single, place)).find((encoded) => encoded !== undefined);
      return fitting === undefined ? wrong() : fitting.value;
    }
    case 'unknown':
      return check(isJson(value));
    default:
      return type satisfies never;
  }
}

function encodeFields(value: Outputs, fields: readonly Variable[], place: string, complain: Complain): Outputs {
  const names = fields.map(({ name }) => name);
  for (const name of Object.keys(value)) {
    if (!names.includes(name)) complain(`${place}.${name} is no field. ${didYouMean(name, names)}`);
  }
  const given = fields.filter(({ name }) => own(value, name) !== undefined);
  return recordOf(given.map((field) => [field.wire, encodeValue(own(value, field.name), field, `${place}.${field.name}`, complain)]));
}

/** Whether it arrives as it was sent. */
function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  if (isRecord(value)) return Object.values(value).every((item) => item === undefined || isJson(item));
  return value === null || typeof value === 'string' || typeof value === 'boolean';
}
