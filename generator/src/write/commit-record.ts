import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Which of the two trees a commit is to end in. */
export type Tree = 'former' | 'next';

/**
 * The write-ahead record of a commit, in the root of its project. The moment its file has its name, the tree it speaks of is the tree, though not a
 * single file of it may be in its place yet: whoever finds it goes on to the end. One name at a time is there, and a rename leads from one to the
 * other.
 */
export const RECORD_NAMES: Readonly<Record<Tree, string>> = {
  next: '.opus-codegen-commit.json',
  former: '.opus-codegen-rollback.json',
};

/** What a record says of one file. The number in the names of its staged texts is its own in the list of changes. */
export interface RecordedChange {
  /** Relative to the root, links followed, with forward slashes. */
  readonly path: string;
  /** The folder with the texts of both trees, relative likewise. */
  readonly staging: string;
  /** SHA-256 of what was there; `null`: nothing. */
  readonly former: string | null;
  /** SHA-256 of what is to be there; `null`: nothing. */
  readonly next: string | null;
}

export interface CommitRecord {
  readonly recordVersion: 1;
  /** Folders that the new tree has and the former had not, outermost first. */
  readonly folders: readonly string[];
  /** In the order in which they are put in place. */
  readonly changes: readonly RecordedChange[];
}

export function recordPath(root: string, tree: Tree): string {
  return join(root, RECORD_NAMES[tree]);
}

/** Costs a look each: it is asked at the beginning of every command. */
export function isRecordThere(root: string): boolean {
  return existsSync(recordPath(root, 'next')) || existsSync(recordPath(root, 'former'));
}

/** Where the text of a change is kept for one of the trees. */
export function stagedPath(root: string, { staging }: Pick<RecordedChange, 'staging'>, index: number, tree: Tree): string {
  return join(root, staging, `${index}.${tree}`);
}

export function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
