import { FILE_EXTENSIONS } from '@opus-codegen/schema';
import type { ExtensionOf, FileInput, LocalFile, NamedBytes, UploadedFile } from '../types.ts';
import { extensionsOf } from './media-type.ts';

// Registered, so that files made by another copy of this package are files here too.
const LOCAL = Symbol.for('opus-codegen.file.local');
const BYTES = Symbol.for('opus-codegen.file.bytes');
const UPLOADED = Symbol.for('opus-codegen.file.uploaded');

/**
 * A file on this machine to pass as an input. Nothing is read here: it is looked at before the job is made and opened when it is sent.
 *
 * @param path relative to the working directory, or absolute. The extension of a literal path is checked by the compiler.
 */
export function file<P extends string>(path: P): LocalFile<ExtensionOf<P>> {
  return { '~file': LOCAL, path, extension: extensionOf(path) };
}

/**
 * Bytes in memory to pass as a file.
 *
 * @param data is read when it is sent: do not change it before the run has ended.
 * @param name the file name the platform shows; its extension must be one the workflow accepts.
 */
export function bytes<P extends string>(data: ArrayBuffer | ArrayBufferView, name: P): NamedBytes<ExtensionOf<P>> {
  return { '~file': BYTES, data, name, extension: extensionOf(name) };
}

/** A file the service already holds. `url` is the `fileUrl` an upload returned, or one from a workflow's outputs; it is sent as it is. */
export function uploaded(url: string): UploadedFile {
  return { '~file': UPLOADED, url };
}

export function isLocalFile(value: unknown): value is LocalFile {
  return markOf(value) === LOCAL;
}

export function isNamedBytes(value: unknown): value is NamedBytes {
  return markOf(value) === BYTES;
}

export function isUploaded(value: unknown): value is UploadedFile {
  return markOf(value) === UPLOADED;
}

export function isBlob(value: unknown): value is Blob {
  return typeof Blob === 'function' && value instanceof Blob;
}

export function isFile(value: unknown): value is FileInput {
  return isLocalFile(value) || isNamedBytes(value) || isUploaded(value) || isBlob(value);
}

/** The lower-cased extension with its dot (`'.pdf'`), `''` when there is none. The same rule as the type `ExtensionOf`. */
// The type follows the literal; the compiler cannot follow the regular expression to it.
export function extensionOf<P extends string>(name: P): ExtensionOf<P> {
  return (/\.[^./\\]*$/.exec(name)?.[0].toLowerCase() ?? '') as ExtensionOf<P>;
}

function markOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && '~file' in value ? value['~file'] : undefined;
}

/**
 * The extension a file is sent under: of its path or name, or for a `Blob` without one by its media type, preferring an accepted one.
 * `''` when nothing tells.
 */
export function extensionToSend(source: FileInput, accept: readonly string[]): string {
  if (isLocalFile(source)) return extensionOf(source.path);
  if (isNamedBytes(source)) return extensionOf(source.name);
  if (isUploaded(source)) return extensionOf(pathOfUrl(source.url));
  const named = 'name' in source && typeof source.name === 'string' ? extensionOf(source.name) : '';
  if (named !== '') return named;
  const typed = extensionsOf(source.type);
  return typed.find((extension) => accept.includes(extension)) ?? typed[0] ?? '';
}

function pathOfUrl(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : '';
}

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

/** Equal for two inputs that are the same file: the same path, the same `Blob`, the same bytes under the same name. Uploaded once a run. */
export function fileKey(source: FileInput, accept: readonly string[] | undefined): string {
  if (isLocalFile(source)) return `path ${source.path}`;
  const content = isNamedBytes(source) ? source.data : source;
  const identity = identities.get(content) ?? ++lastIdentity;
  identities.set(content, identity);
  return `${identity} ${isNamedBytes(source) ? source.name : extensionToSend(source, accept ?? FILE_EXTENSIONS)}`;
}
