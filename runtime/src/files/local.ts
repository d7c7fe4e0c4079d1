/** What a platform with files offers; `#local-files` is `node.ts` there and `unsupported.ts` elsewhere. */
export interface LocalFiles {
  /** Never rejects: what is wrong with the path is the answer. */
  statLocal(path: string): Promise<LocalStat>;

  /**
   * The file's content, read from the disk as it is consumed.
   *
   * @returns `'changed'` when the file is no longer the one that was looked at.
   */
  openLocal(path: string, seen: LocalVersion): Promise<Blob | 'changed'>;
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
