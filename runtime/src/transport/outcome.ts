import { isFields } from '../answer-fields.ts';
import { oneLine } from '../one-line.ts';
import type { ApiErrorCode, NetworkErrorCode } from '../errors/codes.ts';
import { acceptedAnswer, innerStatus, parseJson, REFUSED_INSIDE, type Accepted, type Answer, type Expected } from './accepted.ts';
import { AnswerTooLarge } from './read-text.ts';
import { retryHintMs } from './retry-hint.ts';

export type { Accepted, Answer, Expected };

/** What one attempt at a request came to (runtime.md, retry). */
export type Outcome = Accepted | Failure;

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

const BODY_EXCERPT_CHARS = 8_000;

export interface Reading {
  readonly expected: Expected;
  readonly nowMs: number;
  /** Takes secrets out of what the answer says, before anything is cut to length. */
  readonly scrub: (text: string) => string;
}

/** The outcome of an answer that arrived whole. Pure. */
export function classifyAnswer(answer: Answer, reading: Reading): Outcome {
  return acceptedAnswer(answer, reading.expected) ?? classifyRefusal(answer, reading);
}

/** What an answer is that is no yes. Pure. */
export function classifyRefusal({ status, headers, text }: Answer, { nowMs, scrub }: Reading): Failure {
  const idHeader = headers.get('x-request-id');
  const known = { status, ...(idHeader !== null && { requestId: scrub(idHeader).slice(0, 200) }) };
  const body = parseJson(text);
  const accepted = status >= 200 && status < 300;
  const inner = accepted ? innerStatus(body) : status;
  if (inner === undefined) {
    const detail = body === undefined ? `answered ${status} with an empty body` : `answered ${status} with something that is no JSON`;
    // A page tells who answered instead of the service; half a JSON tells samples and outputs, which are nobody's business.
    const shown = /^\s*[[{"]/.test(text) ? {} : excerpt(scrub(text));
    return { kind: 'ambiguous', code: 'UNEXPECTED_RESPONSE', detail, ...known, ...shown };
  }
  const hinted = hint(headers, body, nowMs);
  const { kind, code } = verdict(inner, accepted ? undefined : hinted.hintMs);
  const inside = accepted ? `, but inside ${inner === REFUSED_INSIDE ? '"success": false' : inner}` : '';
  return {
    kind,
    code: !accepted || code === 'RATE_LIMITED' || code === 'CONFLICT' ? code : 'NOT_ACCEPTED',
    detail: `answered ${status}${inside}${message(body, scrub)}`,
    ...known,
    ...hinted,
    ...excerpt(scrub(text)),
  };
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
/** Those of them that may also come in the middle of a connection. */
const TLS_ANY_TIME = /^ERR_SSL|^EPROTO$/;
// Exact, because other messages hold URLs, and a URL may hold the word.
const REDIRECT = /^unexpected redirect$|redirect mode is set to/i;

/** The outcome of an attempt that brought no whole answer. Pure; looks at codes only, since messages hold URLs. */
export function classifyFailure(thrown: unknown, method?: string): Failure {
  if (thrown instanceof AnswerTooLarge) {
    // What was asked for may have been done; a GET asks for nothing to be done, and would be as large again.
    return { kind: method === 'GET' ? 'final' : 'ambiguous', code: 'UNEXPECTED_RESPONSE', detail: thrown.message };
  }
  const chain = causes(thrown);
  const codes = chain.flatMap(({ code }) => (typeof code === 'string' && /^\w{1,60}$/.test(code) ? [code] : []));
  if (chain.some(({ code, message: text }) => code === 'UnexpectedRedirect' || (typeof text === 'string' && REDIRECT.test(text)))) {
    return { kind: 'final', code: 'UNEXPECTED_REDIRECT', detail: 'was answered with a redirect' };
  }
  const tls = codes.find((code) => TLS.test(code));
  if (tls !== undefined) {
    const kind = TLS_ANY_TIME.test(tls) && method !== 'GET' ? 'ambiguous' : 'final';
    return { kind, code: 'TLS_FAILED', detail: `found no trustworthy connection (${tls})` };
  }
  // A network that goes down while an answer is read has the same code as one that was never there.
  const wasConnected = chain.some(({ syscall }) => syscall === 'read' || syscall === 'write');
  const notSent = wasConnected
    ? undefined
    : (codes.find((code) => NOT_SENT.test(code)) ?? chain.find(({ syscall }) => syscall === 'connect')?.code);
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
