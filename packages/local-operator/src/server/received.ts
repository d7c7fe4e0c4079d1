import type { IncomingMessage } from 'node:http';

/** A request as far as it arrived. */
export interface Received {
  readonly method: string;
  /** As sent, without the query: `new URL` would resolve `..` and hide what a client did. */
  readonly path: string;
  /** Path and query. */
  readonly target: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

export interface Body {
  /** Empty when the body was larger than the bound: then it was counted and thrown away. */
  readonly bytes: Uint8Array;
  readonly sizeBytes: number;
  readonly tooLarge: boolean;
  /** The client went away before the end. */
  readonly incomplete: boolean;
}

/** Reads a request to its end. Never rejects. Keeps at most `maxBytes` of the body; what goes beyond is drained, so that the client gets to read the answer. */
export async function receive(request: IncomingMessage, maxBytes: number): Promise<Received> {
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  return {
    method: request.method ?? 'GET',
    path,
    target,
    query: Object.fromEntries(new URLSearchParams(mark === -1 ? '' : target.slice(mark + 1))),
    headers: flatHeaders(request),
    body: await readBody(request, maxBytes),
  };
}

function flatHeaders(request: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
    ),
  );
}

async function readBody(request: IncomingMessage, maxBytes: number): Promise<Body> {
  let chunks: Buffer[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes <= maxBytes) chunks.push(chunk);
      else chunks = [];
    }
  } catch {
    return { bytes: new Uint8Array(0), sizeBytes, tooLarge: sizeBytes > maxBytes, incomplete: true };
  }
  return { bytes: Buffer.concat(chunks), sizeBytes, tooLarge: sizeBytes > maxBytes, incomplete: !request.complete };
}
