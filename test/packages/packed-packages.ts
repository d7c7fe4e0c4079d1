import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackageFromTarballData, type Package } from '@arethetypeswrong/core';
import { repositoryRoot } from '../project/linked-project.ts';
import { runPnpm } from './command.ts';

/** Where the five packages stand in the checkout, in import order. */
export const publishedFolders = ['packages/operator-api', 'packages/schema', 'runtime', 'packages/local-operator', 'generator'] as const;

/** What `pnpm publish` would send of one package. */
export interface PackedPackage {
  readonly name: string;
  /** In the checkout. */
  readonly folder: (typeof publishedFolders)[number];
  readonly tarball: Uint8Array<ArrayBuffer>;
  /** Every file in it by its path from the package's root, sorted. */
  readonly files: readonly string[];
  readonly manifest: PublishedManifest;
  readonly read: (file: string) => string;
  /** As arethetypeswrong wants it. */
  readonly unpacked: Package;
}

/** A published `package.json`, as far as these tests read it. */
export interface PublishedManifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/**
 * `pnpm build`, then `pnpm pack` for every published package.
 *
 * @param destination an empty folder for the tarballs.
 */
export async function packAll(destination: string): Promise<readonly PackedPackage[]> {
  await runPnpm(repositoryRoot, ['--config.verify-deps-before-run=false', 'run', 'build']);
  const filters = publishedFolders.map((folder) => `--filter=./${folder}`);
  await runPnpm(repositoryRoot, [...filters, 'pack', '--pack-destination', destination]);
  const tarballs = readdirSync(destination);
  return publishedFolders.map((folder) => {
    const { name }: { readonly name: string } = JSON.parse(readFileSync(join(repositoryRoot, folder, 'package.json'), 'utf8'));
    const prefix = `${name.replace(/^@/, '').replace('/', '-')}-`;
    const file = tarballs.find((tarball) => tarball.startsWith(prefix));
    if (file === undefined) throw new Error(`${name} was not packed; there are ${tarballs.join(', ')}`);
    return unpack(folder, new Uint8Array(readFileSync(join(destination, file))));
  });
}

function unpack(folder: PackedPackage['folder'], tarball: Uint8Array<ArrayBuffer>): PackedPackage {
  const unpacked = createPackageFromTarballData(tarball);
  const root = `/node_modules/${unpacked.packageName}/`;
  const read = (file: string): string => unpacked.readFile(root + file);
  const manifest = JSON.parse(read('package.json')) as PublishedManifest; // of our own making
  const files = unpacked.listFiles().map((path) => path.slice(root.length));
  return { name: unpacked.packageName, folder, tarball, files: files.toSorted(), manifest, read, unpacked };
}
