import type { ElementType, Variable, VariableType } from '@opus-codegen/schema';
import { expected, isRecord, received } from '../input/describe.ts';
import { elementOf } from '../input/element.ts';
import { textOfPath, type IssuePath } from '../input/issue.ts';
import type { RawOutput } from './raw-output.ts';

/** An output that is not what the workflow declared and could not be made so with certainty. It stands in the outputs as it came. */
export interface OutputWarning {
  /** From the outputs down, names as in the generated types. */
  readonly path: readonly (string | number)[];
  readonly pathText: string;
  readonly message: string;
  readonly expected: string;
  readonly received: string;
}

export interface DecodedOutputs {
  /** By the names of the generated types. What did not come is not there; what nobody declared is in the raw results only. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly warnings: readonly OutputWarning[];
}

type Warn = (type: VariableType, value: unknown, path: IssuePath) => void;

/**
 * The declared outputs among what came, decoded to their declared types where that is certain (operator-api.md §4): JSON in a string or a
 * fence, `"True"`, numbers in strings and strings in numbers.
 */
export function decodeOutputs(outputs: readonly Variable[], raw: ReadonlyMap<string, RawOutput>): DecodedOutputs {
  const warnings: OutputWarning[] = [];
  const warn: Warn = (type, value, path) => {
    const words = { path, pathText: textOfPath(path), expected: expected(type), received: received(value) };
    warnings.push({ ...words, message: `${words.pathText}: declared as ${words.expected}, came as ${words.received}` });
  };
  const labels = new Map([...raw].map(([key, { displayName }]) => [key, displayName]));
  const decoded = [...pairs(outputs, labels)].flatMap(([variable, key]): [string, unknown][] => {
    const value = raw.get(key)?.value;
    // The types say "optional", not "null", for what a branch did not produce.
    if (value === undefined || (value === null && !variable.nullable)) return [];
    return [[variable.name, decode(variable, value, [variable.name], warn)]];
  });
  return { outputs: Object.fromEntries(decoded), warnings };
}

/** Which key holds which variable: the wire name; else the label, where exactly one key and one variable bear it. */
function* pairs(variables: readonly Variable[], labels: ReadonlyMap<string, string | undefined>): Generator<[Variable, string]> {
  const wires = new Set(variables.map(({ wire }) => wire));
  const free = [...labels].filter(([key]) => !wires.has(key));
  for (const variable of variables) {
    const { wire, displayName } = variable;
    if (labels.has(wire)) {
      yield [variable, wire];
      continue;
    }
    const candidates = free.filter(([key, label]) => displayName !== undefined && (label ?? key) === displayName);
    const namesakes = variables.filter((other) => other.displayName === displayName && !labels.has(other.wire));
    if (candidates[0] !== undefined && candidates.length === 1 && namesakes.length === 1) yield [variable, candidates[0][0]];
  }
}

function decode(type: ElementType, value: unknown, path: IssuePath, warn: Warn): unknown {
  if (value === null && type.nullable) return value;
  switch (type.type) {
    case 'str':
      if (typeof value === 'number') return String(value);
      break;
    case 'int':
    case 'float':
      const number = typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i.test(value) ? Number(value) : value;
      if (fits(type, number)) return number;
      break;
    case 'bool':
      const word = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
      if (word === 'true' || word === 'false') return word === 'true';
      break;
    case 'json_string':
      const json = typeof value === 'string' ? unwrapped(value) : value;
      if (json !== undefined) return json;
      warn(type, value, path);
      return value;
    case 'array':
    case 'array_files':
      const list = typeof value === 'string' ? unwrapped(value) : value;
      if (!Array.isArray(list)) break;
      const element = elementOf(type);
      return element === undefined ? list : list.map((item: unknown, index) => decode(element, item, [...path, index], warn));
    case 'object':
      const record = typeof value === 'string' ? unwrapped(value) : value;
      if (!isRecord(record)) break;
      return type.fields === undefined ? record : decodeFields(type.fields, record, path, warn);
    case 'union':
      return decodeUnion(type.anyOf, value, path, warn);
    case 'date':
    case 'file':
    case 'unknown':
      break;
    default:
      return type satisfies never;
  }
  if (!fits(type, value)) warn(type, value, path);
  return value;
}

/** Whether a value is, as it came, what generated code says of an output of this type. */
function fits(type: VariableType, value: unknown): boolean {
  switch (type.type) {
    case 'str':
    case 'date':
    case 'file':
      return typeof value === 'string';
    case 'int':
      return Number.isSafeInteger(value);
    case 'float':
      return Number.isFinite(value);
    case 'bool':
      return typeof value === 'boolean';
    case 'array':
    case 'array_files':
      return Array.isArray(value);
    case 'object':
      return isRecord(value);
    case 'union':
      return type.anyOf.some((single) => fits(single, value));
    case 'json_string':
    case 'unknown':
      return true;
    default:
      return type satisfies never;
  }
}

function decodeFields(fields: readonly Variable[], record: Readonly<Record<string, unknown>>, path: IssuePath, warn: Warn): unknown {
  const keys = new Map(Object.keys(record).map((key) => [key, undefined]));
  const decoded = [...pairs(fields, keys)].map(([field, key]) => {
    const value = record[key];
    return [field.name, decode(field, value, [...path, field.name], warn)];
  });
  return Object.fromEntries(decoded);
}

/** A type the value already has, before one it could be made into: `"42"` stays text where text is allowed. */
function decodeUnion(types: readonly VariableType[], value: unknown, path: IssuePath, warn: Warn): unknown {
  for (const type of [...types.filter((single) => fits(single, value)), ...types]) {
    let certain = true;
    const decoded = decode(type, value, path, () => (certain = false));
    if (certain) return decoded;
  }
  warn({ type: 'union', anyOf: types.filter((type) => type.type !== 'union') }, value, path);
  return value;
}

/** The JSON in a text, in a fence or not, also when somebody encoded it twice. `undefined`: no JSON. */
function unwrapped(text: string): unknown {
  try {
    const value: unknown = JSON.parse(withoutFence(text.trim()));
    return typeof value === 'string' && /^\s*[[{]/.test(value) ? (unwrapped(value) ?? value) : value;
  } catch {
    return undefined;
  }
}

/** In steps, since one pattern for both ends would try every blank with every other. */
function withoutFence(text: string): string {
  if (text.length < 6 || !text.startsWith('```') || !text.endsWith('```')) return text;
  return text.slice(3, -3).replace(/^json/i, '').trim();
}
