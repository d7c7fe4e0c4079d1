import type { PayloadInstance } from '@opus-codegen/operator-api';
import type { JobRecord } from './job-record.ts';

/** What a job does once it is executed. An empty one completes with plausible outputs, in the contract's shapes. */
export interface Outcome {
  /** The raw status after the job's time is over: `COMPLETED` unless told. */
  readonly status?: string;
  /** Raw answers of successive status requests instead of the clock's; the last one repeats. */
  readonly statuses?: readonly string[];
  /** How long the job runs, instead of the operator's `jobDurationMs`. */
  readonly durationMs?: number;
  /** The outputs, by wire or display name, and no others. A function may build on the plausible ones. `undefined` leaves an output out. */
  readonly outputs?: Outputs | ((payload: PayloadInstance, plausible: Outputs) => Outputs);
  /** The branch the run took: only these outputs, by wire or display name, are returned. */
  readonly branch?: readonly string[];
  /** The sentence beside the outputs. */
  readonly summary?: string;
  /** Instead of the URLs found among the outputs. */
  readonly outputFiles?: readonly string[];
  /** The shape the results are answered in: `R1` unless told. */
  readonly resultsShape?: ResultsShape;
  /** The shape the audit is answered in: `A1` unless told. */
  readonly auditShape?: AuditShape;
  /** The node an unsuccessful job stopped at: the last working one unless told. */
  readonly failedNode?: string;
  /** What that node says in the audit. */
  readonly failureMessage?: string;
  /** The job stays in `status` (`WAITING` unless told) until another outcome is told for its workflow, and then takes that one. */
  readonly held?: true;
  /** The results come this much later than the status `COMPLETED`. */
  readonly resultsReadyAfterMs?: number;
  /** What the results call answers in between: 409 unless told. `empty` is a 200 without a body. */
  readonly notReadyAnswer?: 202 | 404 | 409 | 'empty';
}

/** An outcome, or one for each job: called when the job is executed. */
export type OutcomeSource = Outcome | ((job: JobRecord) => Outcome);

/** Of an outcome that is told. */
export interface OutcomeUse {
  /** For so many jobs, the next to be executed; without it, for all that have no other. */
  readonly times?: number | undefined;
}

/** Values by wire name or label. */
export type Outputs = Readonly<Record<string, unknown>>;

/** The shapes of results seen (operator-api.md §4). */
export type ResultsShape = 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | 'R6' | 'R7' | 'R8';

/** The shapes of audits seen (operator-api.md §4); `null` is A2 with `"audit": null`. */
export type AuditShape = 'A1' | 'A2' | 'A3' | 'null';
