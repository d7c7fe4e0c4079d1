import { onAbort } from '../abort.ts';
import { AbortedError } from '../errors/index.ts';
import type { Settled } from './settled.ts';

export interface SettleOptions<Item, Value> {
  readonly concurrency: number;
  readonly signal: AbortSignal | undefined;
  /** Given a signal that is aborted when the caller aborts or leaves the loop. Never throws. */
  readonly settle: (item: Item, index: number, signal: AbortSignal) => Promise<Settled<Item, Value>>;
}

/**
 * Runs over a source that may be endless: pulls an item when there is room for it, holds at most `concurrency` of them (running, or settled
 * and not taken yet), yields each as soon as it is settled. A slow reader so slows the runs down instead of filling the memory.
 *
 * Leaving the loop aborts what is running and waits for it to stop. A source that throws ends the loop, after what was running has been yielded.
 */
export async function* settleEach<Item, Value>(
  items: Iterable<Item> | AsyncIterable<Item>,
  { concurrency, signal, settle }: SettleOptions<Item, Value>,
): AsyncGenerator<Settled<Item, Value>, void, undefined> {
  const source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const stop = new AbortController();
  const bell: { ring?: () => void } = {};
  const forget = onAbort(signal, () => {
    stop.abort();
    bell.ring?.();
  });
  const running = new Set<Promise<void>>();
  const ready: Settled<Item, Value>[] = [];
  const failure: unknown[] = [];
  let [pulling, ended, index] = [false, false, 0];

  const start = (item: Item): void => {
    const run = settle(item, index++, stop.signal).then((settled) => {
      running.delete(run);
      ready.push(settled);
      bell.ring?.();
    });
    running.add(run);
  };
  const pull = async (): Promise<void> => {
    pulling = true;
    try {
      const next = await source.next();
      // An item pulled while the caller gave up was not begun: nothing is lost by dropping it.
      if (next.done === true) ended = true;
      else if (!stop.signal.aborted) start(next.value);
    } catch (error) {
      ended = true;
      failure.push(error);
    } finally {
      pulling = false;
      bell.ring?.();
    }
  };

  try {
    for (;;) {
      const over = ended || stop.signal.aborted;
      if (!over && !pulling && running.size + ready.length < concurrency) void pull();
      const settled = ready.shift();
      if (settled !== undefined) yield settled;
      else if (over && running.size === 0) break;
      else await new Promise<void>((resolve) => (bell.ring = resolve));
    }
    if (failure.length > 0) throw failure[0];
    if (stop.signal.aborted && !ended) {
      const message = 'Aborted by the caller: what was running has been yielded, no further item was begun.';
      throw new AbortedError({ code: 'ABORTED', message, executed: 'no' });
    }
  } finally {
    forget();
    stop.abort();
    await Promise.all(running);
    // Not waited for: a source that hangs must not keep the caller from leaving.
    if (!ended) Promise.resolve(source.return?.()).catch(() => {});
  }
}
