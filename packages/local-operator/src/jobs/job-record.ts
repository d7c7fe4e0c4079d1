import type { PayloadInstance } from '@opus-codegen/operator-api';

/** A job, as it is now. */
export interface JobRecord {
  /** Counted up from "2514". */
  readonly id: string;
  /** Whose job it is. */
  readonly workflowId: string;
  /** As it was initiated. */
  readonly title: string;
  /** As it was initiated. */
  readonly description: string;
  /** The version it was pinned to, by number. */
  readonly workflowVersionNumber?: number;
  /** The version it was pinned to, by id. */
  readonly workflowVersionId?: string;
  /** Where its caller wants to be called. It is not. */
  readonly callbackUrl?: string;
  /** `initiated`: not executed yet. `running`: its status is not terminal. `ended`: it is. */
  readonly state: 'initiated' | 'running' | 'ended';
  /** The raw status it answers now. */
  readonly status: string;
  /** In milliseconds, by the clock of the operator. */
  readonly initiatedAt: number;
  /** In milliseconds, by the clock of the operator. Absent: not executed. */
  readonly executedAt?: number;
  /** 1 once a payload was accepted, and one more for every execute after that: each would have run and billed the job again. */
  readonly executeCount: number;
  /** The accepted payload; absent before that and with `recordBodies: false`. */
  readonly payload?: PayloadInstance;
  /** The node it failed at. */
  readonly failedNode?: string;
  /** Why the input node refused an accepted payload: what the live service never tells. */
  readonly inputNodeRefusals: readonly string[];
  /** A v1 payload carried a `typeDefinition`, which the contract does not ask for. */
  readonly typeDefinitionOnV1?: true;
}
