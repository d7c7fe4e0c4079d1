import type { OutcomeSource } from '../jobs/outcome.ts';

/** A workflow to serve. */
export interface WorkflowSource {
  /** Needed only when the schema itself does not say (`workflowId`, `workflow_id`). */
  readonly id?: string;
  /** What `GET /workflow/{id}` answers: raw JSON of either generation. Something unreadable is served as it is; its jobs are then not validated. */
  readonly schema: unknown;
  /** What jobs of this workflow do. Without one they complete with plausible outputs. */
  readonly outcome?: OutcomeSource;
  /** Published versions that `?version`, `?workflowVersionId` and initiate's pins may name. Without any, every pin gives `schema`. */
  readonly versions?: readonly WorkflowVersion[];
}

/** A published version, which a pinned read is answered with. */
export interface WorkflowVersion {
  /** Its number. */
  readonly version?: number;
  /** Its id. */
  readonly workflowVersionId?: string;
  /** What `GET /workflow/{id}` answers for it. */
  readonly schema: unknown;
}
