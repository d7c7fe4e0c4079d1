import type { FileExtension } from '@opus-codegen/operator-api';
import { fitsExtension } from './content-types.ts';
import { URL_LIFETIME_MS } from './store.ts';

/** The largest file the service takes (operator-api.md §5). */
export const MAX_FILE_BYTES: number = 10 * 1024 * 1024;

/** What the storage thinks of a Content-Type: the contract requires it; some URLs of 2026 answer 403 when it is sent. */
export type StorageContentType = 'required' | 'forbidden' | 'any';

export interface PutQuestion {
  readonly carriesServiceKey: boolean;
  /** Absent when the body came chunked. */
  readonly contentLength: number | undefined;
  readonly contentType: string | undefined;
  /** What the URL was signed for; absent when there is no such URL, or the signature is wrong. */
  readonly slot: { readonly issuedAt: number; readonly extension: FileExtension } | undefined;
  readonly storageContentType: StorageContentType;
  readonly now: number;
}

export interface PutRefusal {
  readonly status: 400 | 403 | 411;
  readonly code: string;
  readonly message: string;
}

/** Why the storage refuses a PUT, or undefined when it stores the bytes. */
export function judgePut(question: PutQuestion): PutRefusal | undefined {
  const { slot, contentType } = question;
  if (question.carriesServiceKey) {
    return { status: 403, code: 'AccessDenied', message: 'The request carries x-service-key, which must never reach the storage.' };
  }
  if (slot === undefined) return mismatch('The request signature we calculated does not match the signature you provided.');
  if (question.now >= slot.issuedAt + URL_LIFETIME_MS) return { status: 403, code: 'AccessDenied', message: 'Request has expired' };
  if (question.contentLength === undefined) {
    return { status: 411, code: 'MissingContentLength', message: 'You must provide the Content-Length HTTP header.' };
  }
  if (question.contentLength > MAX_FILE_BYTES) {
    return { status: 400, code: 'EntityTooLarge', message: 'Your proposed upload exceeds the maximum allowed size' };
  }
  switch (question.storageContentType) {
    case 'any':
      return undefined;
    case 'forbidden':
      return contentType === undefined ? undefined : mismatch('This URL was signed without a Content-Type, and one was sent.');
    case 'required':
      if (contentType === undefined) return mismatch('This URL was signed with a Content-Type, and none was sent.');
      return fitsExtension(contentType, slot.extension)
        ? undefined
        : mismatch(`This URL was signed for another Content-Type: the file is a ${slot.extension}.`);
    default:
      return question.storageContentType satisfies never;
  }
}

const mismatch = (message: string): PutRefusal => ({ status: 403, code: 'SignatureDoesNotMatch', message });
