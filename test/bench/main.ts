/**
 * `pnpm bench`: how fast we are, beside the peers, in one run on one machine. Writes `results.json` and, from it, `results.md`.
 *
 * Ctrl-C ends it and leaves nothing behind; the results are then as they were.
 */
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { circumstances } from './harness/machine.ts';
import { progressOn } from './harness/progress.ts';
import { isMet, type Bench, type Suite } from './harness/suite.ts';
import { resultsPath, writeSections, type Section } from './results/results.ts';
import { createScratch } from './setup/scratch.ts';
import { createSetup } from './setup/setup.ts';
import { suites } from './suites/all.ts';

const HELP = `Usage: pnpm bench [--only SUITE,…] [--rounds N] [--list]

Measures the generator and the runtime beside their peers and writes test/bench/results.md. Installs the peers first, where they are missing.

  --only SUITE,…  only these; the other suites keep their figures
  --rounds N      counted runs of each contender, after one that is not counted (5)
  --list          name the suites and measure nothing

  pnpm bench
  pnpm bench --only cold,noop
`;

process.exitCode = await main();

async function main(): Promise<number> {
  const asked = readArguments();
  if (typeof asked === 'string') {
    console.error(`${asked}\n\n${HELP}`);
    return 2;
  }
  if (asked.help) console.log(HELP);
  else if (asked.list) for (const { name, title } of suites) console.log(`${name.padEnd(12)}${title}`);
  else return await measure(asked.chosen, asked.rounds);
  return 0;
}

interface Asked {
  readonly help: boolean;
  readonly list: boolean;
  readonly chosen: readonly Suite[];
  readonly rounds: number;
}

/** What is asked for, or what is wrong with it. */
function readArguments(): Asked | string {
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        list: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: [] },
        rounds: { type: 'string', default: '5' },
      },
    });
    const names = values.only.flatMap((list) => list.split(','));
    const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
    if (unknown.length > 0) return `There is no suite ${unknown.join(', ')}. Suites: ${suites.map(({ name }) => name).join(', ')}.`;
    const rounds = Number(values.rounds);
    if (!Number.isInteger(rounds) || rounds < 1) return '--rounds takes a whole number from 1 on.';
    const chosen = names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name));
    return { help: values.help, list: values.list, chosen, rounds };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function measure(chosen: readonly Suite[], rounds: number): Promise<number> {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort());
  const progress = progressOn(process.stderr);
  using scratch = createScratch();
  const bench: Bench = { rounds, progress, signal: interruption.signal, setup: createSetup(scratch, progress) };
  const sections: Section[] = [];
  try {
    for (const { name, title, run } of chosen) {
      interruption.signal.throwIfAborted();
      progress.suite(`${name}: ${title}`);
      sections.push({ suite: name, title, circumstances: circumstances(rounds), ...(await run(bench)) });
    }
  } catch (error) {
    progress.end();
    if (interruption.signal.aborted) return 130;
    throw error;
  }
  progress.end();
  await writeSections(
    sections,
    suites.map(({ name }) => name),
  );
  tell(sections);
  return 0;
}

function tell(sections: readonly Section[]): void {
  for (const { suite, verdicts } of sections) {
    for (const verdict of verdicts) {
      const { what, measured, unit, bar } = verdict;
      const limit = 'atMost' in bar ? `at most ${bar.atMost}` : `at least ${bar.atLeast}`;
      console.log(`${isMet(verdict) ? 'met   ' : 'missed'}  ${suite}: ${what}: ${measured.toFixed(2)} ${unit}, ${limit}`);
    }
  }
  console.log(`Written to ${relative(process.cwd(), resultsPath)}`);
}
