import { resolve } from 'node:path';
import type { FoundProject } from './found-project.ts';
import type { PlannedFile } from './planned-file.ts';
import { readText } from './read-text.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { placeInside } from '../plan/place-inside.ts';
import { commitFiles, type CommitOptions, type FileChange } from '../write/commit-files.ts';

interface UndoableChange extends FileChange {
  /** What stands there now; absent: nothing. */
  readonly before?: string;
}

/**
 * Carries a plan out, all of it or nothing. The config comes last: where it is missing, `init` can be run again. To be called while holding the run
 * lock of the folder.
 *
 * @throws {DiagnosticError} when the disk refuses, or a file is no longer what it was when it was planned.
 */
export async function commitInit(
  { root, git }: FoundProject,
  files: readonly PlannedFile[],
  options: Omit<CommitOptions, 'root'>,
): Promise<void> {
  const changes: UndoableChange[] = [];
  const further: UndoableChange[] = [];
  for (const file of files.toReversed()) {
    if (file.kind !== 'create' && file.kind !== 'add') continue;
    // A recipe stands at the top of the repository, which may be further up.
    const isFurther = file.path.startsWith('..');
    const path = await placeInside(isFurther ? (git?.root ?? root) : root, resolve(root, file.path));
    const before = file.kind === 'add' ? file.before : undefined;
    if ((await readText(path)) !== before)
      throw new DiagnosticError(diagnose('setup-raced', { what: `${file.path} changed while it was being worked on.`, where: path }));
    (isFurther ? further : changes).push({ path, text: file.text, ...(before === undefined ? {} : { before }) });
  }
  await commitFiles(further, { ...options, root: git?.root ?? root });
  try {
    await commitFiles(changes, { ...options, root });
  } catch (error) {
    const undone = further.map(({ path, before }) => ({ path, ...(before === undefined ? {} : { text: before }) }));
    // Whoever stops the run does not stop what puts things back.
    await commitFiles(undone, { ...options, root: git?.root ?? root, signal: new AbortController().signal });
    throw error;
  }
}
