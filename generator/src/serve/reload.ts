import type { LocalOperator, WorkflowSource } from '@opus-codegen/local-operator';

/** A workflow as the operator gets it. */
export interface KeyedSource {
  readonly key: string;
  readonly source: WorkflowSource & { readonly id: string };
}

/** What a reload did, by key. */
export interface Reloaded {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** Makes an operator serve these workflows and no others. Jobs under way go on as they began. */
export function reload(
  operator: Pick<LocalOperator, 'putWorkflow' | 'removeWorkflow'>,
  before: readonly KeyedSource[],
  after: readonly KeyedSource[],
): Reloaded {
  const textsBefore = new Map(before.map(({ source }) => [source.id, JSON.stringify(source.schema)]));
  const idsAfter = new Set(after.map(({ source }) => source.id));
  const added = after.filter(({ source }) => !textsBefore.has(source.id));
  const kept = after.filter(({ source }) => textsBefore.has(source.id));
  const changed = kept.filter(({ source }) => textsBefore.get(source.id) !== JSON.stringify(source.schema));
  const removed = before.filter(({ source }) => !idsAfter.has(source.id));
  for (const { source } of [...added, ...changed]) operator.putWorkflow(source);
  for (const { source } of removed) operator.removeWorkflow(source.id);
  return { added: added.map(keyOf), changed: changed.map(keyOf), removed: removed.map(keyOf) };
}

const keyOf = ({ key }: KeyedSource): string => key;

/** `2 added (invoice, sampler), 1 changed (report)`; undefined when nothing is another. */
export function reloadText(reloaded: Reloaded): string | undefined {
  const parts = Object.entries(reloaded).flatMap(([what, keys]: [string, readonly string[]]) =>
    keys.length === 0 ? [] : [`${keys.length} ${what} (${keys.join(', ')})`],
  );
  return parts.length === 0 ? undefined : parts.join(', ');
}
