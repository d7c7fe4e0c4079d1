import type { VariablePair } from '../match.ts';
import type { Place, Walk } from '../walk.ts';

/** What people read. Nothing depends on it, but names and docs come from it. Labels that changed places are told by a rule of their own. */
export function compareLabels({ before, after }: VariablePair, isCrossed: boolean, at: Place, walk: Walk): void {
  if (before.displayName !== after.displayName && !isCrossed) {
    walk.report('label-changed', at, { before: { text: before.displayName ?? '' }, after: { text: after.displayName ?? '' } });
  }
  if (before.description !== after.description) walk.report('description-changed', at);
}
