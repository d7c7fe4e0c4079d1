import { normalValue, type NormalType, type NormalValue, type NormalVariable } from '../fingerprint/normal-form.ts';
import type { ElementType } from '../model.ts';
import { combine, reversed, type Relation } from './relation.ts';

/**
 * The relation of two types (or variables, as types), old to new: the one place that knows types (drift.md, One relation). Recursive over fields
 * and elements. Never throws; never looks at labels, order or enforcement.
 *
 * `equal` exactly when the canonical forms are equal, enforcement aside. As in TypeScript the order has one gap: a field that is dropped and
 * comes back optional with another type goes `wider`, `wider`, and is `disjoint` end to end.
 */
export function relate(before: ElementType, after: ElementType): Relation {
  return relateValues(normalValue(before), normalValue(after));
}

function relateValues(before: NormalValue, after: NormalValue): Relation {
  return combine([relateNullable(before.nullable, after.nullable), relateTypes(before.types, after.types)]);
}

function relateNullable(before: true | undefined, after: true | undefined): Relation {
  return before === after ? 'equal' : after ? 'wider' : 'narrower';
}

/**
 * Several allowed types are sets: a type is inside a set when one member admits all its values. Two sets that hold one another (`date | str` and
 * `str`: every date is a text) differ by what they list, since callers and readers meet the list.
 */
function relateTypes(before: readonly NormalType[], after: readonly NormalType[]): Relation {
  const [onlyBefore, onlyAfter] = [before[0], after[0]];
  if (before.length === 1 && after.length === 1 && onlyBefore && onlyAfter) return relateSingle(onlyBefore, onlyAfter);

  // Each pair is looked at once: twice would be exponential in the depth.
  const rows = before.map((old) => after.map((young) => relateSingle(old, young)));
  const columns = after.map((_, index) => rows.map((row) => reversed(row[index] ?? 'disjoint')));
  const beforeInside = insideAll(rows);
  const afterInside = insideAll(columns);
  if (beforeInside === 'yes' && afterInside === 'yes') return relateLists(rows, columns);
  if (beforeInside === 'yes') return 'wider';
  if (afterInside === 'yes') return 'narrower';
  return beforeInside === 'no' && afterInside === 'no' ? 'disjoint' : 'unclear';
}

type Inside = 'yes' | 'perhaps' | 'no';

function insideAll(rows: readonly (readonly Relation[])[]): Inside {
  const each = rows.map((row): Inside => {
    if (row.some((relation) => relation === 'equal' || relation === 'wider')) return 'yes';
    return row.includes('unclear') ? 'perhaps' : 'no';
  });
  return each.includes('no') ? 'no' : each.includes('perhaps') ? 'perhaps' : 'yes';
}

function relateLists(rows: readonly (readonly Relation[])[], columns: readonly (readonly Relation[])[]): Relation {
  const beforeListed = rows.every((row) => row.includes('equal'));
  const afterListed = columns.every((column) => column.includes('equal'));
  if (beforeListed) return afterListed ? 'equal' : 'wider';
  return afterListed ? 'narrower' : 'disjoint';
}

function relateSingle(before: NormalType, after: NormalType): Relation {
  switch (before.type) {
    case 'str':
      if (after.type === 'str') return relateSets(before.options, after.options);
      break;
    case 'date':
      if (after.type === 'date') return before.format === after.format ? 'equal' : 'disjoint';
      break;
    case 'file':
      if (after.type === 'file') return relateSets(before.accept, after.accept);
      break;
    case 'array':
      if (after.type === 'array') return relateDefinitions(before.element, after.element, relateValues);
      break;
    case 'object':
      if (after.type === 'object') return relateDefinitions(before.fields, after.fields, relateFields);
      break;
    case 'unknown':
      return after.type === 'unknown' && before.declared === after.declared ? 'equal' : 'unclear';
    case 'int':
    case 'float':
    case 'bool':
    case 'json_string':
      if (after.type === before.type) return 'equal';
      break;
    default:
      return before satisfies never;
  }
  return isPart(before, after) ? 'wider' : isPart(after, before) ? 'narrower' : isUnclear(before, after) ? 'unclear' : 'disjoint';
}

/** Whether every value of one type is one of another, different type. */
function isPart(part: NormalType, whole: NormalType): boolean {
  if (part.type === 'int') return whole.type === 'float';
  return (part.type === 'date' || part.type === 'json_string') && whole.type === 'str' && whole.options === undefined;
}

/** A file travels as a URL, which is a text; whether a text is a file of the service, nobody can tell. */
function isUnclear(one: NormalType, other: NormalType): boolean {
  return (
    one.type === 'unknown' ||
    other.type === 'unknown' ||
    (one.type === 'file' && other.type === 'str') ||
    (one.type === 'str' && other.type === 'file')
  );
}

/** No definition admits anything. */
function relateDefinitions<T>(before: T | undefined, after: T | undefined, both: (before: T, after: T) => Relation): Relation {
  if (before !== undefined && after !== undefined) return both(before, after);
  return before === after ? 'equal' : after === undefined ? 'wider' : 'narrower';
}

/** No list admits everything. */
function relateSets(before: readonly string[] | undefined, after: readonly string[] | undefined): Relation {
  return relateDefinitions(before, after, (old, young) =>
    combine([holds(young, old) ? 'equal' : 'narrower', holds(old, young) ? 'equal' : 'wider']),
  );
}

function holds(whole: readonly string[], part: readonly string[]): boolean {
  const values = new Set(whole);
  return part.every((value) => values.has(value));
}

/** Objects are open: a required field more asks for more, an optional one offers more. */
function relateFields(before: readonly NormalVariable[], after: readonly NormalVariable[]): Relation {
  const old = new Map(before.map((variable) => [variable.wire, variable]));
  const young = new Map(after.map((variable) => [variable.wire, variable]));
  return combine([
    ...before.map((variable): Relation => {
      const match = young.get(variable.wire);
      if (match !== undefined) return relateValues(variable, match);
      return variable.nullable ? 'narrower' : 'wider';
    }),
    ...after.filter(({ wire }) => !old.has(wire)).map(({ nullable }): Relation => (nullable ? 'wider' : 'narrower')),
  ]);
}
