/** What becomes of one file. Paths are relative to the folder that is set up, with forward slashes. */
export type PlannedFile =
  | { readonly kind: 'create'; readonly path: string; readonly text: string; readonly isSecret?: boolean }
  /** Lines, or an entry of an object, are put into it; all else stays. */
  | {
      readonly kind: 'add';
      readonly path: string;
      readonly before: string;
      readonly text: string;
      readonly added: readonly string[];
    }
  /** Nothing to do. */
  | { readonly kind: 'there'; readonly path: string; readonly what: string }
  /** Not ours to change. */
  | { readonly kind: 'by-hand'; readonly path: string; readonly what: string };

/** Whether a plan leaves everything as it is. */
export function changesNothing(files: readonly PlannedFile[]): boolean {
  return files.every(({ kind }) => kind === 'there' || kind === 'by-hand');
}
