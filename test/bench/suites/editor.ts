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
    const { one, barrel, peersWithFunctions, typesOnly } = await createConsumers(bench);
    const consumers = [one, barrel, ...peersWithFunctions, typesOnly];
    const timings = await inTurn(consumers, bench);
    const timesOf = ({ name }: Consumer, figure: keyof Timing): readonly number[] =>
      (timings.get(name) ?? []).map((timing) => timing[figure]);
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
          title: 'The names of the inputs, in the middle of a call',
          columns: ['', 'from opening the file', 'after a key'],
          rows: consumers.map((consumer) => [
            consumer.name,
            milliseconds(median(timesOf(consumer, 'firstMs'))),
            `${median(timesOf(consumer, 'nextMs')).toFixed(1)} ms`,
          ]),
        },
      ],
      notes: [
        'A new `tsserver` a round. "From opening the file" is until the first completion is there; "after a key" is the median of ten completions, each after the file was edited.',
      ],
    };
  },
};

interface Timing {
  readonly firstMs: number;
  readonly nextMs: number;
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

async function complete({ name, file, completionOffset }: Consumer): Promise<Timing> {
  using server = startTsServer(tsserver);
  const text = readFileSync(file, 'utf8');
  const before = text.slice(0, completionOffset).split('\n');
  const position = { file, line: before.length, offset: (before.at(-1)?.length ?? 0) + 1 };
  const ask = async (): Promise<number> => {
    const startedAtMs = performance.now();
    const body = await server.request('completionInfo', position);
    const elapsedMs = performance.now() - startedAtMs;
    if (!JSON.stringify(body).includes('confidenceThreshold')) throw new Error(`${name}: the inputs were not offered`);
    return elapsedMs;
  };
  const startedAtMs = performance.now();
  server.notify('open', { file, fileContent: text });
  await ask();
  const firstMs = performance.now() - startedAtMs;
  const next: number[] = [];
  for (let key = 0; key < 10; key++) {
    // A blank more after the place: what was known of the file is no longer so.
    server.notify('change', {
      file,
      line: position.line,
      offset: position.offset,
      endLine: position.line,
      endOffset: position.offset,
      insertString: ' ',
    });
    next.push(await ask());
  }
  return { firstMs, nextMs: median(next) };
}
