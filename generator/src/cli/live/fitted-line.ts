import stringWidth from 'string-width';

/** A piece of a line. What it says is harmless already; its colour takes no room. */
export interface Piece {
  readonly text: string;
  readonly paint?: ((text: string) => string) | undefined;
}

/**
 * A line that takes one row of a terminal, whatever the terminal makes of it: cut with an ellipsis before the last column. Terminals disagree about the
 * width of joined emoji, flags and skin tones, so that each of their parts is counted as if it stood alone. Pure.
 */
export function fittedLine(pieces: readonly Piece[], columns: number): string {
  const room = Math.max(1, columns - 1);
  const isWhole = cellsOf(pieces.map(({ text }) => text).join('')) <= room;
  let left = isWhole ? room : room - 1;
  const shown: string[] = [];
  for (const { text, paint = asItIs } of pieces) {
    const head = isWhole ? text : headOf(text, left);
    left -= cellsOf(head);
    if (head !== '') shown.push(paint(head));
    if (head !== text) break;
  }
  return isWhole ? shown.join('') : `${shown.join('')}…`;
}

const asItIs = (text: string): string => text;

function headOf(text: string, cells: number): string {
  let left = cells;
  let head = '';
  for (const character of text) {
    left -= cellsOf(character);
    if (left < 0) return head;
    head += character;
  }
  return head;
}

function cellsOf(text: string): number {
  let cells = 0;
  for (const character of text) cells += /\p{Emoji_Presentation}/u.test(character) ? 2 : stringWidth(character);
  return cells;
}
