import type { PayloadInstance } from '@opus-codegen/operator-api';

/** A job, as it is now. */
export interface JobRecord {
  readonly id: string;
  readonly workflowId: string;
  readonly title: string;
  readonly description: string;
  readonly workflowVersionNumber?: number;
  readonly workflowVersionId?: string;
  readonly callbackUrl?: string;
  /** `initiated`: not executed yet. `running`: its status is not terminal. `ended`: it is. */
  readonly state: 'initiated' | 'running' | 'ended';
  /** The raw status it answers now. */
  readonly status: string;
  readonly initiatedAt: number;
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
