import { fieldIn } from '../answer-fields.ts';

/** No hint is followed for longer than this. */
const MAX_HINT_MS = 60_000;

/**
 * When the service asks to be called again: `Retry-After` (seconds or a date), or `metadata.retryAfterSeconds` in the body
 * (operator-api.md §6). The longer one counts; 0 is a value; nonsense is none.
 */
export function retryHintMs(header: string | null, body: unknown, nowMs: number): number | undefined {
  const hints = [fromHeader(header, nowMs), fromBody(body)].filter((hintMs) => hintMs !== undefined);
  return hints.length === 0 ? undefined : Math.min(Math.max(...hints), MAX_HINT_MS);
}

function fromHeader(header: string | null, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // `Date.parse` takes almost anything ("-5" is a year); an HTTP date begins with a weekday.
  const dateMs = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}

function fromBody(body: unknown): number | undefined {
  const seconds = fieldIn(fieldIn(body, 'metadata'), 'retryAfterSeconds');
  return typeof seconds === 'number' && seconds >= 0 ? seconds * 1000 : undefined;
}
