import type { Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { DiskRefusal } from './disk-failure.ts';
import { errorCode } from '../paths/error-code.ts';

/**
 * What stands in a folder, by its name as it is spelled there: where upper and lower case are one, asking for a path would find a file of another
 * name. An absent folder is an empty one.
 *
 * @throws {DiskRefusal} when it cannot be read.
 */
export async function entriesOf(folder: string): Promise<ReadonlyMap<string, Dirent>> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return new Map(entries.map((entry) => [entry.name, entry]));
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return new Map();
    throw new DiskRefusal(folder, error);
  }
}

/** Has the names in a folder survive a power failure, where the system can do that for folders. */
export async function flushNames(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  // Windows and some network disks cannot; there the order of our steps has to do.
  await handle?.sync().catch(() => {});
  await handle?.close();
}
