import type { ServerResponse } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../answer.ts';
import { firstHalf, type Delivery } from '../faults/strike.ts';

const CHUNK_BYTES = 64 * 1024;

/** Sends what was decided, or does to the socket what a fault asks for. Resolves to the status the client was sent, undefined when it was sent none. */
export async function deliver(response: ServerResponse, delivery: Delivery, closing: AbortSignal): Promise<number | undefined> {
  switch (delivery.kind) {
    case 'answer':
      if (delivery.delayMs !== undefined && !(await elapsed(delivery.delayMs, closing))) return undefined;
      return send(response, delivery.answer);
    case 'cut':
      writeHead(response, delivery.answer);
      // Only once the half is on its way: destroying at once would throw it away unsent.
      response.write(firstHalf(delivery.answer.body), () => response.destroy());
      return delivery.answer.status;
    case 'huge':
      return sendHuge(response, delivery.sizeBytes, delivery.streamed);
    case 'drop':
      response.destroy();
      return undefined;
    case 'hang':
      // The connection stays until the client gives up or the operator closes.
      return undefined;
    default:
      return delivery satisfies never;
  }
}

function send(response: ServerResponse, answer: Answer): number | undefined {
  if (response.destroyed) return undefined;
  writeHead(response, answer);
  response.end(answer.body);
  return answer.status;
}

function writeHead(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
}

async function sendHuge(response: ServerResponse, sizeBytes: number, streamed: boolean): Promise<number> {
  const [start, end] = ['{"padding":"', '"}'];
  const padding = Math.max(sizeBytes - start.length - end.length, 0);
  response.writeHead(200, {
    'content-type': 'application/json',
    ...(streamed ? {} : { 'content-length': start.length + padding + end.length }),
  });
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.write(start);
  const chunk = 'x'.repeat(CHUNK_BYTES);
  for (let left = padding; left > 0 && !response.destroyed; left -= CHUNK_BYTES) {
    const room = response.write(left >= CHUNK_BYTES ? chunk : chunk.slice(0, left));
    // The client decides the pace; one that went away ends it.
    if (!room) await once(response, 'drain', { signal: gone.signal }).catch(() => undefined);
  }
  response.end(end);
  return 200;
}

async function elapsed(delayMs: number, closing: AbortSignal): Promise<boolean> {
  return sleep(delayMs, true, { signal: closing }).catch(() => false);
}
