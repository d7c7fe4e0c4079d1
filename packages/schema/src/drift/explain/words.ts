import type { Variable } from '../../model.ts';
import { quoted } from '../../quoted.ts';
import type { Change, Evidence } from '../change.ts';
import { describeType } from '../describe-type.ts';

/** What is said about one change. */
export interface Words {
  /** What happened, as a whole sentence that stands alone. */
  readonly message: string;
  /** What the engineer does now. */
  readonly hint: string;
  /** What to ask the workflow's owner, who knows labels and no wire names. */
  readonly ask: string;
}

/** The parts that sentences are built of. */
export interface Subject {
  readonly change: Change;
  /** `input "PO number"`, `field "SKU" of the input "Lines"`, `an element of the input "Lines"`. */
  readonly what: string;
  /** The name in the generated code. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly values: readonly string[];
}

export function subjectOf(change: Change): Subject {
  const name = change.path.findLast((step) => step !== '[]') ?? '';
  return {
    change,
    what: whatOf(change),
    name,
    before: described(change.before) ?? '',
    after: described(change.after) ?? '',
    values: (change.values ?? []).map(quoted),
  };
}

export function described(evidence: Evidence | undefined): string | undefined {
  if (evidence === undefined) return undefined;
  return 'type' in evidence ? describeType(evidence.type) : evidence.text;
}

function whatOf({ side, path, trail }: Change): string {
  const [top, ...fields] = trail;
  if (top === undefined) return side === 'workflow' ? 'workflow' : `${side}s`;
  const whole = `${side} ${quoted(labelOf(top))}`;
  const last = fields.at(-1);
  const part = last === undefined ? whole : `field ${quoted(labelOf(last))} of the ${whole}`;
  return path.at(-1) === '[]' ? `element of the ${part}` : part;
}

/** What people see in the canvas, else the name. */
export function labelOf(variable: Variable): string {
  return variable.displayName ?? variable.name;
}

/** Whether code gives this value, or gets it. */
export function isGiven({ change }: Subject): boolean {
  return change.side === 'input';
}
