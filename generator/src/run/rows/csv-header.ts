import type { Variable } from '@opus-codegen/schema';
import { closest } from '../../config/closest.ts';
import { isWithin, readPlace, type Place } from '../values/place.ts';
import type { RowOptions } from './row.ts';

export type Column =
  | { readonly kind: 'input'; readonly name: string; readonly place: Place }
  /** Not for the workflow: the run key alone, or asked to be passed over. */
  | { readonly kind: 'other'; readonly name: string }
  | { readonly kind: 'nameless'; readonly name: string };

export interface Header {
  readonly columns: readonly Column[];
  /** The index of the column of run keys. */
  readonly keyColumn: number | undefined;
}

export type HeaderReading = ({ readonly ok: true } & Header) | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the head of a table: which column is which input. Finds everything that is wrong with it. Pure. */
export function readHeader(cells: readonly string[], inputs: readonly Variable[], { key, ignore }: RowOptions): HeaderReading {
  const names = cells.map((cell) => cell.trim());
  const separator = otherSeparator(names, inputs);
  if (separator !== undefined) return { ok: false, problems: [`The header is one single column. ${separator}`] };
  const problems: string[] = [];
  const columns = names.map((name, index): Column => {
    if (name === '') return { kind: 'nameless', name: `column ${index + 1}` };
    if (ignore.includes(name)) return { kind: 'other', name };
    if (names.indexOf(name) < index) problems.push(`Two columns have the name ${JSON.stringify(name)}.`);
    const reading = readPlace(name, inputs);
    if (reading.ok) return { kind: 'input', name, place: reading.place };
    if (name !== key) problems.push(`Column ${JSON.stringify(name)}: ${reading.what}`);
    return { kind: 'other', name };
  });
  const places = columns.flatMap((column) => (column.kind === 'input' ? [column.place] : []));
  for (const asked of [...(key === undefined ? [] : [key]), ...ignore]) {
    if (!names.includes(asked)) problems.push(`There is no column ${JSON.stringify(asked)}.${question(closest(asked, names))}`);
  }
  problems.push(...overlaps(places), ...missing(inputs, places));
  return problems.length === 0
    ? { ok: true, columns, keyColumn: key === undefined ? undefined : names.indexOf(key) }
    : { ok: false, problems: [...new Set(problems)] };
}

function question(meant: string | undefined): string {
  return meant === undefined ? '' : ` Did you mean ${JSON.stringify(meant)}?`;
}

/** One long column is most often a table with another separator. */
function otherSeparator([only = '', ...others]: readonly string[], inputs: readonly Variable[]): string | undefined {
  if (others.length > 0 || readPlace(only, inputs).ok) return undefined;
  if (only.includes(';')) return "Semicolons between cells need --delimiter ';'.";
  if (only.includes('\t')) return 'Tabs between cells need --delimiter tab.';
  return only.includes(',') ? "Commas between cells need --delimiter ','." : undefined;
}

/** `vendor` as a whole and `vendor.name` in it: one of them would be lost. */
function overlaps(places: readonly Place[]): readonly string[] {
  return places.flatMap((inner) =>
    places
      .filter((outer) => outer.steps.length < inner.steps.length && isWithin(inner.steps, outer.steps))
      .map(
        (outer) => `Column ${JSON.stringify(inner.text)} is a part of column ${JSON.stringify(outer.text)}: only one of them can be given.`,
      ),
  );
}

/** An input that every row needs is missed once, and not in each of them. */
function missing(inputs: readonly Variable[], places: readonly Place[]): readonly string[] {
  const given = new Set(places.map(({ steps }) => steps[0]));
  return inputs
    .filter(({ name, nullable }) => nullable !== true && !given.has(name))
    .map(({ name }) => `There is no column for ${name}, which every row needs.`);
}
