/** Looking into untrusted JSON: own keys only, so that a `__proto__` or `constructor` key is a key like any other. */

export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function own(record: JsonRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** One key of the service by its snake_case name, in either spelling: both exist in answers of one service (operator-api.md §2). */
export function field(record: JsonRecord, snakeKey: string): unknown {
  return own(record, snakeKey) ?? own(record, camelCase(snakeKey));
}

/** A string with something in it: the service says "nothing" as `""`, `null` or by leaving the key out. */
export function text(record: JsonRecord, snakeKey: string): string | undefined {
  const value = field(record, snakeKey);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** `{}`, `[]`, `null`, `""` and absent all say nothing. */
export function saysNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function camelCase(snakeKey: string): string {
  return snakeKey.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
