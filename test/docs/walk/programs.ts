import { spawn } from 'node:child_process';
import { Writable } from 'node:stream';
import { run, type Surroundings } from '../../../generator/src/cli/run.ts';
import { binOf } from '../../tools/bin-of.ts';

export interface Around {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface Ended {
  readonly stdout: string;
  /** Both streams, as they come on a screen. */
  readonly screen: string;
  readonly exitCode: number;
}

/** `opus-codegen` as at a terminal, where progress is gone when it ends. */
export async function opusCodegen(argv: readonly string[], around: Around): Promise<Ended> {
  const nowhere = Object.assign(new Writable({ write: (_chunk, _encoding, done) => done() }), { isTTY: true, columns: 80 });
  const { surroundings, printed } = recorded(argv, around, new AbortController().signal);
  // The live part goes to a stream that nobody sees; what is said for good is written by itself.
  const live = nowhere as unknown as NodeJS.WriteStream;
  const exitCode = await run({ ...surroundings, stderr: { ...surroundings.stderr, isTty: true, live } });
  return { ...printed(), exitCode };
}

/** A command that goes on until it is stopped: what it says once it has begun. */
export interface Going extends AsyncDisposable {
  readonly begun: Ended;
}

/** `opus-codegen serve`, on ports of its own. */
export async function beginServing(argv: readonly string[], around: Around): Promise<Going> {
  const stop = new AbortController();
  const { surroundings, printed } = recorded([...argv, '--port', '0'], around, stop.signal);
  const ended = run(surroundings);
  while (!printed().screen.includes('Ctrl-C')) {
    const exitCode = await Promise.race([ended, new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined)))]);
    if (exitCode !== undefined) throw new Error(`${argv.join(' ')} ended with ${exitCode}:\n${printed().screen}`);
  }
  return {
    begun: { ...printed(), exitCode: 0 },
    async [Symbol.asyncDispose]() {
      stop.abort(new Error('interrupted'));
      await ended;
    },
  };
}

let runs = 0;

interface Recorded {
  readonly surroundings: Surroundings;
  readonly printed: () => Pick<Ended, 'stdout' | 'screen'>;
}

function recorded(argv: readonly string[], { cwd, env }: Around, signal: AbortSignal): Recorded {
  const texts = { stdout: '', screen: '' };
  runs += 1;
  return {
    surroundings: {
      argv,
      cwd,
      env,
      version: '0.1.0',
      today: '2026-11-23',
      runId: `walk-${process.pid}-${runs}`,
      signal,
      sleep: async () => {},
      stdout: {
        isTty: false,
        write(text) {
          texts.stdout += text;
          texts.screen += text;
        },
      },
      stderr: { isTty: false, write: (text) => (texts.screen += text) },
    },
    // oxlint-disable-next-line no-control-regex -- colours of stderr
    printed: () => ({ ...texts, screen: texts.screen.replaceAll(/\u001b\[[\d;]*m/g, '') }),
  };
}

const PROGRAMS: Readonly<Record<string, readonly [program: string, ...args: readonly string[]]>> = {
  tsc: [process.execPath, binOf('typescript', 'tsc'), '--pretty', 'false'],
  node: [process.execPath],
  echo: ['echo'],
};

export function otherProgram(name: string, args: readonly string[], { cwd, env }: Around): Promise<Ended> {
  const known = PROGRAMS[name];
  if (known === undefined) throw new Error(`The walk does not know how to run ${name}.`);
  const [program, ...first] = known;
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...first, ...args], {
      cwd,
      env: { PATH: process.env['PATH'], NO_COLOR: '1', ...env },
      // It is the shell's own there.
      shell: process.platform === 'win32' && name === 'echo',
    });
    const texts = { stdout: '', screen: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      texts.stdout += text;
      texts.screen += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.screen += text));
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ ...texts, exitCode: exitCode ?? 130 }));
  });
}
