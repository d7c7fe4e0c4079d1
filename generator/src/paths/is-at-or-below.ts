import native from 'node:path';

/** Whether a path is a folder or lies in it. Pure: neither needs to exist, links are not followed. Another drive is elsewhere. */
export function isAtOrBelow(
  path: string,
  folder: string,
  { relative, isAbsolute, sep }: Pick<typeof native, 'relative' | 'isAbsolute' | 'sep'> = native,
): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
