import type { AccessScope, DriftMode } from '@opus-codegen/runtime';

/** What `opus-codegen run` takes besides the flags of every command. */
export interface RunFlags {
  /** The key of the workflow. */
  readonly args: readonly string[];
  readonly input?: string;
  readonly set?: readonly string[];
  readonly file?: readonly string[];
  readonly title?: string;
  readonly description?: string;
  /** In milliseconds, or `Infinity`. */
  readonly timeout: number;
  readonly wait: boolean;
  readonly drift: DriftMode;
  readonly accessScope: AccessScope;
  readonly dryRun: boolean;
  readonly job?: string;
  readonly batch?: string;
  readonly out?: string;
  readonly journal?: string;
  readonly concurrency?: number;
  readonly key?: string;
  readonly ignore?: readonly string[];
  readonly delimiter?: string;
}

/** What belongs to a batch; a single run takes none of it. */
export const BATCH_FLAGS = ['out', 'journal', 'concurrency', 'key', 'ignore', 'delimiter'] as const;
