import { describe, expect, test } from 'vitest';
import { AbortedError } from '../errors/index.ts';
import { settleEach, type SettleOptions } from './settle-each.ts';
import type { Settled } from './settled.ts';

/** Runs that end when the test says so. */
function manual(): {
  readonly settle: SettleOptions<number, string>['settle'];
  readonly begun: number[];
  readonly signals: AbortSignal[];
  end(item: number): void;
} {
  const [begun, signals]: [number[], AbortSignal[]] = [[], []];
  const ends = new Map<number, () => void>();
  return {
    begun,
    signals,
    end: (item) => ends.get(item)?.(),
    settle: (item, index, signal) => {
      begun.push(item);
      signals.push(signal);
      return new Promise((resolve) => {
        const finish = (): void => resolve({ status: 'fulfilled', index, item, value: `did ${item}` });
        ends.set(item, finish);
        signal.addEventListener('abort', () => resolve({ status: 'rejected', index, item, reason: 'aborted' }));
      });
    },
  };
}

const atOnce: SettleOptions<number, string>['settle'] = async (item, index) => ({ status: 'fulfilled', index, item, value: `did ${item}` });
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const indexes = (settled: readonly Settled<unknown, unknown>[]): readonly number[] => settled.map(({ index }) => index);

async function collect<T>(from: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const each of from) all.push(each);
  return all;
}

/** 0, 1, 2 … for ever; counts what was taken and whether it was told to end. */
function endless(): Iterable<number> & { taken: number; returned: boolean } {
  const source = {
    taken: 0,
    returned: false,
    *[Symbol.iterator](): Generator<number> {
      try {
        for (;;) yield source.taken++;
      } finally {
        source.returned = true;
      }
    },
  };
  return source;
}

describe('pulling', () => {
  test.each([
    ['a list', [1, 2, 3]],
    ['a set', new Set([1, 2, 3])],
    ['an async source', (async function* () { yield* [1, 2, 3]; })()], // prettier-ignore
  ])('from %s gives each item once', async (_what, source) => {
    expect((await collect(settleEach(source, { concurrency: 2, signal: undefined, settle: atOnce }))).map(({ item }) => item)).toEqual([
      1, 2, 3,
    ]);
  });

  test('from nothing gives nothing', async () => {
    expect(await collect(settleEach([], { concurrency: 2, signal: undefined, settle: atOnce }))).toEqual([]);
  });

  test('happens only when there is room, and nothing begins before the loop', async () => {
    const source = endless();
    const runs = manual();
    const loop = settleEach(source, { concurrency: 3, signal: undefined, settle: runs.settle });
    await turn();
    expect(source.taken).toBe(0);
    const first = loop.next();
    await turn();
    expect(runs.begun).toEqual([0, 1, 2]);
    runs.end(1);
    expect(await first).toMatchObject({ value: { index: 1, value: 'did 1' } });
    await turn();
    expect(runs.begun).toEqual([0, 1, 2]);
    const second = loop.next();
    await turn();
    expect(runs.begun).toEqual([0, 1, 2, 3]);
    runs.end(3);
    runs.end(0);
    expect(await second).toMatchObject({ value: { index: 3 } });
    await loop.return();
    expect(source.taken).toBe(4);
  });

  test('a slow reader slows the runs: never more than that many are held, running or waiting to be taken', async () => {
    const source = endless();
    const taken: number[] = [];
    for await (const { index } of settleEach(source, { concurrency: 5, signal: undefined, settle: atOnce })) {
      await turn();
      taken.push(source.taken - index);
      if (index === 500) break;
    }
    expect(Math.max(...taken)).toBeLessThanOrEqual(7);
  });

  test('a slow source does not keep back what is ready', async () => {
    const runs = manual();
    const source = (async function* () {
      yield 1;
      await new Promise(() => {});
    })();
    const loop = settleEach(source, { concurrency: 2, signal: undefined, settle: runs.settle });
    const first = loop.next();
    await turn();
    runs.end(1);
    expect(await first).toMatchObject({ value: { item: 1 } });
  });
});

describe('yielding', () => {
  test('is in the order of readiness, with the place of each', async () => {
    const runs = manual();
    const all = collect(settleEach([0, 1, 2], { concurrency: 3, signal: undefined, settle: runs.settle }));
    for (const item of [2, 0, 1]) {
      await turn();
      runs.end(item);
    }
    expect(indexes(await all)).toEqual([2, 0, 1]);
  });
});

describe('ending', () => {
  test('by leaving the loop aborts what runs, waits for it, and tells the source', async () => {
    const source = endless();
    const runs = manual();
    const loop = settleEach(source, { concurrency: 3, signal: undefined, settle: runs.settle });
    const first = loop.next();
    await turn();
    runs.end(0);
    await first;
    await loop.return();
    expect(runs.signals.map(({ aborted }) => aborted)).toEqual([true, true, true]);
    expect(source.returned).toBe(true);
  });

  test('by leaving is over only when what ran has stopped', async () => {
    const stopped: number[] = [];
    const slow: SettleOptions<number, string>['settle'] = async (item, index, signal) => {
      if (item > 0 && !signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
      if (item > 0) await turn();
      if (item > 0) stopped.push(item);
      return { status: 'fulfilled', index, item, value: 'late' };
    };
    for await (const { item } of settleEach([0, 1], { concurrency: 2, signal: undefined, settle: slow })) {
      await turn();
      expect(item).toBe(0);
      break;
    }
    expect(stopped).toEqual([1]);
  });

  test('by leaving does not wait for a source that hangs', async () => {
    const source = (async function* () {
      yield 1;
      await new Promise(() => {});
    })();
    for await (const { item } of settleEach(source, { concurrency: 2, signal: undefined, settle: atOnce })) {
      expect(item).toBe(1);
      break;
    }
  });

  test('by the signal yields what was running, begins nothing more, and throws', async () => {
    const caller = new AbortController();
    const source = endless();
    const runs = manual();
    const seen: Settled<number, string>[] = [];
    const loop = (async () => {
      for await (const settled of settleEach(source, { concurrency: 3, signal: caller.signal, settle: runs.settle })) seen.push(settled);
    })();
    await turn();
    caller.abort();
    await expect(loop).rejects.toBeInstanceOf(AbortedError);
    expect(seen.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(source.taken).toBe(3);
  });

  test('by a signal that was aborted before begins nothing', async () => {
    const runs = manual();
    const loop = collect(settleEach([1, 2], { concurrency: 1, signal: AbortSignal.abort(), settle: runs.settle }));
    await expect(loop).rejects.toBeInstanceOf(AbortedError);
    expect(runs.begun.length).toBeLessThanOrEqual(1);
  });

  test('by a source that throws comes after what was running', async () => {
    const source = (function* () {
      yield 1;
      yield 2;
      throw new Error('no more rows');
    })();
    const seen: number[] = [];
    const loop = (async () => {
      for await (const { item } of settleEach(source, { concurrency: 5, signal: undefined, settle: atOnce })) seen.push(item);
    })();
    await expect(loop).rejects.toThrow('no more rows');
    expect(seen).toEqual([1, 2]);
  });
});
