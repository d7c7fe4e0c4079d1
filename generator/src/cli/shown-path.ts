import { relative } from 'node:path';

/** Relative to the working directory, with forward slashes: the same on every machine. */
export function shownPath(cwd: string, path: string): string {
  return (relative(cwd, path) || path).replaceAll('\\', '/');
}
