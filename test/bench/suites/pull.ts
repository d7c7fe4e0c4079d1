import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runInTurn, type Comparison, type Contender } from '../harness/paired-runs.ts';
import { atMost, processTable } from '../harness/process-table.ts';
import type { Suite } from '../harness/suite.ts';
import { startOperatorProcess, type OperatorProcess } from '../setup/operator.ts';
import type { Ours } from '../setup/ours.ts';
import { createProject } from '../setup/project.ts';

const COUNT = 1_000;
const LATENCY_MS = 20;
const CONCURRENCIES = [6, 32] as const;

/** How near a pull comes to what the service's latency allows. */
export const pull: Suite = {
  name: 'pull',
  title: `Pulling 1,000 workflows, ${LATENCY_MS} ms of latency`,
  async run(bench) {
    const ours = await bench.setup.ours();
    using operator = await startOperatorProcess(COUNT, LATENCY_MS);
    const contenders = CONCURRENCIES.flatMap((concurrency) => [contender(ours, operator, concurrency), bareFetch(operator, concurrency)]);
    const comparison = await runInTurn('pull', contenders, bench);
    return {
      verdicts: CONCURRENCIES.map((concurrency) => {
        const limitMs = limitOf(concurrency);
        return atMost(
          `pull, concurrency ${concurrency}, wall: to latency × 1,000 / ${concurrency}`,
          1.3,
          overLimit(comparison, concurrency, limitMs),
        );
      }),
      tables: [processTable('', comparison)],
      notes: [
        `The limit is ${CONCURRENCIES.map((concurrency) => `${(limitOf(concurrency) / 1000).toFixed(2)} s with ${concurrency} at once`).join(', ')}. ` +
          '"Bare fetch" sends the same requests and reads the answers as JSON, no more; what it lacks to the limit is what Node.js, the operator beside it and the ' +
          'processors they share need for so many requests. The local operator runs in a process of its own, on the same processors; its timer keeps an answer for 20 to 21 ms.',
      ],
    };
  },
};

function bareFetch({ env }: OperatorProcess, concurrency: number): Contender {
  const script = join(import.meta.dirname, '../harness/bare-fetch.mjs');
  return {
    name: `bare fetch, ${concurrency} at once`,
    command: { args: [script, String(COUNT), String(concurrency)], cwd: import.meta.dirname, env },
  };
}

function limitOf(concurrency: number): number {
  return (LATENCY_MS * COUNT) / concurrency;
}

function overLimit(comparison: Comparison, concurrency: number, limitMs: number) {
  const { median, min, max } = comparison.spread(nameOf(concurrency), 'wallMs');
  return { median: median / limitMs, min: min / limitMs, max: max / limitMs };
}

function nameOf(concurrency: number): string {
  return `concurrency ${concurrency}`;
}

function contender(ours: Ours, { env }: OperatorProcess, concurrency: number): Contender {
  const project = createProject(ours, COUNT, `  concurrency: ${concurrency},\n`);
  const lockfile = join(project.folder, 'opus.lock.json');
  return {
    name: nameOf(concurrency),
    command: { ...project.command('pull', '--quiet'), env },
    prepare: () => rmSync(lockfile, { force: true }),
    verify: () => {
      if (!existsSync(lockfile)) throw new Error('the pull wrote no lockfile');
    },
  };
}
