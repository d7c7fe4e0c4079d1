/** `opus.drift.json`: findings that were accepted, so that CI goes on. The guard before a run never reads it (codegen.md, accept). */
export interface AcceptanceFile {
  readonly driftFileVersion: 1;
  /** Sorted by workflow, place, rule and fingerprint, by code unit. */
  readonly accepted: readonly Acceptance[];
}

/** One finding, and who answers for it. */
export interface Acceptance {
  /** The id of the rule. */
  readonly rule: string;
  /** The workflow's key in the config. */
  readonly workflow: string;
  /** As reports tell it: `invoice.inputs.lines[].sku`. */
  readonly place: string;
  /** Of the finding: what was accepted is this very change, and no other one at the same place. */
  readonly fingerprint: string;
  readonly reason: string;
  readonly owner: string;
  /** `2026-12-31`: the last day it holds, in UTC. */
  readonly until: string;
}

export const ACCEPTANCE_FILE_VERSION = 1;

/** Beside the lockfile. */
export const ACCEPTANCE_FILE_NAME = 'opus.drift.json';
