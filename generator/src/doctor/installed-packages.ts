import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Versions of packages as modules in a folder would find them. */
export interface InstalledPackages {
  /** `false`: Plug'n'Play keeps packages where only its own loader finds them. */
  readonly canLook: boolean;
  versionOf(name: string): string | undefined;
}

/** As `import` looks them up: in `node_modules` there and above, and not in NODE_PATH. */
export function packagesSeenFrom(folder: string): InstalledPackages {
  const folders = [...upward(folder)];
  return {
    canLook: !folders.some((one) => existsSync(join(one, '.pnp.cjs'))),
    versionOf: (name) => folders.map((one) => versionIn(join(one, 'node_modules', name))).find((version) => version !== undefined),
  };
}

function* upward(folder: string): Generator<string> {
  yield folder;
  if (folder !== dirname(folder)) yield* upward(dirname(folder));
}

function versionIn(folder: string): string | undefined {
  try {
    const manifest: { readonly version?: unknown } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof manifest.version === 'string' ? manifest.version : undefined;
  } catch {
    return undefined; // not there, or nothing that could be used
  }
}
