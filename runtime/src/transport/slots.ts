import { onAbort } from '../abort.ts';

/** At most so many at a time; the others wait in the order they came. */
export interface Slots {
  /** Resolves to the function that gives the slot back, to be called once, or to `undefined` when the signal was aborted while waiting. */
  take(signal?: AbortSignal): Promise<(() => void) | undefined>;
}

export function createSlots(size: number): Slots {
  let free = size;
  // A set keeps the order of arrival and lets an aborted waiter leave from the middle.
  const waiting = new Set<() => void>();

  const give = (): void => {
    free += 1;
    const [next] = waiting;
    next?.();
  };

  return {
    async take(signal) {
      if (signal?.aborted === true) return undefined;
      if (free > 0) {
        free -= 1;
        return give;
      }
      return await new Promise((resolve) => {
        const enter = (): void => {
          waiting.delete(enter);
          forget();
          free -= 1;
          resolve(give);
        };
        const forget = onAbort(signal, () => {
          waiting.delete(enter);
          resolve(undefined);
        });
        waiting.add(enter);
      });
    },
  };
}
