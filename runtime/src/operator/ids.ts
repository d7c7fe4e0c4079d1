import { ConfigError } from '../errors/config-error.ts';

// Control characters too: a URL parser drops some of them. Half a surrogate pair cannot be encoded.
const UNSAFE = /[/?#\\\p{Cc}\p{Cs}]/u;

/** Whether an id can stand in a path and mean itself: `..` climbs even when it is percent-encoded. */
export function isSafeId(id: unknown): id is string {
  return typeof id === 'string' && id.trim() !== '' && id !== '.' && id !== '..' && id.length <= 200 && !UNSAFE.test(id);
}

/** The id as one path segment; rejects what could lead to another path. */
export function pathSegment(id: string, what: 'workflowId' | 'jobExecutionId'): string {
  if (isSafeId(id)) return encodeURIComponent(id);
  const shown = JSON.stringify(String(id).slice(0, 60));
  const message = `${shown} cannot be a ${what}.`;
  const hint = 'Pass the id alone, as the platform shows it.';
  throw new ConfigError({ code: 'INVALID_OPTION', message, hint });
}
