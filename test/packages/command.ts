import { spawn } from 'node:child_process';
import { delimiter, isAbsolute } from 'node:path';
import { repositoryRoot } from '../project/linked-project.ts';

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  /** stdout and stderr, as they came: what a failed assertion should show. */
  readonly output: string;
}

export interface CommandOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Folders in which programs are looked for first. */
  readonly path?: readonly string[];
}

/** Runs a program to its end. The environment is a shell's: nothing of the package manager or the test runner around it. */
export async function run(program: string, args: readonly string[], options: CommandOptions): Promise<Ended> {
  // On Windows package managers, and what they install as commands, are scripts that only a shell runs; it splits at blanks.
  const shell = process.platform === 'win32' && !isAbsolute(program);
  const quoted = shell ? args.map((arg) => (/[\s&|<>^()]/.test(arg) ? `"${arg}"` : arg)) : args;
  const child = spawn(program, quoted, { cwd: options.cwd, env: cleanEnvironment(options), stdio: ['ignore', 'pipe', 'pipe'], shell });
  let stdout = '';
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exitCode = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  return { exitCode, stdout, output };
}

/** Like `run`, for steps that have to work. @throws with everything it printed. */
export async function runWell(program: string, args: readonly string[], options: CommandOptions): Promise<Ended> {
  const ended = await run(program, args, options);
  if (ended.exitCode !== 0) {
    throw new Error(`${program} ${args.join(' ')} ended with ${ended.exitCode} in ${options.cwd}:\n${ended.output.slice(-8000)}`);
  }
  return ended;
}

export function cleanEnvironment({ env = {}, path = [] }: Omit<CommandOptions, 'cwd'>): NodeJS.ProcessEnv {
  const outer = /^(?:npm_|pnpm_|PNPM_SCRIPT|VITEST|VITE_|OPUS_|NODE_OPTIONS$|NODE_COMPILE_CACHE$|NODE_ENV$|INIT_CWD$|CI$)/i;
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
  return {
    ...inherited,
    PATH: [...path, process.env['PATH']].join(delimiter),
    NO_COLOR: '1',
    // The registry and the operator are on this machine; a proxy would look for them on its own.
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
    ...env,
  };
}

/** `pnpm` in a folder: the one that runs these tests, else the one that the README calls. @throws when it does not end with 0. */
export function runPnpm(folder: string, args: readonly string[]): Promise<Ended> {
  const running = process.env['npm_execpath'];
  const isPnpm = process.env['npm_config_user_agent']?.startsWith('pnpm/') ?? false;
  const [program, ...before] =
    running === undefined || !isPnpm
      ? (['npx', '-y', 'pnpm@12'] as const)
      : /\.[cm]?js$/.test(running)
        ? ([process.execPath, running] as const)
        : ([running] as const);
  // From the checkout: npx would look for pnpm itself in the registry that the folder names.
  return runWell(program, [...before, '--dir', folder, ...args], { cwd: repositoryRoot });
}
