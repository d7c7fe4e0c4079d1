import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { UploadRequest, UploadResponse } from '@opus-codegen/operator-api';
import type { StoredFile } from './stored-file.ts';

/** How long a presigned URL lives (operator-api.md §5). */
export const URL_LIFETIME_MS = 300_000;

/** A place to put one file, from the moment its URL is asked for. */
export interface Slot {
  readonly request: UploadRequest;
  readonly fileUrl: string;
  readonly signature: string;
  readonly issuedAt: number;
  file?: StoredFile;
}

export interface StorageOptions {
  /** Whether URLs carry `X-Amz-SignedHeaders`, and whether the Content-Type is among them. */
  readonly signedHeaders: 'host' | 'content-type;host' | 'untold';
  readonly keepBytes: boolean;
}

export class FileStore {
  readonly #origin: string;
  readonly #options: StorageOptions;
  readonly #slots = new Map<string, Slot>();

  constructor(origin: string, options: StorageOptions) {
    this.#origin = origin;
    this.#options = options;
  }

  issue(request: UploadRequest, now: number): UploadResponse {
    const path = `/media/private/uploaded/media_${randomUUID()}${request.fileExtension}`;
    const signature = randomBytes(32).toString('hex');
    const fileUrl = this.#origin + path;
    this.#slots.set(path, { request, fileUrl, signature, issuedAt: now });
    const date = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    const { signedHeaders } = this.#options;
    const query = new URLSearchParams({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': `LOCAL/${date.slice(0, 8)}/local/s3/aws4_request`,
      'X-Amz-Date': date,
      'X-Amz-Expires': String(URL_LIFETIME_MS / 1000),
      ...(signedHeaders === 'untold' ? {} : { 'X-Amz-SignedHeaders': signedHeaders }),
      'X-Amz-Signature': signature,
    });
    return { presignedUrl: `${fileUrl}?${query.toString()}`, fileUrl };
  }

  /** The slot of a path, if the query is signed for it. */
  slot(path: string, query: Readonly<Record<string, string>>): Slot | undefined {
    const slot = this.#slots.get(path);
    const signature = query['X-Amz-Signature'];
    return slot !== undefined && signature !== undefined && sameText(slot.signature, signature) ? slot : undefined;
  }

  keep(slot: Slot, bytes: Uint8Array, contentType: string | undefined): void {
    const { request } = slot;
    slot.file = {
      fileUrl: slot.fileUrl,
      fileExtension: request.fileExtension,
      accessScope: request.accessScope,
      ...(request.originalName === undefined ? {} : { originalName: request.originalName }),
      ...(request.workflowId === undefined ? {} : { workflowId: request.workflowId }),
      ...(request.workspaceId === undefined ? {} : { workspaceId: request.workspaceId }),
      ...(contentType === undefined ? {} : { contentType }),
      sizeBytes: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      ...(this.#options.keepBytes ? { bytes } : {}),
      putCount: (slot.file?.putCount ?? 0) + 1,
    };
  }

  /** The stored file of a `fileUrl`; undefined when nothing was put there, or when the URL is none of ours. */
  file(fileUrl: string): StoredFile | undefined {
    if (!fileUrl.startsWith(`${this.#origin}/`)) return undefined;
    return this.#slots.get(fileUrl.slice(this.#origin.length))?.file;
  }

  files(): readonly StoredFile[] {
    return [...this.#slots.values()].flatMap((slot) => (slot.file === undefined ? [] : [slot.file]));
  }

  clear(): void {
    this.#slots.clear();
  }
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
