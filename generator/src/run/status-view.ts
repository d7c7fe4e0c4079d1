import { forTerminal } from '../reports/escape/terminal.ts';

/** What a long run tells on stderr: lines that stay, and on a terminal one last line that moves. */
export interface StatusView {
  /** A line that stays. */
  say(text: string): void;
  /** A line where the view is a log; on a terminal the moving line has it. */
  news(text: string): void;
  /** What the moving line shows from now on: asked for at once, and every second. What is longer than the columns there are is cut. */
  show(text: (columns: number) => string): void;
  /** Takes the moving line away. */
  end(): void;
}

/** Nothing at all: `--quiet`. */
export const silentView: StatusView = { say: () => {}, news: () => {}, show: () => {}, end: () => {} };

/** For logs: lines only. */
export function logView(write: (text: string) => void): StatusView {
  const line = (text: string): void => write(`${forTerminal(text)}\n`);
  return { say: line, news: line, show: () => {}, end: () => {} };
}
