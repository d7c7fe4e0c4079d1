/** An object of JSON: no list, nothing made by a class. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || '~file' in value) return false;
  return Object.prototype.toString.call(value) === '[object Object]';
}

/** Sets a field under any name: `__proto__` too is then a name like others. */
export function withField(record: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(record, name, { value, enumerable: true, writable: true, configurable: true });
}
