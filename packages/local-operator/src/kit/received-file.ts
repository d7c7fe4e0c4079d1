import type { StoredFile } from '../storage/stored-file.ts';
import type { ReceivedFile } from './received.ts';

/** Undefined where the bytes were not kept. */
export function receivedFile(file: StoredFile | undefined): ReceivedFile | undefined {
  if (file?.bytes === undefined) return undefined;
  const { originalName, fileExtension, bytes, fileUrl } = file;
  return {
    ...(originalName === undefined ? {} : { name: originalName }),
    extension: fileExtension,
    // A copy and no Buffer: equal to any bytes that are the same.
    bytes: new Uint8Array(bytes),
    fileUrl,
  };
}
