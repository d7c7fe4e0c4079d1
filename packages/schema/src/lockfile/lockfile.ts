import type { SchemaGeneration, Variable } from '../model.ts';

/** `opus.lock.json`: what the bindings were generated from, and the TypeScript names that must not move (codegen.md, lockfile). */
export interface Lockfile {
  readonly lockfileVersion: 1;
  /** By config key, sorted by code unit. */
  readonly workflows: Readonly<Record<string, LockedWorkflow>>;
}

export interface LockedWorkflow {
  readonly workflowId: string;
  /** The version the config pins, sent with every read and every initiate. Absent: whatever is published. */
  readonly pin?: VersionPin;
  /** The version the service reported at the pull (v2 workflows). */
  readonly version?: number;
  /** The platform's title. For people only: names in code come from the config key. */
  readonly name: string;
  readonly description: string;
  readonly generation: SchemaGeneration;
  /** `false` when the service said at the pull that the workflow is switched off. */
  readonly active?: false;
  readonly fingerprint: { readonly inputs: string; readonly outputs: string };
  readonly inputs: readonly Variable[];
  readonly outputs: readonly Variable[];
  /** Inputs that went away and are kept as `RemovedInput<…>` until `generate --prune`. */
  readonly removed: readonly RemovedVariable[];
}

export type VersionPin = { readonly version: number } | { readonly workflowVersionId: string };

export interface RemovedVariable {
  readonly name: string;
  readonly displayName?: string;
}
