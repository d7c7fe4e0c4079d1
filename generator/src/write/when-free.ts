import { setTimeout as sleepFor } from 'node:timers/promises';
import { errorCode } from '../paths/error-code.ts';

const TRIES = 7;
const FIRST_DELAY_MS = 10;
const IN_USE: ReadonlySet<string | undefined> = new Set(['EACCES', 'EBUSY', 'EPERM']);

export interface WhenFreeOptions {
  readonly platform?: NodeJS.Platform;
  readonly sleep?: (delayMs: number) => Promise<void>;
}

/**
 * Replaces or removes a file. On Windows that fails while an editor, an indexer or a virus scanner has the file open, which most have for a moment
 * only: it is tried again for about 600 ms. Elsewhere an open file is no obstacle, and a refusal is meant.
 */
export async function whenFree<T>(
  act: () => Promise<T>,
  { platform = process.platform, sleep = sleepFor }: WhenFreeOptions = {},
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (platform !== 'win32' || tries === TRIES || !IN_USE.has(errorCode(error))) throw error;
    }
    await sleep(FIRST_DELAY_MS * 2 ** (tries - 1));
  }
}
