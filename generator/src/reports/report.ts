import type { Finding, Level, Variable } from '@opus-codegen/schema';

/** What a comparison of the lockfile with the service found, ready to be printed in any format. Plain data; its texts come from the canvas. */
export interface DriftReport {
  /** What made the report. */
  readonly tool: { readonly name: 'opus-codegen'; readonly version: string };
  /** Relative to the working directory, with forward slashes. */
  readonly lockfilePath: string;
  /** The lockfile that was compared, as it is on disk: findings point at its lines. */
  readonly lockfileText: string;
  /** Two lockfiles were compared, and nobody asked the service. Absent: the lockfile was held against the service. */
  readonly lockfiles?: LockfileComparisonNotes;
  /** Every configured workflow, in the order of the config. */
  readonly workflows: readonly WorkflowReport[];
  /** The level from which drift fails the run (`--fail-on`). Absent: `breaking`. Only JUnit, which knows no levels, depends on it. */
  readonly failOn?: Level;
}

/** What stands around a comparison of two lockfiles. */
export interface LockfileComparisonNotes {
  /** The older one, as it was named. */
  readonly olderPath: string;
  /** Keys that only the newer one has. */
  readonly added: readonly string[];
  /** Keys that only the older one has. */
  readonly removed: readonly string[];
}

/** One workflow: what is known about it, and what changed. */
export interface WorkflowReport {
  /** The key in the config. */
  readonly key: string;
  /** The id the config names. */
  readonly workflowId: string;
  /** The platform's title. */
  readonly name: string;
  /** `verified`: the service says what the lockfile says. `drifted`: it says something else. `unverified`: nobody could look. */
  readonly state: WorkflowState;
  /** Why nobody could look. Only where `state` is `unverified`. */
  readonly reason?: UnverifiedReason;
  /** Those that count: what was accepted stands apart. */
  readonly findings: readonly Finding[];
  /** Findings that somebody answers for until a day (`opus-codegen accept`): told, but not counted. Absent: none. */
  readonly accepted?: readonly AcceptedFinding[];
  /** Where it is locked, when that is not the report's own lockfile. */
  readonly lockfile?: { readonly path: string; readonly text: string };
  /** As locked. */
  readonly before?: SchemaSides;
  /** As the service tells it now, with the names the lockfile pins. */
  readonly after?: SchemaSides;
  /** What stops compiling (`--impact`). Absent: nobody looked; empty: nothing does. */
  readonly callSites?: readonly CallSite[];
}

/** A finding that somebody answers for until a day. */
export interface AcceptedFinding {
  /** What was accepted. */
  readonly finding: Finding;
  /** Why it was accepted, in somebody's own words. */
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** `2026-12-31`: the last day it holds. */
  readonly until: string;
}

/** What is known about a workflow. `unverified` is neither drift nor its absence. */
export type WorkflowState = 'verified' | 'drifted' | 'unverified';

/** Why nobody could look. */
export interface UnverifiedReason {
  /** `OPUS3005` */
  readonly code: string;
  /** What happened, as a whole sentence. */
  readonly message: string;
  /** The next step, where the catalog of diagnostics has one. */
  readonly hint?: string;
  /** 30: the service did not answer. 31: it did not let us look. 0: it was not to be asked. */
  readonly exitCode: 0 | 30 | 31;
}

/** What a workflow expects and returns. */
export interface SchemaSides {
  /** What callers send. */
  readonly inputs: readonly Variable[];
  /** What readers get. */
  readonly outputs: readonly Variable[];
}

/** A place in the user's own code. */
export interface CallSite {
  /** Relative to the working directory, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** What is wrong there, or the call itself: one line. */
  readonly text: string;
  /** The finding that breaks it, where that is known. */
  readonly findingFingerprint?: string;
}
