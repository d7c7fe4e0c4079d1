import type { Variable } from '../model.ts';
import type { Change } from './change.ts';
import { matchVariables } from './match.ts';
import { levelOf, type RuleLevels, type Side } from './rule.ts';
import { compareLabels } from './rules/labels.ts';
import { compareMembers, inside } from './rules/members.ts';
import { compareMoves } from './rules/moves.ts';
import { compareNullability } from './rules/nullability.ts';
import { compareTypes } from './rules/types.ts';
import { compareHeader, type ComparedWorkflow } from './rules/workflow.ts';
import type { Place, Walk } from './walk.ts';

/** How to compare. */
export interface ChangeOptions {
  /** Levels instead of the defaults; `off` drops a rule. */
  readonly rules?: RuleLevels;
  /** The version the config pins: another answer than that is breaking. */
  readonly pinnedVersion?: number;
}

/**
 * Everything that changed between two readings of one workflow, as bare decisions in a stable order: the workflow, its inputs, its outputs, each
 * in the old order with what was added last. `after` undefined: the workflow is gone.
 */
export function changesBetween(
  before: ComparedWorkflow,
  after: ComparedWorkflow | undefined,
  options: ChangeOptions = {},
): readonly Change[] {
  const changes: Change[] = [];
  compareHeader(before, after, options.pinnedVersion, walkOver('workflow', options, changes));
  if (after === undefined) return changes;
  return [
    ...changes,
    ...variableChanges('input', before.inputs, after.inputs, options),
    ...variableChanges('output', before.outputs, after.outputs, options),
  ];
}

/** The changes of the inputs or the outputs alone. */
export function variableChanges(
  side: Exclude<Side, 'workflow'>,
  before: readonly Variable[],
  after: readonly Variable[],
  options: ChangeOptions = {},
): readonly Change[] {
  const changes: Change[] = [];
  walkOver(side, options, changes).variables(before, after, { path: [`${side}s`], trail: [] });
  return changes;
}

function walkOver(side: Side, { rules }: ChangeOptions, changes: Change[]): Walk {
  const walk: Walk = {
    side,
    report: (rule, { path, trail }, details = {}, gentler) => {
      const level = levelOf(rule, side, rules, gentler);
      if (level !== 'off') changes.push({ rule, level, side, path, trail, ...details });
    },
    variables: (before, after, at) => compareVariables(before, after, at, walk),
    value: (before, after, at) => {
      compareNullability(before, after, at, walk);
      compareTypes(before, after, at, walk);
    },
  };
  return walk;
}

function compareVariables(before: readonly Variable[], after: readonly Variable[], at: Place, walk: Walk): void {
  const match = matchVariables(before, after);
  const crossed = new Set(match.crossed.flat());
  for (const pair of match.pairs) {
    const place = inside(at, pair.after, pair.before.name);
    compareLabels(pair, crossed.has(pair), place, walk);
    walk.value(pair.before, pair.after, place);
  }
  compareMoves(match, after, at, walk);
  compareMembers(match, at, walk);
}
