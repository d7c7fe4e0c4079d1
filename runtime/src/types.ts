/**
 * The types generated code is written in. Nothing here exists at run time.
 *
 * They compile alike under TypeScript 5.4 to 7 and need no library beyond `Blob`.
 */

/** What JSON can carry. Values of a type the workflow does not describe further. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object whose fields the workflow does not describe. A field that is `undefined` is not sent. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/**
 * A calendar day as text, `2025-11-09`. That the day exists is checked at run time.
 *
 * Where a `Date` is taken beside it, its UTC day and time count: `new Date(2025, 10, 9)` east of Greenwich is the 8th.
 */
export type IsoDate = `${number}-${number}-${number}`;

/**
 * A file to send to a workflow that accepts the extensions `E` (lower case, with the dot).
 *
 * Make one with `file('./march.pdf')`, `bytes(data, 'march.pdf')` or `uploaded(url)`, or pass a `Blob` or `File`. A bare string is not a
 * file: a path can so never be mistaken for text. The extension of a literal path is checked by the compiler, every other one before
 * anything is sent.
 */
export type FileInput<E extends string = string> = LocalFile<E> | NamedBytes<E> | UploadedFile | Blob;

/** A file on this machine, made by `file(path)`. Opened only when it is sent, and again for every attempt. */
export interface LocalFile<E extends string = string> {
  /** Marks what only our own functions make; JSON from elsewhere can never name a file of this machine. */
  readonly '~file': symbol;
  readonly path: string;
  readonly extension: E;
}

/** Bytes in memory under a file name, made by `bytes(data, name)`. */
export interface NamedBytes<E extends string = string> {
  readonly '~file': symbol;
  readonly data: ArrayBuffer | ArrayBufferView;
  readonly name: string;
  readonly extension: E;
}

/** A file the service already holds, made by `uploaded(url)`: sent by its `fileUrl`, uploaded no more. */
export interface UploadedFile {
  readonly '~file': symbol;
  readonly url: string;
}

/**
 * The lower-cased extension of a literal path, with its dot: `'.pdf'` for `'./Scans/March.PDF'`, `''` when it has none.
 *
 * A path the compiler cannot see to its end (a `string`, or a template that ends in one) gives `any`, which every `FileInput` takes; the
 * extension is then checked when the workflow is called.
 */
export type ExtensionOf<P extends string> = P extends `${string}.${infer Rest}`
  ? Rest extends `${string}.${string}`
    ? ExtensionOf<Rest>
    : LastPart<Rest, Rest extends `${string}${'/' | '\\'}${string}` ? '' : `.${Lowercase<Rest>}`>
  : LastPart<P, ''>;

/** `Closed` when `Part` is known to its end: an open template is a pattern, and a record by pattern may be empty. */
// The one `any`: only it goes into every list of extensions while a known, wrong extension still goes into none.
// oxlint-disable-next-line typescript/no-explicit-any
type LastPart<Part extends string, Closed> = {} extends Record<Part, 1> ? any : Closed;

/**
 * Stands where an input used to be: any value is a compile error that shows `Message`.
 *
 * Without it, an object built elsewhere would still compile with the field in it, and the value would go nowhere.
 */
export interface RemovedInput<Message extends string> {
  readonly [removed]: Message;
}

// Not exported, so nobody can make a value of the type.
declare const removed: unique symbol;
