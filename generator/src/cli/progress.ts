import { forTerminal } from './terminal-text.ts';
import type { Progress } from '../generate/run-context.ts';

/** Nothing at all: `--quiet`. */
export const silentProgress: Progress = {
  begin: () => ({ step: () => {}, note: () => {}, end: () => {} }),
  note: () => {},
};

/** One line an event, for logs: a begin, and whatever is out of the ordinary. With `verbose`, every step. */
export function plainProgress(write: (text: string) => void, verbose: boolean): Progress {
  const line = (text: string): void => write(`${forTerminal(text)}\n`);
  const detail = (text: string): void => {
    if (verbose) line(`  ${text}`);
  };
  return {
    note: line,
    begin: (title, total) => {
      line(`${title} (${total})`);
      return { step: detail, note: detail, end: () => {} };
    },
  };
}

/** A live view on a terminal, gone when it ends: how many are done, the last one, and what is being waited for. */
export async function liveProgress(stream: NodeJS.WriteStream): Promise<Progress> {
  const { createLogUpdate } = await import('log-update');
  return {
    note: (text) => void stream.write(`${forTerminal(text)}\n`),
    begin: (title, total) => {
      // The cursor stays: hiding it would need a hook on signals, which are ours to answer.
      const update = createLogUpdate(stream, { showCursor: true });
      let done = 0;
      let last = '';
      let waiting = '';
      const draw = (): void => update([`${title} ${done}/${total}${last}`, ...(waiting === '' ? [] : [`  ${waiting}`])].join('\n'));
      draw();
      return {
        step: (text) => {
          done += 1;
          last = `  ${forTerminal(text)}`;
          draw();
        },
        note: (text) => {
          waiting = forTerminal(text);
          draw();
        },
        end: () => update.clear(),
      };
    },
  };
}
