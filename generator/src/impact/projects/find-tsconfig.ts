import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { realPathOf } from '../program/overlay.ts';
import { ImpactError } from '../impact-error.ts';

/**
 * The tsconfigs to begin with: the named one, else the nearest to each folder of bindings, else the nearest to `cwd`.
 *
 * @throws {ImpactError} when there is none, naming where it was looked for.
 */
export function findTsconfigs(cwd: string, tsconfigPath: string | undefined, outputDirs: readonly string[]): readonly string[] {
  if (tsconfigPath !== undefined) return [named(realPathOf(resolve(cwd, tsconfigPath)), tsconfigPath)];
  const found = new Set([...outputDirs, cwd].flatMap((folder) => nearest(folder) ?? []).slice(0, Math.max(1, outputDirs.length)));
  if (found.size > 0) return [...found];
  const places = [...outputDirs, cwd].map((folder) => shown(cwd, folder)).join(' and in ');
  throw new ImpactError(
    'tsconfig-missing',
    `There is no tsconfig.json in ${places}, nor in any folder above.`,
    'Name the project with --tsconfig, or add a tsconfig.json that includes the callers of the bindings.',
  );
}

/** `tsconfig.json` in each folder from this one up, the nearest first. */
export function tsconfigsAbove(folder: string): readonly string[] {
  const found: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, 'tsconfig.json');
    if (existsSync(path)) found.push(path);
    if (dirname(at) === at) return found;
  }
}

function nearest(folder: string): string | undefined {
  return tsconfigsAbove(folder)[0];
}

function named(path: string, asGiven: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  const file = stat?.isDirectory() ? join(path, 'tsconfig.json') : path;
  if (existsSync(file)) return file;
  throw new ImpactError(
    'tsconfig-missing',
    `There is no ${file === path ? asGiven : join(asGiven, 'tsconfig.json')}.`,
    'Correct --tsconfig.',
  );
}

function shown(cwd: string, folder: string): string {
  const path = relative(cwd, folder);
  return path === '' ? folder : path.startsWith('..') ? folder : path;
}
