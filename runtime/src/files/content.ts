import type { NamedBytes } from '../types.ts';

/** Copied, because what is shared or changed while it is sent must not break the length that was promised. */
export function contentOf({ data }: NamedBytes): BufferSource {
  return (ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data)).slice();
}
