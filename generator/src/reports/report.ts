import type { Finding, Level, Variable } from '@opus-codegen/schema';

/** What a comparison of the lockfile with the service found, ready to be printed in any format. Plain data; its texts come from the canvas. */
export interface DriftReport {
  readonly tool: { readonly name: 'opus-codegen'; readonly version: string };
  /** Relative to the working directory, with forward slashes. */
  readonly lockfilePath: string;
  /** The lockfile that was compared, as it is on disk: findings point at its lines. */
  readonly lockfileText: string;
  /** Every configured workflow, in the order of the config. */
  readonly workflows: readonly WorkflowReport[];
  /** The level from which drift fails the run (`--fail-on`). Absent: `breaking`. Only JUnit, which knows no levels, depends on it. */
  readonly failOn?: Level;
}

/** One workflow: what is known about it, and what changed. */
export interface WorkflowReport {
  /** The key in the config. */
  readonly key: string;
  readonly workflowId: string;
  /** The platform's title. */
  readonly name: string;
  /** `verified`: the service says what the lockfile says. `drifted`: it says something else. `unverified`: nobody could look. */
  readonly state: WorkflowState;
  /** Why nobody could look. Only where `state` is `unverified`. */
  readonly reason?: UnverifiedReason;
  readonly findings: readonly Finding[];
  /** As locked. */
  readonly before?: SchemaSides;
  /** As the service tells it now, with the names the lockfile pins. */
  readonly after?: SchemaSides;
  /** What stops compiling (`--impact`). Absent: nobody looked; empty: nothing does. */
  readonly callSites?: readonly CallSite[];
}

export type WorkflowState = 'verified' | 'drifted' | 'unverified';

export interface UnverifiedReason {
  /** `OPUS3005` */
  readonly code: string;
  readonly message: string;
  /** The next step, where the catalog of diagnostics has one. */
  readonly hint?: string;
  /** 30: the service did not answer. 31: it did not let us look. */
  readonly exitCode: 30 | 31;
}

export interface SchemaSides {
  readonly inputs: readonly Variable[];
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
