import type { Relation } from './relation.ts';
import type { RuleLevel, Side } from './rule.ts';

const GRAVITY = {
  equal: ['off', 'off'],
  wider: ['info', 'breaking'],
  narrower: ['breaking', 'info'],
  disjoint: ['breaking', 'breaking'],
  unclear: ['warning', 'warning'],
} as const satisfies Readonly<Record<Relation, readonly [input: RuleLevel, output: RuleLevel]>>;

/** What a relation means in one direction: more is fine for those who provide values and a surprise for those who read them (drift.md). */
export function gravityOf(relation: Relation, side: Exclude<Side, 'workflow'>): RuleLevel {
  return GRAVITY[relation][side === 'output' ? 1 : 0];
}
