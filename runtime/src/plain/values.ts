import type { ElementType, Variable } from '@opus-codegen/schema';

/**
 * Values that are of their types as JSON has them, which most are: told by a few lines, so that nothing that knows more need be loaded for them.
 * What is not certain here is not plain: something does not fit, a file to send, a day in a format of its own, a choice between types.
 */

const NOT_PLAIN = Symbol('not plain');

/** Ends `ifPlain`, from any depth. */
export function notPlain(): never {
  throw NOT_PLAIN;
}

/** What `find` finds, or `undefined` when something is not plain. */
export function ifPlain<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

/** The fields of an object sent under their wire names, or read from them. What is `undefined`, or did not come, is left out. */
export function plainFields(fields: readonly Variable[], value: unknown, way: 'send' | 'read'): Readonly<Record<string, unknown>> {
  const [from, to] = way === 'send' ? (['name', 'wire'] as const) : (['wire', 'name'] as const);
  const known = new Set(fields.map((field) => field[from]));
  // A key that nobody declared is a mistake, or stands under its label.
  if (!isPlainObject(value) || !Object.keys(value).every((key) => known.has(key))) return notPlain();
  const entries = fields.flatMap((field): [string, unknown][] => {
    const item = Object.hasOwn(value, field[from]) ? value[field[from]] : undefined;
    return item === undefined && (field.nullable || way === 'read') ? [] : [[field[to], plainValue(field, item, way)]];
  });
  // fromEntries also takes `__proto__` as a name like any other.
  return Object.fromEntries(entries);
}

function plainValue(type: ElementType, value: unknown, way: 'send' | 'read'): unknown {
  if (type.nullable && (value ?? null) === null) return null;
  switch (type.type) {
    case 'str':
      return typeof value === 'string' && type.options?.includes(value) !== false ? value : notPlain();
    case 'int':
      return Number.isSafeInteger(value) ? value : notPlain();
    case 'float':
      return Number.isFinite(value) ? value : notPlain();
    case 'bool':
      return typeof value === 'boolean' ? value : notPlain();
    case 'date':
      return (type.format ?? PLAIN_FORMAT) === PLAIN_FORMAT ? plainDay(value) : notPlain();
    case 'file':
      return way === 'read' && typeof value === 'string' ? value : notPlain();
    case 'array':
      const { element } = type;
      if (!Array.isArray(value)) return notPlain();
      return element === undefined ? plainJson(value) : Array.from(value, (item) => plainValue(element, item, way));
    case 'object':
      if (!isPlainObject(value)) return notPlain();
      return type.fields === undefined ? plainJson(value) : plainFields(type.fields, value, way);
    default:
      return notPlain();
  }
}

/** The service's default, and JSON's own. */
export const PLAIN_FORMAT = '%Y-%m-%d';

/** `2025-11-09`, and `Date`s of that day in UTC. */
function plainDay(value: unknown): string {
  const day = value instanceof Date ? value.toJSON()?.slice(0, 10) : value;
  // 30 February becomes 2 March in some engines and nothing in others; strptime knows no year 0, nor one of five digits (`+012025-01`).
  const exists = typeof day === 'string' && day.length === 10 && day > '0001' && new Date(day).toJSON()?.startsWith(day);
  return exists ? day : notPlain();
}

/** What `JSON.stringify` sends whole. */
function plainJson(value: unknown, depth = 0): unknown {
  const isScalar = value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  if (!isScalar) {
    // A cycle is deeper than any bound.
    if (depth > 100 || !(Array.isArray(value) || isPlainObject(value))) notPlain();
    for (const item of Object.values(value)) if (item !== undefined || Array.isArray(value)) plainJson(item, depth + 1);
  }
  return value;
}

/** An object of nothing but JSON's: no `Date`, no file, no class of the caller's. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || '~file' in value || Symbol.toStringTag in value) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
