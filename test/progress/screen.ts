import { EventEmitter } from 'node:events';
import xterm from '@xterm/headless';

/** A terminal as a user sees it: takes what a program writes and says what stands there. */
export interface Screen {
  /** To be handed to the program as its stderr. */
  readonly stream: NodeJS.WriteStream;
  /** Shows what a program wrote elsewhere. */
  show(text: string): void;
  resize(columns: number, rows: number): void;
  /** Everything from the first line ever written to the last one that is not empty, without blanks at the ends. */
  lines(): Promise<readonly string[]>;
  /** Where the cursor stands: lines from the first one ever written, and columns. */
  cursor(): Promise<{ readonly line: number; readonly column: number }>;
  /** All that was written. */
  readonly written: string;
}

export function openScreen({ columns = 80, rows = 24 }: { readonly columns?: number; readonly rows?: number } = {}): Screen {
  const terminal = new xterm.Terminal({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true, convertEol: true });
  let written = '';
  const show = (text: string): void => {
    written += text;
    terminal.write(text);
  };
  const write = (text: string): true => {
    show(text);
    return true;
  };
  const stream = Object.assign(new EventEmitter(), { isTTY: true, columns, rows, write });
  /** A terminal reads in its own time. */
  const settled = (): Promise<void> => new Promise((resolve) => terminal.write('', resolve));
  return {
    stream: stream as unknown as NodeJS.WriteStream, // what progress uses of one
    show,
    resize(newColumns, newRows) {
      // What was written before is read at the old size.
      terminal.resize(newColumns, newRows);
      Object.assign(stream, { columns: newColumns, rows: newRows });
      stream.emit('resize');
    },
    async lines() {
      await settled();
      const { active } = terminal.buffer;
      const all = Array.from({ length: active.length }, (_, index) => active.getLine(index)?.translateToString(true) ?? '');
      return all.slice(0, all.findLastIndex((line) => line !== '') + 1);
    },
    async cursor() {
      await settled();
      const { baseY, cursorX, cursorY } = terminal.buffer.active;
      return { line: baseY + cursorY, column: cursorX };
    },
    get written() {
      return written;
    },
  };
}
