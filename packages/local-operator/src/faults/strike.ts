import { errorAnswer, htmlAnswer, jsonAnswer, type Answer, type EnvelopeContext } from '../answer.ts';
import type { FaultKind } from './fault.ts';

/** What is done with the socket. */
export type Delivery =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly delayMs?: number }
  | { readonly kind: 'cut'; readonly answer: Answer }
  | { readonly kind: 'huge'; readonly sizeBytes: number; readonly streamed: boolean }
  | { readonly kind: 'drop' }
  | { readonly kind: 'hang' };

export interface StrikeContext extends EnvelopeContext {
  /** Path and query as asked for. */
  readonly target: string;
  readonly ownOrigin: string;
  readonly otherOrigin: string;
}

/** What a fault makes of a request. `process` does the real work and is called once or never; which of the two is what the kinds differ in. */
export function strike(fault: FaultKind, context: StrikeContext, process: () => Answer): Delivery {
  switch (fault.kind) {
    case 'dropBefore':
      return { kind: 'drop' };
    case 'dropAfter':
      process();
      return { kind: 'drop' };
    case 'hang':
      return { kind: 'hang' };
    case 'hangAfter':
      process();
      return { kind: 'hang' };
    case 'delay':
      return { kind: 'answer', answer: process(), delayMs: fault.delayMs };
    case 'status':
      return { kind: 'answer', answer: statusAnswer(fault, context) };
    case 'rateLimit':
      return { kind: 'answer', answer: rateLimitAnswer(fault, context) };
    case 'html':
      return { kind: 'answer', answer: htmlAnswer(fault.status) };
    case 'truncatedJson': {
      const answer = process();
      return { kind: 'answer', answer: { ...answer, body: firstHalf(answer.body) } };
    }
    case 'cutBody':
      return { kind: 'cut', answer: process() };
    case 'innerError':
      return { kind: 'answer', answer: jsonAnswer(200, { statusCode: 500, message: 'Internal server error' }) };
    case 'redirect': {
      const location = (fault.to === 'sameOrigin' ? context.ownOrigin : context.otherOrigin) + context.target;
      return { kind: 'answer', answer: { status: 307, headers: { location }, body: '' } };
    }
    case 'body': {
      const real = process();
      const body = typeof fault.body === 'function' ? (fault.body as (real: unknown) => unknown)(parsedOrText(real.body)) : fault.body;
      return { kind: 'answer', answer: jsonAnswer(fault.status ?? real.status, body) };
    }
    case 'hugeBody':
      process();
      return { kind: 'huge', sizeBytes: fault.sizeBytes, streamed: fault.streamed };
    default:
      return fault satisfies never;
  }
}

/** Half of the text, at least one character less than all of it: JSON cut there never parses. */
export const firstHalf = (text: string): string => text.slice(0, Math.floor(text.length / 2));

function statusAnswer(fault: Extract<FaultKind, { kind: 'status' }>, context: StrikeContext): Answer {
  const headers = fault.headers ?? {};
  if (fault.body === undefined) {
    const bare = fault.status === 204 || fault.status === 304 || fault.status < 200;
    return bare ? { status: fault.status, headers, body: '' } : errorAnswer(context, fault.status, 'A fault on purpose', { headers });
  }
  if (typeof fault.body === 'string')
    return { status: fault.status, headers: { 'content-type': 'text/plain', ...headers }, body: fault.body };
  return jsonAnswer(fault.status, fault.body, headers);
}

function rateLimitAnswer(fault: Extract<FaultKind, { kind: 'rateLimit' }>, context: StrikeContext): Answer {
  const seconds = fault.hintSeconds ?? 1;
  const inHeader = fault.via === 'header' || fault.via === 'both';
  const inBody = fault.via === 'body' || fault.via === 'both';
  return errorAnswer(context, 429, 'Too many requests', {
    ...(inHeader ? { headers: { 'retry-after': String(seconds) } } : {}),
    ...(inBody ? { metadata: { retryAfterSeconds: seconds } } : {}),
  });
}

function parsedOrText(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}
