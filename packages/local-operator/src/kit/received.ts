/**
 * Inputs as they were received, under the names and of the types that the caller gave them. What goes over the wire in another form is in one form
 * here: a `Date` and a day are both the text `2026-04-30` (`2026-04-30T10:15:00.000Z` where the workflow takes a time), every kind of file is a
 * {@link ReceivedFile}.
 */
export type Received<Value> = Value extends string | number | boolean | null | undefined
  ? Value
  : Value extends Date
    ? string
    : Value extends Blob | { readonly '~file': symbol }
      ? ReceivedFile
      : Value extends readonly (infer Item)[]
        ? readonly Received<Item>[]
        : { readonly [Name in keyof Value]: Received<Value[Name]> };

/** A file that was uploaded and then named by an input. */
export interface ReceivedFile {
  /** As the caller named it, without folders; absent when the upload did not say. */
  readonly name?: string;
  /** `.pdf` */
  readonly extension: string;
  /** As they were uploaded. */
  readonly bytes: Uint8Array;
  /** What the input held: where the operator keeps the file. */
  readonly fileUrl: string;
}
