interface Hub {
  /** By what takes them away: the same callback may be registered twice. */
  readonly callbacks: Map<() => void, () => void>;
  readonly fire: () => void;
}

/** Many jobs may share one signal of the user's; it gets one listener, however many there are (Node warns of a leak at eleven). */
const hubs = new WeakMap<AbortSignal, Hub>();

/** Calls back once when the signal is aborted, never within this call. Returns what takes the callback away. */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal === undefined) return () => {};
  const hub = (signal.aborted ? undefined : hubs.get(signal)) ?? listen(signal);
  const forget = (): void => {
    hub.callbacks.delete(forget);
    if (hub.callbacks.size > 0) return;
    signal.removeEventListener('abort', hub.fire);
    if (hubs.get(signal) === hub) hubs.delete(signal);
  };
  hub.callbacks.set(forget, callback);
  return forget;
}

function listen(signal: AbortSignal): Hub {
  const callbacks = new Map<() => void, () => void>();
  const fire = (): void => {
    for (const callback of callbacks.values()) callback();
  };
  const hub = { callbacks, fire };
  // Once aborted, it fires no event any more.
  if (signal.aborted) {
    queueMicrotask(fire);
  } else {
    hubs.set(signal, hub);
    signal.addEventListener('abort', fire, { once: true });
  }
  return hub;
}
