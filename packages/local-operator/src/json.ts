export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a key the value itself carries; never one it inherits (`constructor`, `__proto__`). */
export function own(record: JsonRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** An object from entries that may be called `__proto__`. */
export function recordOf(entries: Iterable<readonly [string, unknown]>): JsonRecord {
  return Object.fromEntries(entries);
}
