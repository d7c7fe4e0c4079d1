import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RECORD_NAMES } from './commit-record.ts';
import { entriesOf } from './folder-names.ts';
import { lockStateAt, RUN_LOCK_NAME } from './run-lock.ts';

// Begins with a dot, so compilers and watchers leave it alone.
const STAGING_PREFIX = '.opus-codegen-stage-';

export function stagingName(runId: string): string {
  return `${STAGING_PREFIX}${runId}`;
}

export function isStagingName(name: string): boolean {
  return name.startsWith(STAGING_PREFIX);
}

/** A folder for one run's unfinished files, on the disk they will end on: a rename is atomic only within one file system. */
export async function openStaging(staging: string): Promise<void> {
  await mkdir(staging);
  // What a killed run leaves is not to end in a commit.
  await writeFile(join(staging, '.gitignore'), '*\n');
}

/** What cannot be removed now is removed by the next run; the files themselves are in place. */
export async function removeStagings(stagings: Iterable<string>): Promise<void> {
  for (const staging of stagings) await rm(staging, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
}

/**
 * Removes what killed runs left behind in these folders and in those above them, as far up as the root; what the disk refuses to remove is in nobody's
 * way. To be called only while holding the run lock, and when no record of a commit is there: it may need what is staged.
 */
export async function removeLeftovers(root: string, folders: Iterable<string>): Promise<void> {
  for (const folder of new Set([root, ...[...folders].flatMap((below) => chain(root, below))])) {
    for (const name of (await entriesOf(folder).catch(() => new Map<string, unknown>())).keys()) {
      const path = join(folder, name);
      if (isStagingName(name) || name.startsWith(`${RECORD_NAMES.next}.`) || (isHalfALock(name) && (await isAbandoned(path))))
        await rm(path, { recursive: true, force: true }).catch(() => {});
    }
  }
}

/** A folder and those above it up to the root; none when it is not below the root. */
function chain(root: string, folder: string): readonly string[] {
  const folders: string[] = [];
  for (let current = folder; current !== root; current = dirname(current)) {
    if (current === dirname(current)) return [];
    folders.push(current);
  }
  return folders;
}

function isHalfALock(name: string): boolean {
  return name.startsWith(`${RUN_LOCK_NAME}.`);
}

const OLD_AFTER_MS = 60_000;

/** Others make theirs at any moment, for the blink of an eye, without holding the lock. */
async function isAbandoned(halfALock: string): Promise<boolean> {
  if ((await lockStateAt(halfALock)) === 'dead') return true;
  const stats = await stat(halfALock).catch(() => undefined);
  return stats !== undefined && Date.now() - stats.mtimeMs > OLD_AFTER_MS;
}
