/** Looking into what the service answered: any key may be missing, any value may be anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** A JSON object, no list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A key of an answer. What every object inherits (`constructor`) is no key, and what is no object has none. */
export function fieldIn(answer: unknown, key: string): unknown {
  return isFields(answer) && Object.hasOwn(answer, key) ? answer[key] : undefined;
}
