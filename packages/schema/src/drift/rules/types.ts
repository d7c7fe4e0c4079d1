import { normalValue } from '../../fingerprint/normal-form.ts';
import type { ArrayType, ElementType, SingleType, VariableType } from '../../model.ts';
import { relate } from '../relate.ts';
import type { Place, Walk } from '../walk.ts';
import { compareDates } from './dates.ts';
import { compareAccept, compareOptions } from './value-lists.ts';

/**
 * What kind of value it is. Types listed on both sides are set aside (but for the labels inside them); one type of one kind left on each side is
 * compared in depth, so that the deepest place that explains the change is reported, once; anything else is told as the relation of the whole.
 */
export function compareTypes(before: ElementType, after: ElementType, at: Place, walk: Walk): void {
  const [old, young] = [byForm(before), byForm(after)];
  const gone = [...old].flatMap(([form, type]) => {
    const same = young.get(form);
    if (same !== undefined) compareOneKind(type, same, at, walk);
    return same === undefined ? [type] : [];
  });
  const come = [...young].flatMap(([form, type]) => (old.has(form) ? [] : [type]));
  if (gone.length + come.length === 0) return;
  const [from, to] = [gone[0], come[0]];
  if (from !== undefined && to !== undefined && gone.length === 1 && come.length === 1 && compareOneKind(from, to, at, walk)) return;
  compareLoneObjects(gone, come, before, after, at, walk);
  reportRelation(before, after, [...gone, ...come], at, walk);
}

/**
 * Objects are open, so one that lost a field beside other types is wider as a value, and yet callers still send the field: what went is told by
 * the member rules, as it is for an object that stands alone. Only where it is clear which object became which.
 */
function compareLoneObjects(
  gone: readonly SingleType[],
  come: readonly SingleType[],
  before: ElementType,
  after: ElementType,
  at: Place,
  walk: Walk,
): void {
  const [old, ...moreOld] = gone.filter((type) => type.type === 'object');
  const [young, ...moreYoung] = come.filter((type) => type.type === 'object');
  if (old === undefined || young === undefined || moreOld.length + moreYoung.length > 0) return;
  if (walk.side !== 'input' || (young.fields ?? []).length === 0) return;
  if (relate(withoutNullable(before), withoutNullable(after)) === 'wider') compareOneKind(old, young, at, walk);
}

function byForm(type: VariableType): ReadonlyMap<string, SingleType> {
  const singles = type.type === 'union' ? type.anyOf : [type];
  return new Map(singles.map((single) => [JSON.stringify(normalValue(single)), single]));
}

/** `false`: the two are of different kinds, and nothing was compared. */
function compareOneKind(before: SingleType, after: SingleType, at: Place, walk: Walk): boolean {
  const [old, young] = [asArray(before, after), asArray(after, before)];
  switch (old.type) {
    case 'str':
      if (young.type !== 'str') return false;
      compareOptions(old.options, young.options, [old, young], at, walk);
      break;
    case 'date':
      if (young.type !== 'date') return false;
      compareDates(old, young, at, walk);
      break;
    case 'file':
    case 'array_files':
      if (young.type !== old.type) return false;
      compareAccept(old.accept, young.accept, [old, young], at, walk);
      break;
    case 'array':
      if (young.type !== 'array') return false;
      if (old.element && young.element) walk.value(old.element, young.element, { ...at, path: [...at.path, '[]'] });
      else reportDefinition(old.element, young.element, before, after, at, walk);
      break;
    case 'object': {
      if (young.type !== 'object') return false;
      const [fieldsBefore, fieldsAfter] = [old.fields ?? [], young.fields ?? []];
      if (fieldsBefore.length > 0 && fieldsAfter.length > 0) walk.variables(fieldsBefore, fieldsAfter, at);
      else reportDefinition(fieldsBefore[0], fieldsAfter[0], before, after, at, walk);
      break;
    }
    case 'int':
    case 'float':
    case 'bool':
    case 'json_string':
      if (young.type !== old.type) return false;
      break;
    case 'unknown':
      return false;
    default:
      return old satisfies never;
  }
  if (before.enforced !== after.enforced) reportEnforcement(after, at, walk);
  return true;
}

/** A list of files has two names; beside the other one it is an array like any. */
function asArray(type: SingleType, other: SingleType): SingleType {
  if (type.type !== 'array_files' || other.type !== 'array') return type;
  const array: ArrayType = { type: 'array', element: { type: 'file', ...(type.accept === undefined ? {} : { accept: type.accept }) } };
  return array;
}

/** What an array holds, or an object has, was defined on one side only. */
function reportDefinition(old: unknown, young: unknown, before: SingleType, after: SingleType, at: Place, walk: Walk): void {
  if (old === undefined && young === undefined) return;
  walk.report(young === undefined ? 'type-widened' : 'type-narrowed', at, { before: { type: before }, after: { type: after } });
}

function reportEnforcement(after: SingleType, at: Place, walk: Walk): void {
  const [checked, unchecked] = [{ text: 'checked' }, { text: 'unchecked' }];
  const now = after.enforced === false;
  walk.report('enforcement-changed', at, { before: now ? checked : unchecked, after: now ? unchecked : checked });
}

function reportRelation(before: ElementType, after: ElementType, changed: readonly SingleType[], at: Place, walk: Walk): void {
  const types = { before: { type: withoutNullable(before) }, after: { type: withoutNullable(after) } };
  const relation = relate(types.before.type, types.after.type);
  switch (relation) {
    case 'wider':
      return walk.report('type-widened', at, types);
    case 'narrower':
      return walk.report('type-narrowed', at, types);
    case 'disjoint':
      return walk.report('type-changed', at, types);
    case 'unclear':
      return walk.report(changed.some(({ type }) => type === 'unknown') ? 'type-unknown' : 'type-unclear', at, types);
    case 'equal':
      // Several types of which only the enforcement differs.
      return walk.report('enforcement-changed', at);
    default:
      return relation satisfies never;
  }
}

/** Whether the value may be left out is told by a rule of its own. */
function withoutNullable(type: ElementType): ElementType {
  const { nullable: _, ...rest } = type;
  return rest;
}
