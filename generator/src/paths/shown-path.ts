import { isAbsolute, relative } from 'node:path';

/** Relative to the working directory, with forward slashes: the same on every machine. */
export function shownPath(cwd: string, path: string): string {
  return (relative(cwd, path) || path).replaceAll('\\', '/');
}

/** The place of a diagnostic, `/home/ana/opus.lock.json › workflows.invoice`, with its path shown the same way. */
export function shownPlace(cwd: string, place: string): string {
  const [path = '', ...inside] = place.split(' › ');
  return isAbsolute(path) ? [shownPath(cwd, path), ...inside].join(' › ') : place;
}
