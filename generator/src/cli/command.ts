import type { Clock } from '@opus-codegen/runtime';
import type picocolors from 'picocolors';
import type { ExitReason } from '../diagnostics/exit-codes.ts';
import type { StatusView } from '../run/status-view.ts';
import type { Terminal } from './terminal.ts';
import type { Env } from '../config/env-file.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RunContext } from '../generate/run-context.ts';
import type { ReportFormat } from '../reports/render-report.ts';

export type Colors = ReturnType<typeof picocolors.createColors>;
/** Every command takes some of these; `program.ts` says which. */
export type OutputFormat = ReportFormat | 'openapi' | 'json-schema';

/** The flags every command takes. */
export interface CommonOptions {
  readonly config: readonly string[];
  readonly cwd: string;
  readonly filter: readonly string[];
  readonly format: OutputFormat;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export interface CommandContext extends RunContext {
  readonly env: Env;
  /** Ours, for reports. */
  readonly version: string;
  /** `2026-11-23`, in UTC: what acceptances are held against. */
  readonly today: string;
  /** For what goes to stdout. */
  readonly colors: Colors;
  /** Absent: nobody can be asked. */
  readonly terminal?: Terminal;
  /** What a run that takes its time tells on stderr. */
  readonly openView: () => Promise<StatusView>;
  readonly stdin: () => AsyncIterable<Uint8Array>;
  /** Aborted when the reader of stdout has gone, which ends a command that is there to tell (`watch | head`), and no other. Absent: it stays. */
  readonly unread?: AbortSignal;
  /** Where the command was typed; `--cwd` starts there. */
  readonly shellCwd: string;
  /** What jobs are waited for by. Absent: the system's. */
  readonly clock?: Clock;
  /** For a command that goes on until it is stopped: says on stdout, at once, what it has to say there. Its result is then `announced`. */
  readonly announce: (announcement: Announcement) => void;
  /** For the same: says on stderr, at once, what others say at their end. Nothing in json, where it belongs into an announcement. */
  readonly tell: (diagnostics: readonly Diagnostic[]) => void;
}

export interface Announcement {
  /** Without the last line end. */
  readonly text: string;
  /** For `--format json`, in one line. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** What a command has to say. Nothing is printed before it is done, so stdout holds one whole document or nothing. */
export interface CommandResult {
  /** For stdout, without the last line end. */
  readonly text: string;
  /** The text is what was asked for, not a word about it: `--quiet` does not take it away, and diagnostics are told on stderr. */
  readonly isDocument?: boolean;
  /** For `--format json`, beside `command`, `exitCode`, `exitReasons` and `diagnostics`. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly diagnostics: readonly Diagnostic[];
  /** The text says the diagnostics itself; they are not told again on stderr. */
  readonly saidInText?: boolean;
  /** Everything was said as it went (`announce`, `tell`), and nothing more is: it was stopped, which is how it ends well or an interruption. */
  readonly announced?: 'well' | 'interrupted';
  /** Absent: those of the diagnostics. */
  readonly exitReasons?: readonly ExitReason[];
}

export type Command<Options> = (options: Options & CommonOptions, context: CommandContext) => Promise<CommandResult>;
