import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import type { Terminal } from '../../generator/src/cli/terminal.ts';
import type { Step } from './terminal.ts';

/** A terminal of streams, at which somebody waits for texts and types: what the real one does, without a process. */
export interface TypedTerminal {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** The texts that were not waited for to the end. */
  readonly left: readonly Step[];
}

export function typedTerminal(steps: readonly Step[]): TypedTerminal {
  const interruption = new AbortController();
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns: 160, rows: 50 });
  const left = [...steps];
  let shown = '';
  let seen = 0;
  output.on('data', (data: Buffer) => {
    shown = stripVTControlCharacters(shown + data.toString());
    const [next] = left;
    const at = next === undefined ? -1 : shown.indexOf(next.expect, seen);
    if (next === undefined || at === -1) return;
    seen = at + next.expect.length;
    left.shift();
    // After what is being written: the prompt listens by then.
    setImmediate(() => input.write(next.send));
  });
  return { terminal: { input, output, interrupt: () => interruption.abort(new Error('interrupted')) }, signal: interruption.signal, left };
}
