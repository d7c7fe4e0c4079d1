import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** The connections that requests arrived by at any HTTP server of this process, by their path (without a query). */
export interface ServerSockets extends Disposable {
  /** Whether the client still holds the connection by which the last request for a path like this came. */
  isOpen(path: RegExp): boolean;
}

export function watchServerSockets(): ServerSockets {
  const sockets = new Map<string, Socket>();
  const started = (message: unknown): void => {
    const { request, socket } = message as { readonly request: { readonly url: string }; readonly socket: Socket }; // Node's documented message
    sockets.set(request.url.split('?')[0] ?? '', socket);
  };
  subscribe('http.server.request.start', started);
  return {
    isOpen(path) {
      const socket = [...sockets].findLast(([candidate]) => path.test(candidate))?.[1];
      if (socket === undefined) throw new Error(`No request for ${String(path)} has arrived.`);
      return !socket.destroyed;
    },
    [Symbol.dispose]: () => unsubscribe('http.server.request.start', started),
  };
}
