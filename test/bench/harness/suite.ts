import type { Progress } from './progress.ts';
import type { Setup } from '../setup/setup.ts';

/** One part of the benchmark: `pnpm bench --only cold`. */
export interface Suite {
  readonly name: string;
  readonly title: string;
  readonly run: (bench: Bench) => Promise<Findings>;
}

/** What a suite works with. */
export interface Bench {
  /** Counted runs of each contender, after one that is not counted. */
  readonly rounds: number;
  readonly progress: Progress;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly setup: Setup;
}

/** What a suite found. Kept as data (`results.json`), from which `results.md` is made. */
export interface Findings {
  readonly verdicts: readonly Verdict[];
  readonly tables: readonly Table[];
  /** What a reader has to know to read the figures rightly; a paragraph each. */
  readonly notes: readonly string[];
}

/** One bar of the table, and where we stand. */
export interface Verdict {
  /** What is measured against what. */
  readonly what: string;
  readonly measured: number;
  readonly bar: { readonly atMost: number } | { readonly atLeast: number };
  /** `×`, `kB`, `requests a second`. */
  readonly unit: string;
  /** The least and the most of the rounds. */
  readonly spread?: { readonly min: number; readonly max: number };
}

/** Cells are text as shown: a figure with its unit. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function isMet({ measured, bar }: Verdict): boolean {
  return 'atMost' in bar ? measured <= bar.atMost : measured >= bar.atLeast;
}
