import type { LoadCore } from '../client/core.ts';
import { JournalError } from '../errors/index.ts';
import { loadEngine } from '../load-engine.ts';
import type { WorkflowDescriptor } from '../descriptor.ts';
import type { WorkflowResult } from '../workflow/finish.ts';
import { checkRunOptions, invalidOption, type RunOptions } from '../options.ts';
import type { Journal } from './journal.ts';
import { runOnce } from './journaled-run.ts';
import type { MapOptions } from './options.ts';
import { settleEach } from './settle-each.ts';
import type { Settled } from './settled.ts';

/** The keys under way, by journal: two runs of one key at once could both find nothing in it. */
const underWay = new WeakMap<Journal, Set<string>>();

/**
 * Runs a workflow once for each item: at most `concurrency` at a time, pulled when there is room, yielded when settled; one failure stops
 * nothing else.
 *
 * With a journal, an item whose key it knows goes on where it stopped, in this process or an earlier one: nothing runs twice, and what is done
 * is not run again but its results are fetched.
 *
 * @throws {ConfigError} an option out of range. @throws {JournalError} the journal cannot be opened.
 * @throws {AbortedError} after the signal: what was running has been yielded. Remote jobs go on.
 */
export async function* mapRuns<Item, Outputs>(
  core: LoadCore,
  descriptor: WorkflowDescriptor,
  items: Iterable<Item> | AsyncIterable<Item>,
  { concurrency = 4, journal, key: keyOf, title: titleOf, ...rest }: MapOptions<Item> = {},
): AsyncGenerator<Settled<Item, WorkflowResult<Outputs>>, void, undefined> {
  if (!Number.isSafeInteger(concurrency) || concurrency < 1) throw invalidOption('concurrency', 'a whole number, at least 1');
  checkRunOptions(rest);
  const client = await core();
  const engine = await loadEngine();

  const run = async (input: Item, options: RunOptions, key: string): Promise<WorkflowResult<Outputs>> => {
    if (journal !== undefined) return runOnce({ engine, core: client, descriptor, input, options, journal, key });
    const { jobExecutionId, outputs } = await engine.startRun(client, descriptor, input, options);
    const { waitTimeoutMs, onEvent, signal } = options;
    return engine.openJob<Outputs>(client, { ...descriptor, outputs }, jobExecutionId, true).result({ waitTimeoutMs, onEvent, signal });
  };

  const seen = new Set<string>();
  const settle = async (item: Item, index: number, signal: AbortSignal): Promise<Settled<Item, WorkflowResult<Outputs>>> => {
    let known: { readonly key?: string } = {};
    try {
      const key = String(keyOf?.(item, index) ?? index);
      if (journal !== undefined) known = { key };
      const title = typeof titleOf === 'function' ? titleOf(item, index) : titleOf;
      const settling = (): Promise<WorkflowResult<Outputs>> => run(item, { ...rest, title, signal }, key);
      const value = await (journal === undefined ? settling() : alone(journal, key, seen, settling));
      return { status: 'fulfilled', index, item, ...known, value };
    } catch (reason) {
      return { status: 'rejected', index, item, ...known, reason };
    }
  };

  await journal?.open?.();
  try {
    yield* settleEach(items, { concurrency, signal: rest.signal, settle });
  } finally {
    await journal?.close?.();
  }
}

/** Runs unless the key is under way or was given by an item before. */
async function alone<T>(journal: Journal, key: string, seen: Set<string>, run: () => Promise<T>): Promise<T> {
  const busy = underWay.get(journal) ?? new Set<string>();
  underWay.set(journal, busy);
  if (seen.has(key) || busy.has(key)) {
    throw new JournalError({ code: 'RUN_KEY_CONFLICT', message: `The run key ${JSON.stringify(key)} is used by two items.` });
  }
  seen.add(key);
  busy.add(key);
  try {
    return await run();
  } finally {
    busy.delete(key);
  }
}
