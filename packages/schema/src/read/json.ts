/** Looking into untrusted JSON: own keys only, so that a `__proto__` or `constructor` key is a key like any other. */

/** An object of an answer, raw. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A key of a record, by its exact name. What is no record has none. */
export function own(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** One key of the service by its snake_case name, in either spelling: both exist in answers of one service (operator-api.md §2). */
export function field(value: unknown, snakeKey: string): unknown {
  return own(value, snakeKey) ?? own(value, camelCase(snakeKey));
}

/** A string with something in it: the service says "nothing" as `""`, `null` or by leaving the key out. */
export function text(value: unknown, snakeKey: string): string | undefined {
  const found = field(value, snakeKey);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** `{}`, `[]`, `null`, `""` and absent all say nothing. */
export function saysNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function camelCase(snakeKey: string): string {
  return snakeKey.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
