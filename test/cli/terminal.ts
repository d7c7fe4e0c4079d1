import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What somebody at a terminal waits for, and then types. */
export interface Step {
  readonly expect: string;
  readonly send: string;
}

/** What somebody waits for, and then types; or the size their window has from then on. */
export type TerminalStep = Step | { readonly expect: string; readonly resize: TerminalSize };

export type TerminalSize = readonly [columns: number, rows: number];

export interface TerminalResult {
  readonly code: number;
  /** Everything that was shown, without colours and cursor movements. */
  readonly output: string;
  /** Everything that was written, in base64. */
  readonly written: string;
  /** The first text that was waited for in vain. */
  readonly missing: string | null;
  /** After how many bytes the size changed. */
  readonly resizes: readonly { readonly at: number; readonly to: TerminalSize }[];
  /** Whether the terminal's modes at the end are those of the beginning. */
  readonly isAsBefore: boolean;
}

export interface TerminalOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly size?: TerminalSize;
}

export const ENTER = '\r';
export const CTRL_C = '\u0003';

const python = spawnSync('python3', ['-c', 'import pty'], { encoding: 'utf8' });

/** Whether this machine has what a terminal takes; says so where it does not. */
export const hasTerminals: boolean = python.status === 0;
if (!hasTerminals) console.warn('Prompts and the live list are not tested here: python3 with its module pty is not on this machine.');

/** Runs a program on a terminal of its own, answers what it asks, and changes the size of its window. */
export async function atTerminal(
  argv: readonly string[],
  steps: readonly TerminalStep[],
  { cwd, env, size: [columns, rows] = [160, 50] }: TerminalOptions,
): Promise<TerminalResult> {
  const child = spawn('python3', [join(import.meta.dirname, 'at-terminal.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ argv, cwd, env: { TERM: 'xterm', ...env }, columns, rows, steps, timeoutSeconds: 25 }));
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  return JSON.parse(text) as TerminalResult; // what at-terminal.py prints
}
