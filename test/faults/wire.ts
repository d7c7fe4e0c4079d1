import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** What `fetch` has under way in this process, seen from below it: nothing about the code under test changes for being watched. */
export interface Wire extends Disposable {
  /** Requests that will still bring something: neither over nor known to hang. */
  readonly expected: number;
  /** Requests sent and not over, hanging ones included. */
  readonly open: number;
  /** Counts up with everything that happens. */
  readonly activity: number;
  /** Says that the service will never answer the oldest open request for `path` (without a query). */
  hangs(path: string): void;
}

interface Sent {
  readonly path: string;
}

export function watchWire(): Wire {
  const open = new Set<Sent>();
  const hanging = new Set<Sent>();
  let activity = 0;
  const created = (message: unknown): void => {
    activity += 1;
    open.add(sentIn(message));
  };
  const over = (message: unknown): void => {
    activity += 1;
    const sent = sentIn(message);
    open.delete(sent);
    hanging.delete(sent);
  };
  const listeners = [
    ['undici:request:create', created],
    ['undici:request:trailers', over],
    ['undici:request:error', over],
  ] as const;
  for (const [channel, listener] of listeners) subscribe(channel, listener);
  return {
    get expected() {
      return open.size - hanging.size;
    },
    get open() {
      return open.size;
    },
    get activity() {
      return activity;
    },
    hangs(path) {
      const sent = [...open].find((candidate) => candidate.path.split('?')[0] === path && !hanging.has(candidate));
      if (sent !== undefined) hanging.add(sent);
    },
    [Symbol.dispose]() {
      for (const [channel, listener] of listeners) unsubscribe(channel, listener);
    },
  };
}

function sentIn(message: unknown): Sent {
  return (message as { readonly request: Sent }).request; // undici's documented message: the same object for every event of one request
}
