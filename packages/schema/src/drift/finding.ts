import { hashText } from '../fingerprint/fingerprint.ts';
import { normalValue } from '../fingerprint/normal-form.ts';
import { placeOf, type Change, type Evidence } from './change.ts';
import { changesBetween, type ChangeOptions } from './changes.ts';
import { explainChange } from './explain/explain-change.ts';
import { described } from './explain/words.ts';
import type { Level, RuleId, Side } from './rule.ts';
import type { ComparedWorkflow } from './rules/workflow.ts';

/** One change as everybody is told about it: text, JSON and annotations all print this. */
export interface Finding {
  /** Which kind of change. */
  readonly rule: RuleId;
  /** How much it matters on this side. */
  readonly level: Level;
  /** Whether it concerns an input, an output or the workflow. */
  readonly side: Side;
  /** `inputs.lines[].sku`, in TypeScript names; `workflow` for the workflow as a whole. */
  readonly place: string;
  /** The same as steps: `['inputs', 'lines', '[]', 'sku']`; empty for the workflow as a whole. */
  readonly path: readonly string[];
  /** The name on the wire of the innermost variable or field: today's, or the last one where it is gone. */
  readonly wire?: string;
  /** What happened, as a whole sentence. Holds text from the canvas: escape it for where it is shown. */
  readonly message: string;
  /** What the engineer does now. */
  readonly hint: string;
  /** What to ask the workflow's owner. */
  readonly ask: string;
  /** What stood there, in words: a type, a name, a format. */
  readonly before?: string;
  /** What stands there now, in words. */
  readonly after?: string;
  /** Keys acceptances and reports: the same for the same change of the same workflow, whatever its wording or level. */
  readonly fingerprint: string;
}

/** How to compare, and for whom. */
export interface CompareOptions extends ChangeOptions {
  /** What tells this workflow from others in a fingerprint: its key in the config. */
  readonly workflow?: string;
}

/**
 * Compares two readings of one workflow by all rules (drift.md, Rules). Findings stand at the deepest place that explains them, once each, in a
 * stable order: the workflow, its inputs, its outputs. `after` undefined: the service has no such workflow any more.
 */
export function compareWorkflows(
  before: ComparedWorkflow,
  after: ComparedWorkflow | undefined,
  options: CompareOptions = {},
): readonly Finding[] {
  return changesBetween(before, after, options).map((change) => findingOf(change, options.workflow));
}

/** A change with its words and its fingerprint. */
export function findingOf(change: Change, workflow?: string): Finding {
  const [before, after] = [described(change.before), described(change.after)];
  const wire = change.trail.at(-1)?.wire;
  return {
    rule: change.rule,
    level: change.level,
    side: change.side,
    place: change.path.length === 0 ? 'workflow' : placeOf(change.path),
    path: change.path,
    ...(wire === undefined ? {} : { wire }),
    ...explainChange(change),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    fingerprint: fingerprintOf(change, workflow),
  };
}

function fingerprintOf({ rule, path, before, after, values }: Change, workflow: string | undefined): string {
  const seen = [rule, workflow ?? null, path, evidenceForm(before), evidenceForm(after), values === undefined ? null : [...values].sort()];
  // Built here, with keys in one order: the text is the same every time, and JSON escapes what UTF-8 cannot hold.
  return `df1:${hashText(JSON.stringify(seen))}`;
}

function evidenceForm(evidence: Evidence | undefined): unknown {
  if (evidence === undefined) return null;
  return 'type' in evidence ? normalValue(evidence.type) : evidence.text;
}
