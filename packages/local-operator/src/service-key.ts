import { randomBytes } from 'node:crypto';

const KEY_LENGTH = 97;

/** A key with the shape of a real one, an underscore and 96 more characters, that nobody could take for one (operator-api.md §6). */
export function createLocalServiceKey(): string {
  const prefix = '_local-';
  return (
    prefix +
    randomBytes(KEY_LENGTH)
      .toString('hex')
      .slice(0, KEY_LENGTH - prefix.length)
  );
}
