import type { SingleType } from '../../model.ts';
import type { Place, Walk } from '../walk.ts';

type Types = readonly [before: SingleType, after: SingleType];

/** The closed list of values of a text. */
export function compareOptions(
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
  types: Types,
  at: Place,
  walk: Walk,
): void {
  compareLists('options', before, after, types, at, walk);
}

/** The extensions a file may have. */
export function compareAccept(
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
  types: Types,
  at: Place,
  walk: Walk,
): void {
  compareLists('accept', before?.map(extension), after?.map(extension), types, at, walk);
}

function compareLists(
  rule: 'options' | 'accept',
  before: readonly string[] = [],
  after: readonly string[] = [],
  [typeBefore, typeAfter]: Types,
  at: Place,
  walk: Walk,
): void {
  const gone = without(before, after);
  const come = without(after, before);
  const types = { before: { type: typeBefore }, after: { type: typeAfter } };
  // No list admits everything: a first list narrows, a dropped one widens.
  const [open, opened] = [before.length === 0, after.length === 0];
  if (open ? come.length > 0 : gone.length > 0 && !opened) walk.report(`${rule}-narrowed`, at, { ...types, values: gone });
  if (opened ? gone.length > 0 : come.length > 0 && !open) walk.report(`${rule}-widened`, at, { ...types, values: come });
}

function without(values: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return values.filter((value) => !known.has(value));
}

function extension(text: string): string {
  return `.${text.toLowerCase().replace(/^\./, '')}`;
}
