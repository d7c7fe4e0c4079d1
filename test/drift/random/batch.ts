import * as fc from 'fast-check';
import type { Finding } from '@opus-codegen/schema';
import { anyEdit, plainEdit, type Judged } from './judged.ts';
import { sampleInputs } from './samples.ts';

/** A random edit with calls that fitted before it. */
export interface Sampled extends Judged {
  readonly inputs: readonly string[];
  /** Nothing was left out of `inputs`: whatever a finding is about, one of them shows it. */
  readonly isWhole: boolean;
  /** No variable has several allowed types. */
  readonly isPlain: boolean;
}

export interface Batch {
  readonly edits: readonly Sampled[];
  /** Nothing, or the smallest of the edits that disagree: there is no shrinking where all of them are judged together. */
  smallest(disagreeing: readonly (Sampled & { readonly code?: string | undefined })[]): string | undefined;
}

/** More than a few dozen calls of one very wide workflow show nothing new. */
const MAX_INPUTS = 25;

/**
 * Random edits to be judged together, since most of the time goes into making and compiling them. To search longer, or to repeat what was found:
 *
 *     NUM_RUNS=5000 SEED=1 pnpm vitest run test/drift
 */
export function randomBatch(numRuns: number): Batch {
  const seed = Number(process.env['SEED'] ?? 20_261_123);
  const half = Math.ceil(Math.min(5_000, Number(process.env['NUM_RUNS'] ?? numRuns)) / 2);
  const sampled = (isPlain: boolean): readonly Sampled[] =>
    fc.sample(isPlain ? plainEdit : anyEdit, { numRuns: half, seed }).map((one) => {
      const inputs = sampleInputs(one.locked.inputs);
      return { ...one, isPlain, isWhole: inputs.length <= MAX_INPUTS, inputs: inputs.slice(0, MAX_INPUTS) };
    });
  return {
    edits: [...sampled(false), ...sampled(true)],
    smallest(disagreeing) {
      const told = disagreeing.map(({ locked, live, findings, code }) =>
        JSON.stringify({ seed, code, findings: findings.map(lineOf), locked, live }),
      );
      return told.toSorted((a, b) => a.length - b.length)[0];
    },
  };
}

function lineOf({ level, rule, place, before = '', after = '' }: Finding): string {
  return `${level} ${rule} ${place} (${before} -> ${after})`;
}
