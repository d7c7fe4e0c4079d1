import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Versions of packages as a file in a folder would find them. */
export interface InstalledPackages {
  /** `undefined`: Plug'n'Play keeps packages where only its own loader finds them. */
  readonly canLook: boolean;
  versionOf(name: string): string | undefined;
}

export function packagesSeenFrom(folder: string): InstalledPackages {
  const require = createRequire(join(folder, 'index.js'));
  return {
    canLook: !existsAbove(folder, '.pnp.cjs'),
    versionOf: (name) => {
      try {
        const manifest: { readonly version?: unknown } = JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8'));
        return typeof manifest.version === 'string' ? manifest.version : undefined;
      } catch {
        return undefined; // not there, or nothing that could be used
      }
    },
  };
}

function existsAbove(folder: string, name: string): boolean {
  return existsSync(join(folder, name)) || (folder !== dirname(folder) && existsAbove(dirname(folder), name));
}
