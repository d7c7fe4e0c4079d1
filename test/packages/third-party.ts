import { execFile } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { repositoryRoot } from '../project/linked-project.ts';
import type { PackedPackage, PublishedManifest } from './packed-packages.ts';

/** A package as a registry holds it. */
export interface RegistryPackage {
  readonly manifest: PublishedManifest;
  readonly tarball: Uint8Array;
}

/**
 * What the packed packages need from elsewhere, and what that needs, from this checkout's own node_modules: the versions that the lockfile names.
 * So installing the tarballs asks no registry but ours.
 *
 * @param more names of further packages that a project of a user has, looked up from the checkout's root.
 */
export async function thirdPartyPackages(packed: readonly PackedPackage[], more: readonly string[]): Promise<readonly RegistryPackage[]> {
  const own = new Set(packed.map(({ name }) => name));
  const found = new Map<string, { readonly folder: string; readonly manifest: PublishedManifest }>();
  const visit = (name: string, from: string, isOptional: boolean): void => {
    if (own.has(name)) return;
    const folder = resolveFrom(from, name);
    if (folder === undefined && isOptional) return;
    if (folder === undefined) throw new Error(`${from} depends on ${name}, which is not installed`);
    if (found.has(folder)) return;
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PublishedManifest; // installed: a package manager read it
    found.set(folder, { folder, manifest });
    for (const dependency of Object.keys(manifest.dependencies ?? {})) visit(dependency, folder, false);
    for (const dependency of Object.keys(manifest.optionalDependencies ?? {})) visit(dependency, folder, true);
  };
  for (const { folder, manifest } of packed) {
    for (const name of Object.keys(manifest.dependencies ?? {})) visit(name, join(repositoryRoot, folder), false);
  }
  for (const name of more) visit(name, repositoryRoot, false);
  return Promise.all([...found.values()].map(async ({ folder, manifest }) => ({ manifest, tarball: await packFolder(folder) })));
}

function resolveFrom(folder: string, name: string): string | undefined {
  for (let place = folder; ; place = dirname(place)) {
    const candidate = join(place, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate);
    if (place === dirname(place)) return undefined;
  }
}

/** Package managers take off the first folder of a path, whatever its name. */
async function packFolder(folder: string): Promise<Uint8Array> {
  const { stdout } = await promisify(execFile)('tar', ['-cf', '-', '--exclude=node_modules', basename(folder)], {
    cwd: dirname(folder),
    encoding: 'buffer',
    maxBuffer: 2 ** 28,
  });
  return gzipSync(stdout, { level: 1 });
}
