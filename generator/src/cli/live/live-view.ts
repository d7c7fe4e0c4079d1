import { createLogUpdate } from 'log-update';
import { fittedLine } from './fitted-line.ts';
import type { StatusView } from '../../run/status-view.ts';
import { forTerminal } from '../../reports/escape/terminal.ts';

const REDRAW_EVERY_MS = 1_000;

/** On a terminal: lines that stay, and below them one that moves, always in a single row. */
export function liveView(stream: NodeJS.WriteStream): StatusView {
  // The cursor stays: hiding it would need a hook on signals, which are ours to answer.
  const update = createLogUpdate(stream, { showCursor: true });
  let shown: ((columns: number) => string) | undefined;
  let timer: NodeJS.Timeout | undefined;
  const draw = (): void => {
    const columns = stream.columns > 0 ? stream.columns : 80;
    // The last column stays free.
    if (shown !== undefined) update(fittedLine([{ text: forTerminal(shown(columns - 1)) }], columns));
  };
  return {
    say(text) {
      update.clear();
      stream.write(`${forTerminal(text)}\n`);
      draw();
    },
    news: draw,
    show(text) {
      shown = text;
      timer ??= setInterval(draw, REDRAW_EVERY_MS).unref();
      draw();
    },
    end() {
      clearInterval(timer);
      shown = undefined;
      update.clear();
    },
  };
}
