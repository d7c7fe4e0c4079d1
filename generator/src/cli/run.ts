import type { Clock } from '@opus-codegen/runtime';
import picocolors from 'picocolors';
import type { Env } from '../config/env-file.ts';
import { diagnose, DiagnosticError, exitReasonsOf, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Progress } from '../generate/run-context.ts';
import { printJson, printJsonLine } from '../reports/escape/json.ts';
import type { CommandResult } from './command.ts';
import { diagnosticJson } from './diagnostic-json.ts';
import { EXIT_INTERRUPTED, exitCodeOf, sortedReasons } from '../diagnostics/exit-codes.ts';
import { readCommandLine, type Invocation } from './program.ts';
import { plainProgress, silentProgress } from './progress.ts';
import { renderDiagnostics } from './render-diagnostics.ts';
import { logView, silentView, type StatusView } from '../run/status-view.ts';
import type { Terminal } from './terminal.ts';

/** What a run needs of its process. */
export interface Surroundings {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Env;
  readonly version: string;
  /** `2026-11-23`, in UTC. */
  readonly today: string;
  readonly runId: string;
  readonly signal: AbortSignal;
  readonly sleep: (delayMs: number, signal: AbortSignal) => Promise<void>;
  readonly stdout: Sink & { readonly unread?: AbortSignal | undefined };
  readonly stderr: Sink & { readonly live?: NodeJS.WriteStream | undefined };
  /** Absent: nobody can be asked. */
  readonly terminal?: Terminal | undefined;
  /** Absent: nothing is piped in. */
  readonly stdin?: (() => AsyncIterable<Uint8Array>) | undefined;
  /** What jobs are waited for by. Absent: the system's. */
  readonly clock?: Clock | undefined;
}

export interface Sink {
  readonly isTty: boolean;
  write(text: string): void;
}

/** Runs one command line and returns the exit code. Everything a user sees is written here. Never rejects, never ends the process. */
export async function run(around: Surroundings): Promise<number> {
  const { argv, env, stdout, stderr } = around;
  const { verbose, json, color } = earlyFlags(argv);
  const isColored = color && (env['NO_COLOR'] ?? '') === '';
  const told = {
    json,
    quiet: false,
    verbose,
    command: 'opus-codegen',
    cwd: around.cwd,
    outColors: isColored && stdout.isTty,
    errColors: isColored && stderr.isTty,
  };
  let invocation: Invocation | undefined;
  try {
    invocation = await readCommandLine(argv, { version: around.version, cwd: around.cwd, write: (text) => stdout.write(text) });
  } catch (error) {
    return finish(failure(error, around, verbose), told, around);
  }
  if (invocation === undefined) return 0;
  const { common, command } = invocation;
  const telling = { ...told, json: common.format === 'json', quiet: common.quiet, verbose: common.verbose, command, cwd: common.cwd };
  let result: CommandResult;
  try {
    result = await invocation.run({
      env,
      version: around.version,
      today: around.today,
      signal: around.signal,
      sleep: around.sleep,
      runId: around.runId,
      colors: picocolors.createColors(telling.outColors),
      progress: await progressFor(telling, around),
      tell: (diagnostics) => telling.json || tell(diagnostics, telling, stderr),
      announce: (said) => stdout.write(`${telling.json ? printJsonLine({ formatVersion: 1, command, ...said.json }) : said.text}\n`),
      openView: () => viewFor(telling, around),
      stdin: around.stdin ?? nothing,
      ...(stdout.unread && { unread: stdout.unread }),
      shellCwd: around.cwd,
      ...(around.clock && { clock: around.clock }),
      // Some CI gives its jobs a terminal; nobody sits there.
      ...(around.terminal === undefined || isCi(env) ? {} : { terminal: around.terminal }),
    });
  } catch (error) {
    result = failure(error, around, common.verbose);
  }
  return finish(result, telling, around);
}

interface Telling {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly command: string;
  /** Absolute: paths in json are relative to it. */
  readonly cwd: string;
  readonly outColors: boolean;
  readonly errColors: boolean;
}

function finish(result: CommandResult, telling: Telling, { stdout, stderr, signal }: Surroundings): number {
  const reasons = result.exitReasons ?? exitReasonsOf(result.diagnostics);
  if (result.announced !== undefined) return result.announced === 'well' ? exitCodeOf(reasons) : EXIT_INTERRUPTED;
  const exitCode = signal.aborted ? EXIT_INTERRUPTED : exitCodeOf(reasons);
  if (telling.json) {
    const document = {
      formatVersion: 1,
      command: telling.command,
      exitCode,
      exitReasons: signal.aborted ? ['interrupted'] : sortedReasons(reasons),
      ...result.json,
      diagnostics: result.diagnostics.map((diagnostic) => diagnosticJson(diagnostic, telling.cwd)),
    };
    stdout.write(`${printJson(document)}\n`);
  } else if (result.text !== '' && (!telling.quiet || result.isDocument === true || (result.saidInText === true && exitCode !== 0))) {
    stdout.write(`${result.text}\n`);
  }
  if (!telling.json && result.saidInText !== true) tell(result.diagnostics, telling, stderr);
  return exitCode;
}

function tell(diagnostics: readonly Diagnostic[], { quiet, verbose, errColors }: Telling, stderr: Sink): void {
  const shown = diagnostics.filter(({ severity }) => severity === 'error' || (severity === 'warning' ? !quiet : verbose));
  const text = renderDiagnostics(shown, picocolors.createColors(errColors), { links: verbose });
  if (text !== '') stderr.write(`${text}\n`);
}

/** What is said of an error: the user's own matters as they are, an abort as such, anything else as a bug of ours. */
function failure(error: unknown, { signal }: Surroundings, verbose: boolean): CommandResult {
  return { text: '', json: {}, diagnostics: diagnosticsOf(error, signal, verbose) };
}

function diagnosticsOf(error: unknown, signal: AbortSignal, verbose: boolean): readonly Diagnostic[] {
  if (signal.aborted) return [diagnose('interrupted')];
  if (error instanceof DiagnosticError) return error.diagnostics;
  if (error instanceof Error && error.name === 'CommanderError') return usageDiagnostics(error);
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const stack = verbose && error instanceof Error ? { why: error.stack ?? message } : {};
  return [diagnose('own-bug', { what: message, ...stack })];
}

function usageDiagnostics(error: Error): readonly Diagnostic[] {
  // Help and the version are told by throwing, too.
  if ('exitCode' in error && error.exitCode === 0) return [];
  const [what = '', ...hints] = error.message.replace(/^error: /, '').split('\n');
  const hint = hints.join(' ').replace(/[()]/g, '').trim();
  return [
    diagnose('bad-usage', {
      what: `${what.slice(0, 1).toUpperCase()}${what.slice(1)}.`.replace('..', '.'),
      ...(hint === '' ? {} : { fix: hint }),
    }),
  ];
}

/** Flags that matter before the command line is understood, for telling that it is not. */
function earlyFlags(argv: readonly string[]): { readonly verbose: boolean; readonly json: boolean; readonly color: boolean } {
  return {
    verbose: argv.includes('--verbose'),
    json: argv.includes('--format=json') || argv.some((argument, index) => argument === '--format' && argv[index + 1] === 'json'),
    color: !argv.includes('--no-color'),
  };
}

async function progressFor(telling: Telling, around: Surroundings): Promise<Progress> {
  if (telling.quiet) return silentProgress;
  const live = liveStream(telling, around);
  if (live === undefined) return plainProgress((text) => around.stderr.write(text), telling.verbose);
  const { liveProgress } = await import('./live/live-progress.ts');
  return liveProgress(live, picocolors.createColors(telling.errColors));
}

async function viewFor(telling: Telling, around: Surroundings): Promise<StatusView> {
  if (telling.quiet) return silentView;
  const live = liveStream(telling, around);
  if (live === undefined) return logView((text) => around.stderr.write(text));
  const { liveView } = await import('./live/live-view.ts');
  return liveView(live);
}

/** A terminal with somebody before it, who wants no log. */
function liveStream({ verbose }: Telling, { stderr, env }: Surroundings): NodeJS.WriteStream | undefined {
  return stderr.isTty && !isCi(env) && !verbose ? stderr.live : undefined;
}

async function* nothing(): AsyncGenerator<Uint8Array, void, undefined> {}

function isCi(env: Env): boolean {
  return (env['CI'] ?? '') !== '' && env['CI'] !== 'false';
}
