/** A node that failed, as the audit names it. */
export interface FailedNode {
  readonly name: string;
  /** The node's own status, where the audit tells. */
  readonly status?: string;
  /** The beginning of the node's own message, where the audit tells. */
  readonly message?: string;
}

/** What the audit of a job says, whichever shape it came in (operator-api.md §4, A1 to A3). */
export interface AuditReport {
  readonly jobExecutionId: string;
  /** The contract's trail (A1). Empty where the service sends node counts instead. */
  readonly entries: readonly AuditEntry[];
  readonly failedNodes: readonly FailedNode[];
  /** Present where the service tells (A2, A3). */
  readonly progress?: NodeProgress;
  /** The answer as it came. May hold files and personal data, hundreds of kB: do not log it whole. */
  readonly raw: unknown;
}

export interface AuditEntry {
  readonly timestamp: string;
  readonly actor: string;
  readonly action: string;
}

export interface NodeProgress {
  readonly nodes: number;
  readonly executedNodes: number;
  readonly runningNode?: string;
}
