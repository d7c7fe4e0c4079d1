import { randomBytes } from 'node:crypto';
import { isatty } from 'node:tty';
import { setTimeout as sleepFor } from 'node:timers/promises';
import picocolors from 'picocolors';
import { renderDiagnostics } from './render-diagnostics.ts';
import { run } from './run.ts';
import type { Terminal } from './terminal.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { EXIT_CODES, EXIT_INTERRUPTED } from '../diagnostics/exit-codes.ts';
import { ownPackage } from '../own-package.ts';
import { errorCode } from '../paths/error-code.ts';

/** The process `opus-codegen`: hands it to `run` and ends it. The only place that does. */
export async function main(): Promise<never> {
  const interruption = new AbortController();
  let interrupts = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      interrupts += 1;
      // Asked twice: no more waiting for an orderly end. What is left behind, the next command completes or removes.
      if (interrupts > 1) {
        process.off('exit', endEarly);
        process.exit(EXIT_INTERRUPTED);
      }
      interruption.abort(new Error('interrupted'));
    });
  }
  let lost: NodeJS.ErrnoException | undefined;
  const unread = new AbortController();
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // `opus-codegen list | head` closes our stdout early: nobody reads any more, and that is no error.
    if (error.code === 'EPIPE') unread.abort(new Error('nobody reads stdout'));
    else lost ??= error;
  });
  // What cannot be told there can be told nowhere; the work goes on.
  process.stderr.on('error', () => {});
  process.on('exit', endEarly);
  process.on('uncaughtExceptionMonitor', () => process.off('exit', endEarly));
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
    // Absent where it is a pipe or a file, whatever its type says.
    stdout: { isTty: Boolean(process.stdout.isTTY), write: (text) => void process.stdout.write(text), unread: unread.signal },
    stderr: { isTty: Boolean(process.stderr.isTTY), write: (text) => void process.stderr.write(text), live: process.stderr },
    stdin: () => process.stdin,
    terminal: isatty(0) && isatty(2) ? terminal(() => interruption.abort(new Error('interrupted'))) : undefined,
  });
  // Writes to a pipe may still be on their way (Windows).
  await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((resolve) => stream.write('', resolve))));
  process.off('exit', endEarly);
  if (lost === undefined || exitCode === EXIT_INTERRUPTED) process.exit(exitCode);
  tell(diagnose('stdout-lost', { what: `stdout could not be written (${errorCode(lost) ?? lost.message}).` }));
  process.exit(exitCode === 0 ? EXIT_CODES.usage : exitCode);
}

/** Only code that is run as part of a command ends the process, or waits for what never comes: the config's. */
function endEarly(): void {
  tell(diagnose('ended-early'));
  process.exitCode = EXIT_CODES.usage;
}

function tell(diagnostic: Diagnostic): void {
  process.stderr.write(`${renderDiagnostics([diagnostic], picocolors.createColors(false))}\n`);
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
