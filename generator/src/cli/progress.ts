import { forTerminal } from '../reports/escape/terminal.ts';
import type { Progress } from '../generate/run-context.ts';

/** Nothing at all: `--quiet`. */
export const silentProgress: Progress = {
  begin: () => ({ start: () => {}, note: () => {}, step: () => {}, end: () => {} }),
  note: () => {},
};

/** Lines for logs, without times: a begin, and what was out of the ordinary. With `verbose`, every step. */
export function plainProgress(write: (text: string) => void, verbose: boolean): Progress {
  const line = (text: string): void => write(`${forTerminal(text)}\n`);
  const detail = (text: string): void => {
    if (verbose) line(`  ${text}`);
  };
  return {
    note: line,
    begin: (title, total) => {
      line(total === undefined ? title : `${title} (${total})`);
      let failed = 0;
      const askedAgain = new Set<string>();
      return {
        start: () => {},
        note(item, text) {
          askedAgain.add(item);
          detail(`${item}: ${text}`);
        },
        step(item, failure) {
          if (failure !== undefined) failed += 1;
          detail(failure === undefined ? item : `${item} failed: ${failure}`);
        },
        end() {
          const told = [
            ...(askedAgain.size === 0 ? [] : [`${askedAgain.size} asked again`]),
            ...(failed === 0 ? [] : [`${failed} failed`]),
          ];
          if (told.length > 0) line(`${title}: ${told.join(', ')}`);
        },
      };
    },
  };
}
