import type { AccessScope, FileExtension } from '@opus-codegen/operator-api';

/** A file somebody asked an upload URL for and put there. */
export interface StoredFile {
  /** What callers send as the value of an input. */
  readonly fileUrl: string;
  /** As asked for, with its dot. */
  readonly fileExtension: FileExtension;
  /** As asked for. */
  readonly accessScope: AccessScope;
  /** As asked for. */
  readonly originalName?: string;
  /** As asked for. */
  readonly workflowId?: string;
  /** As asked for. */
  readonly workspaceId?: string;
  /** As the PUT said it; absent when it said none. */
  readonly contentType?: string;
  /** Of what was uploaded. */
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Absent with `recordBodies: false`. */
  readonly bytes?: Uint8Array;
  /** How often this URL was PUT successfully. */
  readonly putCount: number;
}
