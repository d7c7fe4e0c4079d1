import type { VariableMatch } from '../match.ts';
import type { Place, Walk } from '../walk.ts';
import { inside } from './members.ts';

/** What is still there, under another wire name, another label or at another position. */
export function compareMoves({ pairs, crossed }: VariableMatch, after: readonly unknown[], at: Place, walk: Walk): void {
  const kind = at.path.length === 1 ? 'variable' : 'field';
  for (const pair of pairs) {
    if (pair.by === 'wire') continue;
    walk.report(`${kind}-moved`, inside(at, pair.after, pair.before.name), {
      before: { text: pair.before.wire },
      after: { text: pair.after.wire },
    });
  }
  for (const [first, ...others] of crossed) {
    if (first === undefined) continue;
    walk.report('labels-crossed', inside(at, first.after, first.before.name), {
      values: [first, ...others].map(({ before }) => before.displayName ?? before.name),
    });
  }
  const order = pairs.map((pair) => after.indexOf(pair.after));
  if (order.some((position, index) => index > 0 && position < (order[index - 1] ?? 0))) walk.report('order-changed', at);
}
