import { idInWire } from '../id-in-wire.ts';
import type { Variable } from '../model.ts';
import { compatible } from './compatible.ts';
import { firstOf } from './first-of.ts';

/** An old variable and what it is now. `by` anything but `wire`: it moved. */
export interface VariablePair<B extends Variable = Variable, A extends Variable = Variable> {
  /** As it was. */
  readonly before: B;
  /** As it is. */
  readonly after: A;
  /** What made them one: the wire name, the id, or the label. */
  readonly by: 'wire' | 'id' | 'label';
}

/** Which old variable is which new one. */
export interface VariableMatch<B extends Variable = Variable, A extends Variable = Variable> {
  /** In the order of the old variables. */
  readonly pairs: readonly VariablePair<B, A>[];
  /** Old variables that are no longer there, in their order. */
  readonly removed: readonly B[];
  /** New variables, in their order. */
  readonly added: readonly A[];
  /** Removed variables that some added ones look like (at most ten are listed), none of them for certain. */
  readonly ties: readonly { readonly before: B; readonly candidates: readonly A[] }[];
  /**
   * Pairs whose labels changed places among themselves, each group once. Types may agree and nothing may fail, yet values would land in the wrong
   * field: look before you send.
   */
  readonly crossed: readonly (readonly VariablePair<B, A>[])[];
}

/**
 * Pairs old and new variables by (1) wire name, (2) id with a compatible type, (3) label with a compatible type, where nobody else on either side
 * has that label (drift.md, Matching before comparing).
 */
export function matchVariables<B extends Variable, A extends Variable>(before: readonly B[], after: readonly A[]): VariableMatch<B, A> {
  const found = new Map<B, VariablePair<B, A>>();
  const freeBefore = new Set(before);
  const freeAfter = new Set(after);
  const pair = (old: B, young: A, by: VariablePair['by']): void => {
    found.set(old, { before: old, after: young, by });
    freeBefore.delete(old);
    freeAfter.delete(young);
  };

  const byWire = groupBy(after, ({ wire }) => wire);
  for (const old of before) {
    const [young] = byWire.get(old.wire) ?? [];
    if (young !== undefined && freeAfter.has(young)) pair(old, young, 'wire');
  }

  const [idsBefore, idsAfter] = [groupBy([...freeBefore], idOf), groupBy([...freeAfter], idOf)];
  for (const [id, [old, ...others]] of idsBefore) {
    const [young, ...ties] = idsAfter.get(id) ?? [];
    if (old && young && others.length + ties.length === 0 && compatible(old, young)) pair(old, young, 'id');
  }

  // Among all variables, not only the free ones: a label that a matched variable shares says nothing for certain.
  const [labelsBefore, labelsAfter] = [groupBy(before, labelOf), groupBy(after, labelOf)];
  for (const [label, namesakes] of labelsBefore) {
    for (const old of namesakes.filter((candidate) => freeBefore.has(candidate))) {
      const [young, ...ties] = firstOf(labelsAfter.get(label) ?? [], 2, (candidate) => compatible(old, candidate));
      if (young === undefined || ties.length > 0 || !freeAfter.has(young)) continue;
      if (namesakes.every((other) => other === old || !compatible(other, young))) pair(old, young, 'label');
    }
  }

  const removed = before.filter((variable) => freeBefore.has(variable));
  const added = after.filter((variable) => freeAfter.has(variable));
  const pairs = before.flatMap((variable) => found.get(variable) ?? []);
  return { pairs, removed, added, ties: tiesOf(removed, added), crossed: crossedLabels(pairs) };
}

const MAX_CANDIDATES = 10;

function tiesOf<B extends Variable, A extends Variable>(removed: readonly B[], added: readonly A[]): VariableMatch<B, A>['ties'] {
  const [ids, labels] = [groupBy(added, idOf), groupBy(added, labelOf)];
  return removed.flatMap((before) => {
    const alike = [ids.get(idOf(before)), labels.get(labelOf(before))].flatMap((namesakes) =>
      firstOf(namesakes ?? [], MAX_CANDIDATES, (candidate) => compatible(before, candidate)),
    );
    const candidates = [...new Set(alike)].slice(0, MAX_CANDIDATES);
    return candidates.length === 0 ? [] : [{ before, candidates }];
  });
}

/** Follows each pair to the pair that used to carry its new label; whatever comes back to where it began has changed places. */
function crossedLabels<B extends Variable, A extends Variable>(pairs: readonly VariablePair<B, A>[]): VariableMatch<B, A>['crossed'] {
  const carriers = groupBy(pairs, ({ before }) => labelOf(before));
  const crossed: (readonly VariablePair<B, A>[])[] = [];
  const seen = new Set<VariablePair<B, A>>();
  for (const start of pairs) {
    const circle: VariablePair<B, A>[] = [];
    let at: VariablePair<B, A> | undefined = start;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      circle.push(at);
      const holders: readonly VariablePair<B, A>[] = carriers.get(labelOf(at.after)) ?? [];
      // A label two variables carried points nowhere.
      at = holders.length === 1 ? holders[0] : undefined;
    }
    if (at === undefined) continue;
    const group = circle.slice(circle.indexOf(at) === -1 ? circle.length : circle.indexOf(at));
    if (group.length > 1) crossed.push(group);
  }
  return crossed;
}

function idOf({ id, wire }: Variable): string {
  return id ?? idInWire(wire);
}

function labelOf(variable: Variable): string | undefined {
  return variable.displayName?.trim() || undefined;
}

/** Items without a key are left out. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined): ReadonlyMap<string | undefined, readonly T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
