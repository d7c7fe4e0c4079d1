/**
 * Runs code of the project in this process, as its guest: what it prints goes to stderr, because stdout is the command's own (dotenv, for one,
 * greets there); and Ctrl-C ends the process at once, because a loop without end would never let a handler of ours have its turn.
 */
export async function asGuest<T>(act: () => Promise<T>): Promise<T> {
  const { stdout, stderr } = process;
  const write = Object.getOwnPropertyDescriptor(stdout, 'write');
  Object.defineProperty(stdout, 'write', { configurable: true, writable: true, value: stderr.write.bind(stderr) });
  const takeUp = SIGNALS.map(layDown);
  try {
    return await act();
  } finally {
    for (const again of takeUp) again();
    if (write === undefined) Reflect.deleteProperty(stdout, 'write');
    else Object.defineProperty(stdout, 'write', write);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Without a handler, a signal does what the system makes of it. */
function layDown(signal: (typeof SIGNALS)[number]): () => void {
  const handlers = process.rawListeners(signal);
  process.removeAllListeners(signal);
  return () => {
    for (const handler of handlers) process.on(signal, handler as NodeJS.SignalsListener); // those that were there
  };
}
