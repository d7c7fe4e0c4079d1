/** What a platform with files offers; `#local-files` is `node.ts` there and `unsupported.ts` elsewhere. */
export interface LocalFiles {
  /** Never rejects: what is wrong with the path is the answer. */
  statLocal(path: string): Promise<LocalStat>;

  /**
   * The file's content: a small file's whole, a larger one's read from the disk as it is consumed.
   *
   * @returns `'changed'` when the file is no longer the one that was looked at.
   */
  openLocal(path: string, seen: LocalVersion): Promise<Blob | BufferSource | 'changed'>;

  /**
   * Opens a file of lines to append to, for this process alone.
   *
   * @param header the first line of every such file: one that begins with something else is left as it is and refused.
   * @param onLine called for each line there is, without the header. A last line without its end (the process died writing it) is cut off.
   * @throws {JournalError} not ours, in use by another process, not readable or writable, or what `onLine` threw.
   */
  openLog(path: string, header: string, onLine: (line: string) => void): Promise<LocalLog>;
}

/** Enough to notice that somebody wrote to the file. */
export interface LocalVersion {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

export type LocalStat =
  | ({ readonly kind: 'file' } & LocalVersion)
  | { readonly kind: 'missing' }
  | { readonly kind: 'directory' }
  /** `reason` in words, such as `EACCES`. */
  | { readonly kind: 'unreadable'; readonly reason: string };

export interface LocalLog {
  /** Resolves when the line is on the disk. After a failure every later one fails too: the file may end in half a line. */
  append(line: string): Promise<void>;
  close(): Promise<void>;
}
