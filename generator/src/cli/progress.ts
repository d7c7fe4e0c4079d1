import type { Spinner } from 'yocto-spinner';
import { forTerminal } from './terminal-text.ts';
import type { Progress } from '../generate/run-context.ts';

/** Nothing at all: `--quiet`. */
export const silentProgress: Progress = { begin: () => ({ step: () => {}, note: () => {}, end: () => {} }), note: () => {} };

/** One line an event, for logs: a begin, and whatever is out of the ordinary. With `verbose`, every step. */
export function plainProgress(write: (text: string) => void, verbose: boolean): Progress {
  const line = (text: string): void => write(`${forTerminal(text)}\n`);
  return {
    note: line,
    begin: (title, total) => {
      line(`${title} (${total})`);
      return {
        step: (text) => {
          if (verbose) line(`  ${text}`);
        },
        note: (text) => {
          if (verbose) line(`  ${text}`);
        },
        end: () => {},
      };
    },
  };
}

/** One live line on a terminal: how many are done, and which was the last. */
export async function liveProgress(stream: NodeJS.WriteStream): Promise<Progress> {
  const { default: yoctoSpinner } = await import('yocto-spinner');
  const note = (text: string): void => void stream.write(`${forTerminal(text)}\n`);
  return {
    note,
    begin: (title, total) => {
      let done = 0;
      const spinner: Spinner = yoctoSpinner({ text: `${title} 0/${total}`, stream }).start();
      return {
        step: (text) => {
          done += 1;
          spinner.text = `${title} ${done}/${total}  ${forTerminal(text)}`;
        },
        note: (text) => {
          spinner.text = `${title} ${done}/${total}  ${forTerminal(text)}`;
        },
        end: () => void spinner.stop(),
      };
    },
  };
}
