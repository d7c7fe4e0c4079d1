import { isFields } from '../answer-fields.ts';

/** An answer that says yes. */
export interface Accepted {
  readonly kind: 'accepted';
  readonly status: number;
  /** Parsed; `undefined` for an empty body. */
  readonly json: unknown;
}

/** What an answer must hold to be one: JSON, perhaps JSON (results may be empty), or nothing (storage). */
export type Expected = 'json' | 'maybeJson' | 'nothing';

export interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly text: string;
}

/** The answer as a yes; `undefined` when it is none, and outcome.ts tells what it is instead. Pure. */
export function acceptedAnswer({ status, text }: Answer, expected: Expected): Accepted | undefined {
  if (status < 200 || status >= 300) return undefined;
  const json = parseJson(text);
  // Even where no body is expected, one that says no is believed: the file is not there.
  if (innerStatus(json) !== undefined) return undefined;
  if (expected === 'nothing') return { kind: 'accepted', status, json: undefined };
  return json === NOT_JSON || (json === undefined && expected === 'json') ? undefined : { kind: 'accepted', status, json };
}

export const NOT_JSON: unique symbol = Symbol('not JSON');

export function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return NOT_JSON;
  }
}

export const REFUSED_INSIDE = 400;

/** `200` around a refusal (operator-api.md §3). The words beside it are asked for, because outputs may be called anything. */
export function innerStatus(body: unknown): number | undefined {
  if (!isFields(body)) return undefined;
  const { statusCode, success } = body;
  if (typeof statusCode === 'number' && statusCode >= 400 && ('message' in body || 'error' in body)) return statusCode;
  if (success === false && typeof body['status'] !== 'string' && !isFields(body['results'])) return REFUSED_INSIDE;
  return undefined;
}
