import { createHash } from 'node:crypto';

/** A number from 0 up to 1 that differs from run to run and from round to round, and is the same whenever it is asked for. */
export function chanceOf(runId: string, round: number): number {
  return createHash('sha256').update(`${runId} ${round}`).digest().readUInt32BE() / 2 ** 32;
}
