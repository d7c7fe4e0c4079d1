import type { ElementType, Variable } from '../model.ts';
import type { Level, RuleId, Side } from './rule.ts';

/** One thing that changed: the bare decision, without a word about it. `explainChange` has the words. */
export interface Change {
  /** Which kind of change. */
  readonly rule: RuleId;
  /** How much it matters on this side. */
  readonly level: Level;
  /** Whether it concerns an input, an output or the workflow. */
  readonly side: Side;
  /** `['inputs', 'lines', '[]', 'sku']`: TypeScript names, and `[]` for the element of an array; empty for the workflow itself. */
  readonly path: readonly string[];
  /** The variable and the fields on the way to it, outermost first: as they are now, or as they were where they are gone. */
  readonly trail: readonly Variable[];
  /** What stood there. Absent: nothing did, or it does not matter. */
  readonly before?: Evidence;
  /** What stands there now. */
  readonly after?: Evidence;
  /** The options or extensions that came or went; the labels that look like what is gone; the labels that changed places. */
  readonly values?: readonly string[];
}

/** What stood at a place: a type or a word. */
export type Evidence = { readonly type: ElementType } | { readonly text: string };

/** `inputs.lines[].sku` */
export function placeOf(path: readonly string[]): string {
  return path.reduce((place, step) => (step === '[]' || place === '' ? `${place}${step}` : `${place}.${step}`), '');
}
