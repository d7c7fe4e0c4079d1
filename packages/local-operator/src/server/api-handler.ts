import { answerCall } from '../api/answer-call.ts';
import type { OperatorState } from '../api/context.ts';
import type { Route } from '../api/route.ts';
import { errorAnswer, type Answer, type EnvelopeContext } from '../answer.ts';
import type { Received } from './received.ts';

/** The largest API body; the live service has such a limit and answers 413 above it. */
export const MAX_API_BODY_BYTES: number = 16 * 1024 * 1024;

export interface ParsedBody {
  readonly text: string;
  /** Absent when the text is no JSON. */
  readonly json?: unknown;
}

export function parseBody(bytes: Uint8Array): ParsedBody {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (text === '') return { text };
  try {
    return { text, json: JSON.parse(text) as unknown };
  } catch {
    return { text };
  }
}

/** The whole answer of the API origin: route, key, body, then the call itself, in the order the live service looks at them. */
export function answerApi(
  state: OperatorState,
  serviceKey: string,
  received: Received,
  route: Route | undefined,
  body: ParsedBody,
): Answer {
  const { method, path, headers } = received;
  const context: EnvelopeContext = { path, now: state.clock.now() };
  if (route === undefined) return errorAnswer(context, 404, `Cannot ${method} ${path}`);
  if (headers['x-service-key'] !== serviceKey) return errorAnswer(context, 401, 'Invalid or expired API key');
  if (received.body.tooLarge) return errorAnswer(context, 413, 'request entity too large');
  if (method === 'POST') {
    if (!isJsonContentType(headers['content-type'])) return errorAnswer(context, 415, 'Content-Type must be application/json');
    if (!('json' in body)) return errorAnswer(context, 400, 'The request body is not valid JSON');
  }
  return answerCall(route.call, state, { path, id: route.id, query: received.query, json: body.json });
}

const isJsonContentType = (value: string | undefined): boolean => value?.split(';')[0]?.trim().toLowerCase() === 'application/json';
