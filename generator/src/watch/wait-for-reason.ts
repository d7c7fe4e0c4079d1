import type { RunContext } from '../generate/run-context.ts';
import { stampFiles, type FileStamps } from '../serve/watch-files.ts';

/** Why it is looked again: the time has come, or a file has changed. */
export type Reason = 'time' | 'file';

const LOOK_AT_FILES_EVERY_MS = 500;

/**
 * Waits until the delay is over, or until one of the files is not what it was by those stamps; what changed is let come to rest, for editors write in
 * steps. Rejects with the signal's reason when it is aborted.
 */
export async function waitForReason(
  delayMs: number,
  since: FileStamps,
  { sleep, signal }: Pick<RunContext, 'sleep' | 'signal'>,
): Promise<Reason> {
  for (let waitedMs = 0; waitedMs < delayMs; waitedMs += LOOK_AT_FILES_EVERY_MS) {
    await sleep(Math.min(LOOK_AT_FILES_EVERY_MS, delayMs - waitedMs), signal);
    let now = stampFiles([...since.keys()]);
    if (isSame(since, now)) continue;
    for (let before = since; !isSame(before, now); now = stampFiles([...since.keys()])) {
      before = now;
      await sleep(LOOK_AT_FILES_EVERY_MS, signal);
    }
    return 'file';
  }
  return 'time';
}

function isSame(a: FileStamps, b: FileStamps): boolean {
  return [...a].every(([path, stamp]) => b.get(path) === stamp);
}
