import type { Variable } from '../../model.ts';
import { compatible } from '../compatible.ts';
import { firstOf } from '../first-of.ts';
import type { VariableMatch } from '../match.ts';
import type { RuleId } from '../rule.ts';
import type { Place, Walk } from '../walk.ts';

/** What came and went. The same for inputs, outputs and, at any depth, fields; the rules differ in name only. */
export function compareMembers(match: VariableMatch, at: Place, walk: Walk): void {
  const kind = at.path.length === 1 ? 'variable' : 'field';
  for (const variable of match.removed) {
    const tied = match.ties.find(({ before }) => before === variable)?.candidates;
    const alike = tied ?? firstOf(match.added, 3, (candidate) => compatible(variable, candidate));
    walk.report(
      `${kind}-removed`,
      inside(at, variable),
      { before: { type: variable }, values: alike.map(({ displayName, name }) => displayName ?? name) },
      // Readers had to expect that an optional output does not arrive.
      walk.side === 'output' && variable.nullable ? 'warning' : undefined,
    );
  }
  for (const variable of match.added) {
    const rule: RuleId = walk.side === 'output' ? `${kind}-added` : variable.nullable ? `${kind}-added-optional` : `${kind}-added-required`;
    walk.report(rule, inside(at, variable), { after: { type: variable } });
  }
}

/** The place of one variable or field in a list of them. */
export function inside(at: Place, variable: Variable, name: string = variable.name): Place {
  return { path: [...at.path, name], trail: [...at.trail, variable] };
}
