import { STATUS_CODES } from 'node:http';
import type { ErrorEnvelope } from '@opus-codegen/operator-api';

/** A whole HTTP answer, decided before a byte is sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function jsonAnswer(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: JSON.stringify(value) };
}

export function htmlAnswer(status: number): Answer {
  const title = `${status} ${STATUS_CODES[status] ?? 'Error'}`;
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body><center><h1>${title}</h1></center></body>\r\n</html>\r\n`;
  return { status, headers: { 'content-type': 'text/html' }, body };
}

/** An answer of the storage, in the style of S3. */
export function xmlAnswer(status: number, code: string, message: string): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

export const emptyAnswer = (status: number): Answer => ({ status, headers: {}, body: '' });

export interface EnvelopeContext {
  /** The path as it was asked for, without its query. */
  readonly path: string;
  readonly now: number;
}

/** The service's error envelope (operator-api.md §6). A body that breaks several rules gets a list of messages. */
export function errorAnswer(
  context: EnvelopeContext,
  status: number,
  message: string | readonly string[],
  extra: { readonly metadata?: ErrorEnvelope['metadata']; readonly headers?: Readonly<Record<string, string>> } = {},
): Answer {
  const title = STATUS_CODES[status];
  const envelope: ErrorEnvelope = {
    statusCode: status,
    message: typeof message === 'string' ? message : [...message],
    ...(title === undefined ? {} : { error: title }),
    timestamp: new Date(context.now).toISOString(),
    path: context.path,
    ...(extra.metadata === undefined ? {} : { metadata: extra.metadata }),
  };
  return jsonAnswer(status, envelope, extra.headers);
}
