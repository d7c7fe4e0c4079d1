import { canonicalForm, type Finding } from '@opus-codegen/schema';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import * as fc from 'fast-check';
import { asV1, asV2 } from '../../../packages/schema/src/testing/wire-forms.ts';
import { editedWorkflows, type EditedWorkflow } from './edits.ts';
import { check, lockAfterPull, schemaOf } from './regeneration.ts';

/** An edited workflow as the product sees it: what was generated from, what the service answers now, and what `check` finds between the two. */
export interface Judged {
  readonly locked: LockedWorkflow;
  readonly live: unknown;
  readonly findings: readonly Finding[];
}

type WireForm = typeof asV1;

export function judged({ before, after }: EditedWorkflow, write: WireForm): Judged {
  const locked = lockAfterPull(write(before));
  const live = write(after);
  return { locked, live, findings: check(locked, live) };
}

/** Of either generation, with everything that one can say. */
export const anyEdit: fc.Arbitrary<Judged> = fc.oneof(
  editedWorkflows({ enforcement: true }).map((edited) => judged(edited, asV2)),
  editedWorkflows({ enforcement: true, unions: false }).map((edited) => judged(edited, asV1)),
);

/** Without several allowed types: there a value that one of them no longer takes may still fit another. */
export const plainEdit: fc.Arbitrary<Judged> = fc
  .tuple(editedWorkflows({ unions: false }), fc.constantFrom<WireForm>(asV1, asV2))
  .map(([edited, write]) => judged(edited, write));

export function isSameForm(side: 'inputs' | 'outputs', { locked, live }: Judged): boolean {
  return canonicalForm(locked[side]) === canonicalForm(schemaOf(live)[side]);
}

/** Warnings that say nothing against a value: names move without the caller, enforcement is the service's own affair. */
const HARMLESS_TO_VALUES: ReadonlySet<string> = new Set(['variable-moved', 'field-moved', 'enforcement-changed', 'labels-crossed']);
/** And what readers are warned of without a change of the type they read: options and files stay open there. */
const HARMLESS_TO_READERS: ReadonlySet<string> = new Set([...HARMLESS_TO_VALUES, 'options-widened', 'accept-widened']);

/** The findings of one side that say: something that was given, or read, may not fit any more. */
export function objections(side: 'input' | 'output', { findings }: Judged): readonly Finding[] {
  const harmless = side === 'input' ? HARMLESS_TO_VALUES : HARMLESS_TO_READERS;
  return findings.filter((finding) => finding.side === side && finding.level !== 'info' && !harmless.has(finding.rule));
}

/** The one breaking finding of a side, where there is exactly one. */
export function onlyBreaking(side: 'input' | 'output', { findings }: Judged): Finding | undefined {
  const [finding, ...others] = findings.filter((one) => one.side === side && one.level === 'breaking');
  return others.length === 0 ? finding : undefined;
}

/** What a caller holds when the type is JSON fits nearly everything: a number is JSON, and a text is. */
export function becameJson({ after = '' }: Finding): boolean {
  return /JSON text|unknown type/.test(after);
}
