import type { AccessScope, FileExtension } from '@opus-codegen/operator-api';

/** A file somebody asked an upload URL for and put there. */
export interface StoredFile {
  readonly fileUrl: string;
  readonly fileExtension: FileExtension;
  readonly accessScope: AccessScope;
  readonly originalName?: string;
  readonly workflowId?: string;
  readonly workspaceId?: string;
  /** As the PUT said it; absent when it said none. */
  readonly contentType?: string;
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Absent with `recordBodies: false`. */
  readonly bytes?: Uint8Array;
  /** How often this URL was PUT successfully. */
  readonly putCount: number;
}
