import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Variable } from '../model.ts';
import { canonicalForm } from './canonical-form.ts';

/** The fingerprint of some inputs or outputs: `fp1:` and the SHA-256 of their canonical form, in hex. Synchronous, on any runtime. */
export function fingerprint(variables: readonly Variable[]): string {
  return `fp1:${hashText(canonicalForm(variables))}`;
}

/** SHA-256 of a text as UTF-8, in hex. */
export function hashText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}
