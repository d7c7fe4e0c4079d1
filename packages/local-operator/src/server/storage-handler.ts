import { emptyAnswer, xmlAnswer, type Answer } from '../answer.ts';
import { judgePut, type StorageContentType } from '../storage/put-verdict.ts';
import type { FileStore } from '../storage/store.ts';
import type { Received } from './received.ts';

export interface StorageState {
  readonly files: FileStore;
  readonly now: number;
  readonly contentType: StorageContentType;
}

/** The whole answer of the storage origin. It only takes PUTs; a plain GET of a `fileUrl` is 404, as live (operator-api.md §5). */
export function answerStorage(state: StorageState, received: Received): Answer {
  const { headers, body } = received;
  const carriesServiceKey = headers['x-service-key'] !== undefined;
  if (received.method !== 'PUT' && !carriesServiceKey) return xmlAnswer(404, 'NoSuchKey', 'The specified key does not exist.');
  const slot = state.files.slot(received.path, received.query);
  const contentType = headers['content-type'];
  const length = headers['content-length'];
  const refusal = judgePut({
    carriesServiceKey,
    contentLength: length === undefined ? undefined : Math.max(Number(length), body.sizeBytes),
    contentType,
    slot: slot === undefined ? undefined : { issuedAt: slot.issuedAt, extension: slot.request.fileExtension },
    storageContentType: state.contentType,
    now: state.now,
  });
  if (refusal !== undefined) return xmlAnswer(refusal.status, refusal.code, refusal.message);
  if (slot !== undefined) state.files.keep(slot, body.bytes, contentType);
  return emptyAnswer(200);
}
