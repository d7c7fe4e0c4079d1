/**
 * How what a new type admits relates to what the old one admitted, seen from old to new.
 *
 * `disjoint` means that neither holds the other, so somebody must change something; the two may still share values (`["a","b"]` → `["b","c"]`).
 */
export type Relation = 'equal' | 'wider' | 'narrower' | 'disjoint' | 'unclear';

const WIDER = 1;
const NARROWER = 2;
const UNCLEAR = 4;

/** One bit for each way in which a part differs. Parts combine by "or", in any order and any grouping. */
const BITS: Readonly<Record<Relation, number>> = {
  equal: 0,
  wider: WIDER,
  narrower: NARROWER,
  disjoint: WIDER | NARROWER,
  unclear: UNCLEAR,
};

/**
 * The relation of a whole from the relations of its parts: equal is neutral, wider with narrower is disjoint. What is certainly disjoint stays so
 * whatever the unclear parts are; otherwise one unclear part makes the whole unclear, in both directions alike (drift.md, One relation).
 */
export function combine(parts: readonly Relation[]): Relation {
  let bits = 0;
  for (const part of parts) bits |= BITS[part];
  if ((bits & BITS.disjoint) === BITS.disjoint) return 'disjoint';
  if ((bits & UNCLEAR) !== 0) return 'unclear';
  return bits === WIDER ? 'wider' : bits === NARROWER ? 'narrower' : 'equal';
}

/** The relation seen from new to old. */
export function reversed(relation: Relation): Relation {
  return relation === 'wider' ? 'narrower' : relation === 'narrower' ? 'wider' : relation;
}
