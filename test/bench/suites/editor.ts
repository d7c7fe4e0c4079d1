import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { atMost } from '../harness/process-table.ts';
import { median, spreadOf } from '../harness/statistics.ts';
import type { Bench, Suite } from '../harness/suite.ts';
import { startTsServer } from '../harness/tsserver.ts';
import { milliseconds } from '../harness/units.ts';
import { createConsumers, type Consumer } from '../setup/consumers.ts';

const tsserver = createRequire(import.meta.url).resolve('ts59/lib/tsserver.js');

/** What somebody waits for who writes a call. */
export const editor: Suite = {
  name: 'editor',
  title: 'Completion in an editor, TypeScript 5.9',
  async run(bench) {
    const { one, barrel, peersWithFunctions, typesOnly, nothingGenerated } = await createConsumers(bench);
    const consumers = [one, barrel, ...peersWithFunctions, typesOnly, nothingGenerated];
    const timings = await inTurn(consumers, bench);
    const timesOf = ({ name }: Consumer, figure: keyof Timing): readonly number[] =>
      (timings.get(name) ?? []).map((timing) => timing[figure] ?? Number.NaN);
    const shown = (consumer: Consumer, figure: 'nextMs' | 'importMs'): string => {
      const ms = median(timesOf(consumer, figure));
      return Number.isNaN(ms) ? '' : `${ms.toFixed(1)} ms`;
    };
    const best = (figure: keyof Timing): Consumer =>
      [...peersWithFunctions, typesOnly].reduce((a, b) => (median(timesOf(b, figure)) < median(timesOf(a, figure)) ? b : a));
    const verdict = (own: Consumer, what: string, figure: keyof Timing) => {
      const peer = best(figure);
      const others = timesOf(peer, figure);
      const ratios = spreadOf(timesOf(own, figure).map((value, index) => value / (others[index] ?? Number.NaN)));
      return atMost(`${what}, from ${own.name.replace('opus-codegen, ', '')}: to the best peer (${peer.name})`, 0.7, ratios);
    };
    return {
      verdicts: [
        verdict(one, 'first completion', 'firstMs'),
        verdict(one, 'completion after a key', 'nextMs'),
        verdict(barrel, 'first completion', 'firstMs'),
        verdict(barrel, 'completion after a key', 'nextMs'),
      ],
      tables: [
        {
          title: 'The names that may stand there',
          columns: ['', "an input's, from opening the file", "an input's, after a key", "an import's, after a key"],
          rows: consumers.map((consumer) => [
            consumer.name,
            milliseconds(median(timesOf(consumer, 'firstMs'))),
            shown(consumer, 'nextMs'),
            shown(consumer, 'importMs'),
          ]),
        },
      ],
      notes: [
        'A new `tsserver` a round. "From opening the file" is until the first completion is there, the project having been loaded by then; "after a key" is the median of ten completions, each ' +
          'after the file was edited, in the middle of a call and between the braces of an import.',
        '"Nothing generated" declares the function itself: what tsserver needs to start and for the types of the standard library and of the browser, which all of them load.',
      ],
    };
  },
};

interface Timing {
  readonly firstMs: number;
  readonly nextMs: number;
  /** Absent where nothing is imported. */
  readonly importMs?: number;
}

async function inTurn(
  consumers: readonly Consumer[],
  { rounds, progress, signal }: Bench,
): Promise<ReadonlyMap<string, readonly Timing[]>> {
  const timings = new Map<string, Timing[]>(consumers.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const consumer of consumers) {
      signal.throwIfAborted();
      progress.step(`${round === 0 ? 'warm-up' : `round ${round} of ${rounds}`}, ${consumer.name}`);
      const timing = await complete(consumer);
      if (round > 0) timings.get(consumer.name)?.push(timing);
    }
  }
  return timings;
}

async function complete({ name, file, completionOffset, importOffset }: Consumer): Promise<Timing> {
  using server = startTsServer(tsserver);
  const text = readFileSync(file, 'utf8');
  const call = positionAt(text, completionOffset);
  const ask = async (position: Position, expected: string): Promise<number> => {
    const startedAtMs = performance.now();
    const body = await server.request('completionInfo', { file, ...position });
    const elapsedMs = performance.now() - startedAtMs;
    if (!JSON.stringify(body).includes(`"${expected}"`)) throw new Error(`${name}: ${expected} was not offered`);
    return elapsedMs;
  };
  const askAfterKeys = async (position: Position, expected: string): Promise<number> => {
    const elapsedMs: number[] = [];
    for (let key = 0; key < 10; key++) {
      // A blank more in the call, behind both places: what was known of the file is no longer so.
      server.notify('change', { file, ...call, endLine: call.line, endOffset: call.offset, insertString: ' ' });
      elapsedMs.push(await ask(position, expected));
    }
    return median(elapsedMs);
  };
  const startedAtMs = performance.now();
  server.notify('open', { file, fileContent: text });
  await ask(call, 'confidenceThreshold');
  const firstMs = performance.now() - startedAtMs;
  const nextMs = await askAfterKeys(call, 'confidenceThreshold');
  if (importOffset === undefined) return { firstMs, nextMs };
  const imported = /^\w+/.exec(text.slice(importOffset))?.[0] ?? '';
  return { firstMs, nextMs, importMs: await askAfterKeys(positionAt(text, importOffset), imported) };
}

/** As tsserver counts, from 1. */
interface Position {
  readonly line: number;
  readonly offset: number;
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, offset: (before.at(-1)?.length ?? 0) + 1 };
}
