import { isFields, oneLine } from '../answer-fields.ts';
import type { ApiErrorCode, NetworkErrorCode } from '../errors/codes.ts';
import { retryHintMs } from './retry-hint.ts';

/** What one attempt at a request came to (runtime.md, retry). */
export type Outcome = Accepted | Failure;

export interface Accepted {
  readonly kind: 'accepted';
  readonly status: number;
  /** Parsed; `undefined` for an empty body. */
  readonly json: unknown;
  readonly requestId?: string;
}

/**
 * `notSent`: the service never saw it · `refused`: it saw it and did nothing, and says try later · `ambiguous`: it may have acted ·
 * `final`: it said no, or the caller gave up.
 */
export interface Failure {
  readonly kind: 'notSent' | 'refused' | 'ambiguous' | 'final';
  readonly code: ApiErrorCode | NetworkErrorCode | 'REQUEST_TIMEOUT' | 'ABORTED';
  /** What happened, in words: `answered 502`, `could not connect (ECONNREFUSED)`. */
  readonly detail: string;
  readonly status?: number;
  /** The service's wish (`Retry-After`, or in the body), at most 60 s. 0 is a value. */
  readonly hintMs?: number;
  readonly requestId?: string;
  /** The beginning of the answer, at most 8,000 characters. */
  readonly body?: string;
  /** Present when not even an attempt was made: the abort came while the request waited for its turn. */
  readonly unsent?: true;
}

/** What an answer must hold to be one: JSON, perhaps JSON (results may be empty), or nothing (storage). */
export type Expected = 'json' | 'maybeJson' | 'nothing';

export interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly text: string;
}

const BODY_EXCERPT_CHARS = 8_000;

export interface Reading {
  readonly expected: Expected;
  readonly nowMs: number;
  /** Takes secrets out of what the answer says, before anything is cut to length. */
  readonly scrub: (text: string) => string;
}

/** The outcome of an answer that arrived whole. Pure. */
export function classifyAnswer({ status, headers, text }: Answer, { expected, nowMs, scrub }: Reading): Outcome {
  const idHeader = headers.get('x-request-id');
  const requestId = idHeader === null ? undefined : scrub(idHeader).slice(0, 200);
  const known = requestId === undefined ? { status } : { status, requestId };
  const body = parseJson(text);

  if (status >= 200 && status < 300) {
    // Even where no body is expected, one that says no is believed: the file is not there.
    if (expected === 'nothing' && innerStatus(body) === undefined) return { kind: 'accepted', json: undefined, ...known };
    if (body === NOT_JSON || (body === undefined && expected === 'json')) {
      const detail = body === undefined ? `answered ${status} with an empty body` : `answered ${status} with something that is no JSON`;
      // A page tells who answered instead of the service; half a JSON tells samples and outputs, which are nobody's business.
      const shown = /^\s*[[{"]/.test(text) ? {} : excerpt(scrub(text));
      return { kind: 'ambiguous', code: 'UNEXPECTED_RESPONSE', detail, ...known, ...shown };
    }
    const inner = innerStatus(body);
    if (inner === undefined) return { kind: 'accepted', json: body, ...known };
    const { kind, code } = verdict(inner, undefined);
    const detail = `answered ${status}, but inside ${inner === REFUSED_INSIDE ? '"success": false' : inner}${message(body, scrub)}`;
    return {
      kind,
      code: code === 'RATE_LIMITED' || code === 'CONFLICT' ? code : 'NOT_ACCEPTED',
      detail,
      ...known,
      ...hint(headers, body, nowMs),
      ...excerpt(scrub(text)),
    };
  }
  const hinted = hint(headers, body, nowMs);
  const { kind, code } = verdict(status, hinted.hintMs);
  return { kind, code, detail: `answered ${status}${message(body, scrub)}`, ...known, ...hinted, ...excerpt(scrub(text)) };
}

function verdict(status: number, hintMs: number | undefined): Pick<Failure, 'kind' | 'code'> {
  // 0 is how a browser shows a redirect it was told not to follow.
  if (status < 400) return { kind: 'final', code: 'UNEXPECTED_REDIRECT' };
  if (status === 429) return { kind: 'refused', code: 'RATE_LIMITED' };
  if (status === 503 && hintMs !== undefined) return { kind: 'refused', code: 'SERVER_ERROR' };
  if (status >= 500 || status === 408) return { kind: 'ambiguous', code: 'SERVER_ERROR' };
  return { kind: 'final', code: FINAL_CODES[status] ?? 'BAD_REQUEST' };
}

const FINAL_CODES: { readonly [status: number]: ApiErrorCode } = {
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  410: 'NOT_FOUND',
};

/** Codes that say that no byte of the request left, anywhere in the chain of causes. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$/;
const TLS = /CERT|^ERR_(TLS|SSL)|^UNABLE_TO_|^EPROTO$|^HOSTNAME_MISMATCH$|^INVALID_CA$/;
// Exact, because other messages hold URLs, and a URL may hold the word.
const REDIRECT = /^unexpected redirect$|redirect mode is set to/i;

/** The outcome of an attempt that brought no whole answer. Pure; looks at codes only, since messages hold URLs. */
export function classifyFailure(thrown: unknown, why: 'aborted' | 'timedOut' | 'failed'): Failure {
  if (why === 'aborted') return { kind: 'final', code: 'ABORTED', detail: 'was aborted' };
  if (why === 'timedOut') return { kind: 'ambiguous', code: 'REQUEST_TIMEOUT', detail: 'got no answer in time' };
  const chain = causes(thrown);
  const codes = chain.flatMap(({ code }) => (typeof code === 'string' && /^\w{1,60}$/.test(code) ? [code] : []));
  if (chain.some(({ code, message: text }) => code === 'UnexpectedRedirect' || (typeof text === 'string' && REDIRECT.test(text)))) {
    return { kind: 'final', code: 'UNEXPECTED_REDIRECT', detail: 'was answered with a redirect' };
  }
  const tls = codes.find((code) => TLS.test(code));
  if (tls !== undefined) return { kind: 'final', code: 'TLS_FAILED', detail: `found no trustworthy connection (${tls})` };
  const notSent = codes.find((code) => NOT_SENT.test(code)) ?? chain.find(({ syscall }) => syscall === 'connect')?.code;
  if (notSent !== undefined) return { kind: 'notSent', code: 'CONNECT_FAILED', detail: `could not connect (${String(notSent)})` };
  // What Node says of the ports that fetch never uses, such as 6000; nothing was sent, nor will it ever be.
  if (chain.some(({ message: text }) => text === 'bad port')) {
    return { kind: 'final', code: 'CONNECT_FAILED', detail: 'could not connect (fetch refuses this port)' };
  }
  return { kind: 'ambiguous', code: 'CONNECTION_LOST', detail: `lost the connection${codes[0] === undefined ? '' : ` (${codes[0]})`}` };
}

interface Cause {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

function causes(thrown: unknown): readonly Cause[] {
  const found: Cause[] = [];
  const queue = [thrown];
  // Bounded: a chain may be circular.
  while (queue.length > 0 && found.length < 20) {
    const next = queue.shift();
    if (typeof next !== 'object' || next === null) continue;
    const cause: Cause = next;
    found.push(cause);
    queue.push(cause.cause, ...(Array.isArray(cause.errors) ? cause.errors.slice(0, 8) : []));
  }
  return found;
}

const NOT_JSON = Symbol('not JSON');

function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return NOT_JSON;
  }
}

const REFUSED_INSIDE = 400;

/** `200` around a refusal (operator-api.md §3). The words beside it are asked for, because outputs may be called anything. */
function innerStatus(body: unknown): number | undefined {
  if (!isFields(body)) return undefined;
  const { statusCode, success } = body;
  if (typeof statusCode === 'number' && statusCode >= 400 && ('message' in body || 'error' in body)) return statusCode;
  if (success === false && typeof body['status'] !== 'string' && !isFields(body['results'])) return REFUSED_INSIDE;
  return undefined;
}

function hint(headers: Answer['headers'], body: unknown, nowMs: number): { readonly hintMs?: number } {
  const hintMs = retryHintMs(headers.get('retry-after'), body, nowMs);
  return hintMs === undefined ? {} : { hintMs };
}

function excerpt(text: string): { readonly body?: string } {
  return text === '' ? {} : { body: text.slice(0, BODY_EXCERPT_CHARS) };
}

/** The service's own words, one line, short. */
function message(body: unknown, scrub: (text: string) => string): string {
  if (!isFields(body)) return '';
  const said = body['message'] ?? body['error'];
  const parts = (Array.isArray(said) ? said : [said]).filter((part): part is string => typeof part === 'string' && part !== '');
  const line = oneLine(scrub(parts.join('; ')));
  return line === '' ? '' : `: ${line}`;
}
