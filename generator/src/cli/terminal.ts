import type { Readable, Writable } from 'node:stream';

/** The terminal somebody sits at and can be asked. Where nobody does (a script, a pipe, CI) there is none. */
export interface Terminal {
  /** What is typed. */
  readonly input: Readable;
  /** Where questions are shown: stderr, for stdout holds the result alone. */
  readonly output: Writable;
  /** Stops the run as Ctrl-C does: while a prompt reads key by key, the system makes no signal of it. */
  interrupt(): void;
}
