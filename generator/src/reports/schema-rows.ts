import { describeType, matchVariables, placeOf, type Variable, type VariableType } from '@opus-codegen/schema';
import type { SchemaSides } from './report.ts';

/** One line of the two schemas side by side: a variable or field as it was, as it is, or both. */
export interface SchemaRow {
  /** `inputs.lines[].sku`, as findings spell it. */
  readonly place: string;
  /** 0 for inputs and outputs themselves. */
  readonly depth: number;
  readonly change: 'same' | 'changed' | 'added' | 'removed';
  readonly before?: SchemaCell;
  readonly after?: SchemaCell;
}

export interface SchemaCell {
  readonly name: string;
  readonly label: string;
  readonly wire: string;
  readonly type: string;
  readonly optional: boolean;
}

/** The inputs or the outputs of two schemas, paired as drift pairs them: old order first, what is new last, fields below their object. */
export function schemaRows(side: keyof SchemaSides, before: SchemaSides | undefined, after: SchemaSides | undefined): readonly SchemaRow[] {
  return rowsOf(before?.[side] ?? [], after?.[side] ?? [], [side], 0);
}

function rowsOf(before: readonly Variable[], after: readonly Variable[], path: readonly string[], depth: number): readonly SchemaRow[] {
  const { pairs, removed, added } = matchVariables(before, after);
  const known = new Map<Variable, Variable | undefined>([
    ...pairs.map((pair) => [pair.before, pair.after] as const),
    ...removed.map((variable) => [variable, undefined] as const),
  ]);
  return [
    ...before.flatMap((variable) => variableRows(variable, known.get(variable), path, depth)),
    ...added.flatMap((variable) => variableRows(undefined, variable, path, depth)),
  ];
}

function variableRows(
  before: Variable | undefined,
  after: Variable | undefined,
  parent: readonly string[],
  depth: number,
): readonly SchemaRow[] {
  const name = before?.name ?? after?.name ?? '';
  const [old, young] = [before && cellOf(before), after && cellOf(after)];
  const path = [...parent, name];
  const arrays = Math.max(before === undefined ? 0 : fieldsOf(before).arrays, after === undefined ? 0 : fieldsOf(after).arrays);
  return [
    {
      place: placeOf(path),
      depth,
      change: old === undefined ? 'added' : young === undefined ? 'removed' : sameCell(old, young) ? 'same' : 'changed',
      ...(old === undefined ? {} : { before: old }),
      ...(young === undefined ? {} : { after: young }),
    },
    ...rowsOf(
      before === undefined ? [] : fieldsOf(before).fields,
      after === undefined ? [] : fieldsOf(after).fields,
      [...path, ...Array<string>(arrays).fill('[]')],
      depth + 1,
    ),
  ];
}

function cellOf(variable: Variable): SchemaCell {
  const { name, displayName, wire, nullable } = variable;
  const { fields, arrays } = fieldsOf(variable);
  return {
    name,
    label: displayName ?? '',
    wire,
    // What an object holds stands in the rows below it.
    type: fields.length === 0 ? describeType(variable) : `${'list of '.repeat(arrays)}object${arrays > 0 ? 's' : ''}`,
    optional: nullable === true,
  };
}

/** The fields right below a type, through any arrays. Several allowed types have no rows of their own: their words say enough. */
function fieldsOf(type: VariableType): { readonly fields: readonly Variable[]; readonly arrays: number } {
  if (type.type === 'object') return { fields: type.fields ?? [], arrays: 0 };
  if (type.type !== 'array' || type.element === undefined) return { fields: [], arrays: 0 };
  const inner = fieldsOf(type.element);
  return inner.fields.length === 0 ? inner : { fields: inner.fields, arrays: inner.arrays + 1 };
}

function sameCell(a: SchemaCell, b: SchemaCell): boolean {
  return a.label === b.label && a.wire === b.wire && a.type === b.type && a.optional === b.optional;
}
