import type { OperatorCall } from './calls.ts';
import type { Fault } from './faults/fault.ts';
import type { JobRecord } from './jobs/job-record.ts';
import type { OutcomeSource, OutcomeUse } from './jobs/outcome.ts';
import type { TestKit } from './kit/test-kit.ts';
import type { RecordedRequest } from './recording/recorded-request.ts';
import type { StoredFile } from './storage/stored-file.ts';
import type { WorkflowSource } from './workflows/source.ts';

/**
 * A running Operator API with its storage (operator-api.md §1), on two loopback ports. `await using` closes it. `Bindings` is the module of
 * generated bindings that its keys are typed by: `LocalOperator<typeof import('./opus/index.ts')>`.
 */
export interface LocalOperator<Bindings = unknown> extends TestKit<Bindings>, AsyncDisposable {
  /** `http://127.0.0.1:<port>` of the API. */
  readonly baseUrl: string;
  /** `http://127.0.0.1:<other port>` of the presigned URLs and stored files: another origin, so that a leaked key shows. */
  readonly storageOrigin: string;
  /** The key it accepts: 97 characters beginning with an underscore, like a real one. */
  readonly serviceKey: string;

  /** What arrived at both origins, oldest first, up to `maxRecordedRequests`. */
  readonly requests: readonly RecordedRequest[];
  /** Those of one call, oldest first. */
  requestsOf(call: OperatorCall): readonly RecordedRequest[];
  /** Counts also requests no longer kept. */
  requestCount(call: OperatorCall | 'unknown'): number;
  /** How many requests brought a service key to the storage. Anything but 0 is a bug of the client. */
  readonly leakedKeyCount: number;
  /** Forgets the requests so far. */
  clearRequests(): void;

  /** Every job, in the order of their initiation, as they are at this moment. */
  readonly jobs: readonly JobRecord[];
  /** One job, as it is now. */
  job(jobExecutionId: string): JobRecord | undefined;

  /** Adds a workflow, or replaces the one of the same id with its outcome and versions. Gives back the id. */
  putWorkflow(workflow: WorkflowSource): string;
  /**
   * Changes the current schema, as somebody in the canvas would: `edit` gets a copy, and changes it in place or returns another. `Raw` is what the
   * caller knows the schema to be. Throws when the id is not known.
   */
  editWorkflow<Raw = unknown>(workflowId: string, edit: (raw: Raw) => unknown): void;
  /** The workflow is answered with 404 from then on. */
  removeWorkflow(workflowId: string): void;
  /** The workflows that are served. */
  readonly workflowIds: readonly string[];
  /** What jobs executed from now on do, or the next `times` of them before that. Throws when the id is not known. */
  setOutcome(workflowId: string, outcome: OutcomeSource, use?: OutcomeUse): void;

  /** The file somebody put behind a `fileUrl`. */
  storedFile(fileUrl: string): StoredFile | undefined;
  /** Every file that was uploaded. */
  readonly storedFiles: readonly StoredFile[];

  /** Plans something to go wrong. Faults strike in the order they were planned. */
  fault(fault: Fault): void;
  /** Takes back every fault that has not struck yet. */
  clearFaults(): void;

  /** Everything as it was at the start, but for the ports and the key: workflows, outcomes, jobs, files, faults, requests. Between two tests. */
  reset(): void;

  /** Destroys every connection, hanging ones too. May be called twice. */
  close(): Promise<void>;
}
