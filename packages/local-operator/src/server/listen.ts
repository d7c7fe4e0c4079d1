import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * An HTTP server on the loopback interface. node:http rather than a framework: the faults need the socket itself, to drop it, to leave it hanging,
 * to cut an answer short.
 */
export interface Listening {
  readonly origin: string;
  close(): Promise<void>;
}

/** A port that could not be had. */
export class PortError extends Error {
  override readonly name = 'PortError';
  /** The one that was asked for. */
  readonly port: number;

  constructor(port: number, message: string) {
    super(message);
    this.port = port;
  }
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Rejects with a sentence that names the port when it is taken. */
export async function listen(port: number, handler: Handler): Promise<Listening> {
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    // A client that goes away while it is answered is its own business.
    response.on('error', () => undefined);
    void handler(request, response).catch(() => response.destroy());
  });
  await bind(server, port);
  const { port: boundPort } = server.address() as AddressInfo; // a server bound to a TCP port has such an address
  return {
    origin: `http://127.0.0.1:${boundPort}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Idle keep-alive connections and hanging ones would hold `close` up for ever.
        server.closeAllConnections();
      }),
  };
}

function bind(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'is taken' : `cannot be listened on (${error.code ?? error.message})`;
      reject(new PortError(port, `Port ${port} ${reason}. Name another one, or 0 for any that is free.`));
    });
    server.listen({ port, host: '127.0.0.1', backlog: 1024 }, resolve);
  });
}
