import type { Project } from '../config/project.ts';
import { readLockfile } from '../lock/read-lockfile.ts';
import { placeInside } from '../plan/place-inside.ts';
import type { ProjectLockfile } from './served-workflows.ts';

/** Where the lockfile of a project is, links followed. */
export interface LockfilePlace {
  readonly label: string;
  readonly path: string;
}

export async function lockfilePlaces(projects: readonly Project[]): Promise<readonly LockfilePlace[]> {
  return Promise.all(projects.map(async ({ label, root, lockfilePath }) => ({ label, path: await placeInside(root, lockfilePath) })));
}

/**
 * Those lockfiles that there are.
 *
 * @throws {DiagnosticError} for one that cannot be understood.
 */
export async function readLockfiles(places: readonly LockfilePlace[]): Promise<readonly ProjectLockfile[]> {
  const read = await Promise.all(places.map(async ({ label, path }) => ({ label, onDisk: await readLockfile(path) })));
  return read.flatMap(({ label, onDisk }) => (onDisk === undefined ? [] : [{ label, lockfile: onDisk.lockfile }]));
}
