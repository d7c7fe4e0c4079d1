import { contentOf } from '../files/content.ts';
import { isBlob, isLocalFile, isNamedBytes, isUploaded } from '../files/source.ts';
import { isRecord } from '../input/describe.ts';

/**
 * SHA-256 of a workflow's id and an input, equal for equal values whatever the order of their fields: what a journal knows an input by.
 *
 * A local file counts by its path, bytes and Blobs by name and content, an uploaded file by its URL without the signature.
 *
 * @param input values that a workflow's `check` found nothing wrong with.
 */
export async function inputDigest(workflowId: string, input: unknown): Promise<string> {
  return sha256(new TextEncoder().encode(JSON.stringify([workflowId, await plain(input)])));
}

/** The value as nested lists, each said to be what it is, so that no two different values look alike. */
async function plain(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return ['list', await Promise.all(value.map(plain))];
  if (isLocalFile(value)) return ['path', value.path];
  if (isUploaded(value)) return ['url', value.url.replace(/[?#].*$/s, '')];
  if (isBlob(value)) return ['blob', 'name' in value ? value.name : '', value.type, await sha256(await value.arrayBuffer())];
  if (isNamedBytes(value)) return ['bytes', value.name, await sha256(contentOf(value))];
  if (!isRecord(value)) return value;
  const keys = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort();
  return ['fields', await Promise.all(keys.map(async (key) => [key, await plain(value[key])]))];
}

async function sha256(data: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
