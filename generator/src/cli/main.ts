import { randomBytes } from 'node:crypto';
import { isatty } from 'node:tty';
import { setTimeout as sleepFor } from 'node:timers/promises';
import { EXIT_INTERRUPTED } from '../diagnostics/exit-codes.ts';
import { run } from './run.ts';
import type { Terminal } from './terminal.ts';
import { ownPackage } from '../own-package.ts';

/** The process `opus-codegen`: hands it to `run` and ends it. The only place that does. */
export async function main(): Promise<never> {
  const interruption = new AbortController();
  let interrupts = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      interrupts += 1;
      // Asked twice: no more waiting for an orderly end. What is left behind, the next command completes or removes.
      if (interrupts > 1) process.exit(EXIT_INTERRUPTED);
      interruption.abort(new Error('interrupted'));
    });
  }
  // `opus-codegen list | head` closes our stdout early: nobody reads any more, and that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const exitCode = await run({
    argv: process.argv.slice(2),
    cwd: process.cwd(),
    env: process.env,
    version: ownPackage().version,
    today: new Date().toISOString().slice(0, 10),
    runId: `${process.pid}-${randomBytes(6).toString('hex')}`,
    signal: interruption.signal,
    sleep: async (delayMs, signal) => {
      await sleepFor(delayMs, undefined, { signal });
    },
    stdout: { isTty: process.stdout.isTTY, write: (text) => void process.stdout.write(text) },
    stderr: { isTty: process.stderr.isTTY, write: (text) => void process.stderr.write(text), live: process.stderr },
    stdin: () => process.stdin,
    terminal: isatty(0) && isatty(2) ? terminal(() => interruption.abort(new Error('interrupted'))) : undefined,
  });
  // Writes to a pipe may still be on their way (Windows).
  await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((resolve) => stream.write('', resolve))));
  process.exit(exitCode);
}

function terminal(interrupt: () => void): Terminal {
  return {
    // Opened when somebody is asked: an open stdin is read ahead.
    get input() {
      return process.stdin;
    },
    output: process.stderr,
    interrupt,
  };
}
