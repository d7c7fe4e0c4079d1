import type { Clock } from '../clock.ts';
import type { JobStore } from '../jobs/store.ts';
import type { FileStore } from '../storage/store.ts';
import type { WorkflowStore } from '../workflows/store.ts';

/** Everything the eight calls work on. */
export interface OperatorState {
  readonly workflows: WorkflowStore;
  readonly jobs: JobStore;
  readonly files: FileStore;
  readonly clock: Clock;
  readonly storageOrigin: string;
  readonly jobDurationMs: number;
  readonly keepPayloads: boolean;
  readonly requireWorkspaceOnUpload: boolean;
}

/** A request whose key, content type and JSON were found good. */
export interface ApiRequest {
  readonly path: string;
  /** The id in the path, decoded; empty for calls that have none. */
  readonly id: string;
  readonly query: Readonly<Record<string, string>>;
  /** The parsed body; undefined for a GET. */
  readonly json: unknown;
}
