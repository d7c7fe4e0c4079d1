import type { ElementType, Variable } from '../model.ts';
import type { Change } from './change.ts';
import type { RuleId, RuleLevel, Side } from './rule.ts';

/** Where a comparison stands. */
export interface Place {
  readonly path: readonly string[];
  /** The variable and the fields on the way, outermost first, for the words. */
  readonly trail: readonly Variable[];
}

/** What a rule is given besides the two things it compares: a way to report, and a way to go deeper. */
export interface Walk {
  readonly side: Side;
  report(rule: RuleId, place: Place, details?: Pick<Change, 'before' | 'after' | 'values'>, gentler?: RuleLevel): void;
  /** Compares the inputs, the outputs, or the fields of an object. */
  variables(before: readonly Variable[], after: readonly Variable[], place: Place): void;
  /** Compares two types at one place, and whether the value may be left out. */
  value(before: ElementType, after: ElementType, place: Place): void;
}
