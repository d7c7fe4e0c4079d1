import { CATALOG, type DiagnosticName } from './catalog.ts';
import type { ExitReason } from './exit-codes.ts';
import type { Severity } from './catalog-entry.ts';

/** One thing the user should know: what, where, why, and what to do next. Plain data; texts may hold hostile characters until they are printed. */
export interface Diagnostic {
  /** Stable, `OPUS1001`. */
  readonly code: string;
  readonly name: DiagnosticName;
  readonly severity: Severity;
  readonly what: string;
  /** A config key, a lockfile pointer or a path: `opus.config.ts › workflows.invoice`. */
  readonly where?: string;
  readonly why: string;
  readonly fix: string;
  /** How it counts for the exit code. Absent: it does not. */
  readonly exit?: ExitReason;
}

export interface DiagnosticDetail {
  /** The sentence about this very case. Without it, the catalog's title. */
  readonly what?: string;
  readonly where?: string | undefined;
  /** In place of the catalog's general sentence. */
  readonly why?: string;
  /** In place of the catalog's general advice. */
  readonly fix?: string;
}

/** Makes a diagnostic from its catalog entry and what is particular to the case. Every message a user sees is made here. */
export function diagnose(name: DiagnosticName, detail: DiagnosticDetail = {}): Diagnostic {
  const entry = CATALOG[name];
  return {
    code: entry.code,
    name,
    severity: entry.severity,
    what: detail.what ?? `${entry.title}.`,
    ...(detail.where === undefined ? {} : { where: detail.where }),
    why: detail.why ?? entry.why,
    fix: detail.fix ?? entry.fix,
    ...(entry.exit === undefined ? {} : { exit: entry.exit }),
  };
}

/** Ends a command: what it holds is all there is to say. */
export class DiagnosticError extends Error {
  override readonly name = 'DiagnosticError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(...diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ code, what }) => `${code} ${what}`).join('\n'));
    this.diagnostics = diagnostics;
  }
}

/** The reasons a list of diagnostics gives for an exit code other than 0. */
export function exitReasonsOf(diagnostics: readonly Diagnostic[]): readonly ExitReason[] {
  return diagnostics.flatMap(({ exit }) => (exit === undefined ? [] : [exit]));
}
