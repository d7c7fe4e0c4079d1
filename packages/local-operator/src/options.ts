import type { Clock } from './clock.ts';
import type { LockfileSource } from './lockfile/lockfile-source.ts';
import type { RecordedRequest } from './recording/recorded-request.ts';
import type { StorageContentType } from './storage/put-verdict.ts';
import type { WorkflowSource } from './workflows/source.ts';

/** What a local operator serves, and how. */
export interface LocalOperatorOptions {
  /** Serves every workflow of an `opus.lock.json`, and lets tests name them by key or handle. */
  readonly lockfile?: LockfileSource;
  /** Workflows, each as an answer of `GET /workflow/{id}`. */
  readonly workflows?: readonly WorkflowSource[];
  /** A folder of JSON files, each one answer of `GET /workflow/{id}`; the id is the one inside, else the file's name. */
  readonly schemaFolder?: string;
  /** The key to accept. Without one, one is made up. */
  readonly serviceKey?: string;
  /** The system's unless given. */
  readonly clock?: Clock;
  /** From execute to the job's end, in milliseconds: 0 unless told, so that the first look shows the end. */
  readonly jobDurationMs?: number;
  /** Of the API; 0 (the default) takes any that is free. */
  readonly port?: number;
  /** Of the storage; 0 (the default) takes any that is free. */
  readonly storagePort?: number;
  /** What the storage thinks of a Content-Type: `required` (the contract) unless told. */
  readonly storageContentType?: StorageContentType;
  /** `false` leaves `X-Amz-SignedHeaders` out of presigned URLs, as some live ones do. */
  readonly announceSignedHeaders?: boolean;
  /** `true` refuses upload calls that name neither `workflowId` nor `workspaceId`, as the live service does since August 2026. */
  readonly requireWorkspaceOnUpload?: boolean;
  /** How many requests are kept: 20,000 unless told. Counts go on beyond it. */
  readonly maxRecordedRequests?: number;
  /** `false` keeps no request bodies, payloads and file bytes, for long runs in little memory. */
  readonly recordBodies?: boolean;
  /** Called when a request is complete and before it is processed: a place to change a schema between two calls. */
  readonly onRequest?: (request: RecordedRequest) => void;
  /** Called when it was answered, or will never be. */
  readonly onAnswered?: (request: RecordedRequest) => void;
}
