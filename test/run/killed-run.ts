/**
 * `opus-codegen` in a process that kills itself where it is told to: at a line that it appends to a file. Its clock is hasty, its files are real.
 * Started by the tests beside it.
 */
import { open } from 'node:fs/promises';
import { run } from '../../generator/src/cli/run.ts';
import { createHastyClock } from '../project/hasty-clock.ts';

export interface KilledRun {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly kill?: Kill;
}

/** Where to die: at the nth text with these words in it, counted from 1. */
export interface Kill {
  readonly words: string;
  readonly nth: number;
  /** `torn`: half of it is in the file. */
  readonly when: 'before' | 'torn' | 'after';
}

const { argv, cwd, kill } = JSON.parse(process.argv[2] ?? '{}') as KilledRun; // written by the tests

if (kill !== undefined) await dieAt(kill);
process.exitCode = await run({
  argv,
  cwd,
  env: process.env,
  version: '0.0.0',
  today: '2026-11-23',
  runId: String(process.pid),
  signal: new AbortController().signal,
  sleep: async () => {},
  clock: createHastyClock({ realFromMs: 30_000 }),
  stdout: { isTty: false, write: (text) => void process.stdout.write(text) },
  stderr: { isTty: false, write: (text) => void process.stderr.write(text) },
});

/** Every file that is appended to goes through one method. */
async function dieAt({ words, nth, when }: Kill): Promise<void> {
  const probe = await open(import.meta.filename);
  const handles = Object.getPrototypeOf(probe) as { appendFile(text: string): Promise<void> }; // the class itself is not exported
  await probe.close();
  const { appendFile } = handles;
  let left = nth;
  handles.appendFile = async function (text) {
    if (text.includes(words)) left -= 1;
    if (!text.includes(words) || left !== 0) return appendFile.call(this, text);
    if (when !== 'before') await appendFile.call(this, when === 'torn' ? text.slice(0, text.length / 2) : text);
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => {});
  };
}
