import type { SchemaGeneration, Variable } from '../model.ts';

/** `opus.lock.json`: what the bindings were generated from, and the TypeScript names that must not move (codegen.md, lockfile). */
export interface Lockfile {
  /** Of the format. Another number is another format. */
  readonly lockfileVersion: 1;
  /** By config key, sorted by code unit. */
  readonly workflows: Readonly<Record<string, LockedWorkflow>>;
}

/** One workflow, as it was when its bindings were generated. */
export interface LockedWorkflow {
  /** The id the config names. */
  readonly workflowId: string;
  /** The version the config pins, sent with every read and every initiate. Absent: whatever is published. */
  readonly pin?: VersionPin;
  /** The version the service reported at the pull (v2 workflows). */
  readonly version?: number;
  /** The platform's title. For people only: names in code come from the config key. */
  readonly name: string;
  /** As written in the canvas; for people only. */
  readonly description: string;
  /** Decides how arrays and objects are sent. */
  readonly generation: SchemaGeneration;
  /** `false` when the service said at the pull that the workflow is switched off. */
  readonly active?: false;
  /** Of inputs and outputs apart: `fp1:…`. */
  readonly fingerprint: { readonly inputs: string; readonly outputs: string };
  /** With their pinned TypeScript names, in the order of the generated code. */
  readonly inputs: readonly Variable[];
  /** With their pinned TypeScript names, in the order of the generated code. */
  readonly outputs: readonly Variable[];
  /** Inputs that went away and are kept as `RemovedInput<…>` until `generate --prune`. */
  readonly removed: readonly RemovedVariable[];
}

/** A published version to hold on to, by its number or by its id. */
export type VersionPin = { readonly version: number } | { readonly workflowVersionId: string };

/** An input that went away and whose name is kept, so that callers who still send it stop compiling. */
export interface RemovedVariable {
  /** Its TypeScript name. */
  readonly name: string;
  /** Its last label. */
  readonly displayName?: string;
}
