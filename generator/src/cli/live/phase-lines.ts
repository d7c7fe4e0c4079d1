import { elapsedText } from './elapsed.ts';
import { fittedLine, type Piece } from './fitted-line.ts';
import { wentWell, type Phase } from './phase.ts';
import type { Palette } from '../../reports/text.ts';
import { forTerminal } from '../../reports/escape/terminal.ts';

export interface LineOptions {
  readonly nowMs: number;
  readonly columns: number;
  readonly colors: Palette;
}

/** The one line that stays of a phase that is over. Pure. */
export function overLine(phase: Phase, { nowMs, columns, colors }: LineOptions): string {
  const mark: Piece = wentWell(phase) ? { text: '✓', paint: colors.green } : { text: '✗', paint: colors.red };
  const elapsed = elapsedText(nowMs - phase.startedAtMs, 'exact');
  return fittedLine([mark, { text: ' ' }, ...headOf(phase, colors), { text: `  ${elapsed}`, paint: colors.dim }], columns);
}

/** A phase that goes on: how far it is, and below it what it is at, in so many lines at most. Pure. */
export function goingLines(phase: Phase, maxLines: number, { nowMs, columns, colors }: LineOptions): readonly string[] {
  const elapsed = elapsedText(nowMs - phase.startedAtMs, 'seconds');
  const { lastFailure, going } = phase;
  const failure: readonly (readonly Piece[])[] =
    lastFailure === undefined
      ? []
      : [[{ text: '  ✗', paint: colors.red }, { text: ` ${forTerminal(lastFailure.item)}  ${forTerminal(lastFailure.why)}` }]];
  const room = Math.max(0, maxLines - 1 - failure.length);
  // Something was said of these, so they are what is waited for.
  const items = [...going].toSorted(([, a], [, b]) => Number(b !== '') - Number(a !== ''));
  const shown = items.length > room ? items.slice(0, Math.max(0, room - 1)) : items;
  const rest = items.length - shown.length;
  const lines: readonly (readonly Piece[])[] = [
    [
      { text: '•', paint: colors.cyan },
      { text: ' ' },
      ...headOf(phase, colors),
      { text: elapsed === '' ? '' : `  ${elapsed}`, paint: colors.dim },
    ],
    ...failure,
    ...shown.map(([item, said]) => [
      { text: `    ${forTerminal(item)}` },
      { text: said === '' ? '' : `  ${forTerminal(said)}`, paint: colors.yellow },
    ]),
    ...(rest > 0 ? [[{ text: `    and ${rest} more`, paint: colors.dim }]] : []),
  ];
  return lines.slice(0, Math.max(1, maxLines)).map((pieces) => fittedLine(pieces, columns));
}

function headOf({ title, total, done, failed, retried }: Phase, colors: Palette): readonly Piece[] {
  return [
    { text: forTerminal(title) },
    ...(total === undefined ? [] : [{ text: `  ${done}/${total}` }]),
    ...(failed === 0 ? [] : [{ text: `  ${failed} failed`, paint: colors.red }]),
    ...(retried.size === 0 ? [] : [{ text: `  ${retried.size} asked again`, paint: colors.yellow }]),
  ];
}
