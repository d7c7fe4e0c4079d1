import type { Finding, RuleId } from '@opus-codegen/schema';

/** What `check --impact` asks: these files, regenerated because of these findings, in this project. */
export interface ImpactRequest {
  /** The folder results are told relative to, absolute. */
  readonly cwd: string;
  /**
   * A tsconfig file, or the folder of one; relative to `cwd`. Its project references are followed. Without it: the tsconfig.json nearest to the
   * bindings, else to `cwd`, and those of the other packages of the same workspace.
   */
  readonly tsconfigPath?: string;
  /** Every generated file as it would be, by absolute path; `undefined`: the file goes away. Held against the disk in memory; nothing is written. */
  readonly overlay: ReadonlyMap<string, string | undefined>;
  /** What changed, by workflow key. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
}

export interface ImpactResult {
  /** What would stop compiling, by file, line and column. A place broken for two reasons is told once for each. */
  readonly callSites: readonly CallSite[];
  /** Errors the project has with or without the change. */
  readonly unrelatedErrorCount: number;
  /** The first hundred of them. */
  readonly unrelated: readonly ProjectError[];
  /** The tsconfig files looked at that include the bindings, relative to `cwd`. Empty, like all the rest, when regenerating changes no file. */
  readonly projects: readonly string[];
  /** Source files whose errors were looked for: every one of these projects, but in a large one only those that depend on the bindings. */
  readonly filesChecked: number;
  /** What the reader should know about how far the answer goes, one sentence each: packages not installed, a tsconfig left out. */
  readonly notes: readonly string[];
}

/** A place in the user's own sources. */
export interface SourcePlace {
  /** Relative to `cwd`, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

export interface CallSite extends SourcePlace {
  /** Absent when nothing tells which of several changed workflows it comes from. */
  readonly workflowKey?: string;
  /** The source line, trimmed and cut. */
  readonly text: string;
  /** `runInvoiceWorkflow({ … }) lacks poNumber` */
  readonly summary: string;
  /** TypeScript's own: 2345 for `TS2345`. */
  readonly diagnosticCode: number;
  /** TypeScript's own words, in several lines where they are. */
  readonly message: string;
  /** The finding that causes it. Absent when only the workflow is certain. */
  readonly rule?: RuleId;
  readonly findingFingerprint?: string;
}

export interface ProjectError extends SourcePlace {
  readonly diagnosticCode: number;
  readonly message: string;
}
