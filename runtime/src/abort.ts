interface Hub {
  readonly callbacks: Set<() => void>;
  readonly fire: () => void;
}

/** Many jobs may share one signal of the user's; it gets one listener, however many there are (Node warns of a leak at eleven). */
const hubs = new WeakMap<AbortSignal, Hub>();

/** Calls back once when the signal is aborted, never within this call. Returns what takes the callback away. */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal === undefined) return () => {};
  if (signal.aborted) {
    let wanted = true;
    queueMicrotask(() => {
      if (wanted) callback();
    });
    return () => {
      wanted = false;
    };
  }
  // A function of its own a call: the same callback may be registered twice.
  const entry = (): void => callback();
  const hub = hubs.get(signal) ?? listen(signal);
  hub.callbacks.add(entry);
  return () => {
    hub.callbacks.delete(entry);
    if (hub.callbacks.size > 0) return;
    signal.removeEventListener('abort', hub.fire);
    if (hubs.get(signal) === hub) hubs.delete(signal);
  };
}

function listen(signal: AbortSignal): Hub {
  const callbacks = new Set<() => void>();
  const fire = (): void => {
    for (const callback of callbacks) callback();
  };
  const hub = { callbacks, fire };
  hubs.set(signal, hub);
  signal.addEventListener('abort', fire, { once: true });
  return hub;
}
