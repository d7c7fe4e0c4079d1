import type { Step } from './place.ts';
import { isRecord, withField } from './record.ts';

/** Puts a value where its steps lead, making objects and lists on the way. What stands in the way is replaced. */
export function putAt(root: Record<string, unknown>, [first, ...rest]: readonly Step[], value: unknown): void {
  if (typeof first === 'string') withField(root, first, placed(Object.hasOwn(root, first) ? root[first] : undefined, rest, value));
}

function placed(there: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list: unknown[] = Array.isArray(there) ? there : [];
    list[step] = placed(list[step], rest, value);
    return list;
  }
  const record: Record<string, unknown> = isRecord(there) ? there : {};
  putAt(record, [step, ...rest], value);
  return record;
}
