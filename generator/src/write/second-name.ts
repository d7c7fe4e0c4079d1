import { constants } from 'node:fs';
import { copyFile, link } from 'node:fs/promises';
import { errorCode } from '../paths/error-code.ts';

/**
 * Gives a file a second name, which costs nothing and is there with all of its content; on disks that know no such thing (exFAT, shared folders of
 * virtual machines) a copy. Rejects with `EEXIST` when the name is taken.
 */
export async function giveSecondName(path: string, second: string): Promise<void> {
  try {
    await link(path, second);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error;
    await copyFile(path, second, constants.COPYFILE_EXCL);
  }
}
