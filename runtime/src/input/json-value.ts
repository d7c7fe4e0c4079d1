import { isRecord, received } from './describe.ts';
import type { IssuePath, Report } from './issue.ts';

/** Deeper than anything a workflow is sent on purpose, shallower than any engine's call stack. */
const MAX_DEPTH = 200;

/** Whether `JSON.stringify` would send `value` whole: reports each place where it would throw or lose something. */
export function checkJson(value: unknown, path: IssuePath, report: Report, ancestors: readonly object[] = []): void {
  const fail = (words: string): void => report(path, { expected: 'a JSON value', received: words });
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) fail(received(value));
    return;
  }
  const isArray = Array.isArray(value);
  if (!isArray && !isRecord(value)) return fail(received(value));
  if (ancestors.includes(value)) return fail('an object that contains itself');
  if (ancestors.length >= MAX_DEPTH) return fail(`nested more than ${MAX_DEPTH} levels deep`);
  const inside = [...ancestors, value];
  if (isArray) value.forEach((item: unknown, index) => checkJson(item, [...path, index], report, inside));
  else for (const [key, item] of Object.entries(value)) if (item !== undefined) checkJson(item, [...path, key], report, inside);
}
