import { measureProcess, type NodeCommand, type ProcessRun } from './measure-process.ts';
import { median, spreadOf, type Spread } from './statistics.ts';
import type { Bench } from './suite.ts';

/** One of several ways to do the same work. */
export interface Contender {
  readonly name: string;
  readonly command: NodeCommand;
  /** Before each run; not measured. */
  readonly prepare?: () => void | Promise<void>;
  /** After each run; not measured. @throws when the work was not done. */
  readonly verify?: (run: ProcessRun) => void | Promise<void>;
}

export type Figure = 'wallMs' | 'cpuMs' | 'peakBytes';

/** The counted runs of some contenders, round by round. */
export interface Comparison {
  readonly names: readonly string[];
  median(name: string, figure: Figure): number;
  spread(name: string, figure: Figure): Spread;
  /** What its last run printed. */
  stdout(name: string): string;
  /** Of `name` over `other`, formed within each round: what slows the machine for a while slows both. */
  ratio(name: string, other: string, figure: Figure): Spread;
}

/**
 * Runs the contenders in turn: once each to warm caches up, not counted, then `rounds` times, each round beginning with another one.
 *
 * @throws when one of them fails, or its work was not done; the signal's reason when aborted.
 */
export async function runInTurn(title: string, contenders: readonly Contender[], bench: Bench): Promise<Comparison> {
  const { rounds, progress, signal } = bench;
  const runs = new Map<string, ProcessRun[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    const turn = contenders.map((_, index) => contenders[(index + round) % contenders.length]).filter((one) => one !== undefined);
    for (const { name, command, prepare, verify } of turn) {
      progress.step(`${title}: ${round === 0 ? 'warm-up' : `round ${round} of ${rounds}`}, ${name}`);
      await prepare?.();
      const run = await measureProcess(command, signal);
      await verify?.(run);
      if (round > 0) runs.get(name)?.push(run);
    }
  }
  const figuresOf = (name: string, figure: Figure): readonly number[] => {
    const own = runs.get(name);
    if (own === undefined) throw new Error(`${name} took no part in ${title}`);
    return own.map((run) => run[figure]);
  };
  return {
    names: contenders.map(({ name }) => name),
    median: (name, figure) => median(figuresOf(name, figure)),
    spread: (name, figure) => spreadOf(figuresOf(name, figure)),
    stdout: (name) => runs.get(name)?.at(-1)?.stdout ?? '',
    ratio(name, other, figure) {
      const others = figuresOf(other, figure);
      return spreadOf(figuresOf(name, figure).map((value, index) => value / (others[index] ?? Number.NaN)));
    },
  };
}
