import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from './disk-failure.ts';
import { RUN_LOCK_NAME } from './run-lock.ts';

// Begins with a dot, so compilers and watchers leave it alone.
const STAGING_PREFIX = '.opus-codegen-stage-';

/** A folder for one run's unfinished files, in the folder they will end in: a rename is atomic only within one file system. */
export async function openStaging(folder: string, runId: string): Promise<string> {
  const staging = join(folder, `${STAGING_PREFIX}${runId}`);
  await mkdir(staging);
  return staging;
}

/** Removes what a killed run left behind. To be called only while holding the run lock. */
export async function removeLeftovers(folders: Iterable<string>): Promise<void> {
  for (const folder of new Set(folders)) {
    for (const name of await namesIn(folder)) {
      if (name.startsWith(STAGING_PREFIX) || name.startsWith(`${RUN_LOCK_NAME}.`))
        await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}

/** Makes a folder and those above it. Returns the ones that were not there, innermost first, to be taken back when the run fails. */
export async function makeFolder(folder: string): Promise<readonly string[]> {
  const outermost = await mkdir(folder, { recursive: true });
  if (outermost === undefined) return [];
  const made: string[] = [];
  for (let current = folder; ; current = dirname(current)) {
    made.push(current);
    if (current === outermost || current === dirname(current)) return made;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return [];
    throw error;
  }
}
