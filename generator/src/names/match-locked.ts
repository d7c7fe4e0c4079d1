import { matchVariables, type Variable } from '@opus-codegen/schema';

/** Which lock entry each live variable continues, by the rule that drift goes by too: what check calls moved, keeps its name here. */
export function matchLocked(locked: readonly Variable[], live: readonly Variable[]): ReadonlyMap<Variable, Variable> {
  return new Map(matchVariables(locked, live).pairs.map(({ before, after }) => [after, before]));
}
