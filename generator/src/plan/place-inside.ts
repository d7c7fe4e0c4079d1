import { lstat, readlink, realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { errorCode } from '../paths/error-code.ts';
import { isAtOrBelow } from '../paths/is-at-or-below.ts';

/**
 * Where a path of the project really is, links followed; the path itself need not exist yet.
 *
 * @throws {DiagnosticError} when a symbolic link leads it out of the project (codegen.md, writing), or a folder above it is a file or closed to us.
 */
export async function placeInside(root: string, path: string): Promise<string> {
  const realRoot = await realpath(root);
  const place = await realPlace(path, 0).catch((error: unknown) => {
    throw new DiagnosticError(
      diagnose('file-unreadable', { what: `${path} cannot be reached (${errorCode(error) ?? String(error)}).`, where: path }),
    );
  });
  if (!isAtOrBelow(place, realRoot)) {
    throw new DiagnosticError(diagnose('output-elsewhere', { what: `${path} is really ${place}, outside of ${realRoot}.`, where: path }));
  }
  return place;
}

async function realPlace(path: string, followed: number): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || followed > 40 || path === dirname(path)) throw error;
  }
  const isLink = await lstat(path).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );
  // A link to nothing yet: writing through it would make what it points to.
  if (isLink) return await realPlace(resolve(dirname(path), await readlink(path)), followed + 1);
  return join(await realPlace(dirname(path), followed), path.slice(dirname(path).length));
}
