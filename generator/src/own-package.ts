import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const OWN_NAME = '@opus-codegen/generator';

/** This package as it lies on the disk, be it a checkout that runs its sources or a built one, wherever its bundler put this module. */
export interface OwnPackage {
  readonly root: string;
  readonly version: string;
  /** `true`: the sources run as they are. */
  readonly isCheckout: boolean;
  /** What `@opus-codegen/generator` means to a config, as a URL. */
  readonly entry: string;
}

export function ownPackage(): OwnPackage {
  const isCheckout = import.meta.filename.endsWith('.ts');
  for (let root = import.meta.dirname; ; root = dirname(root)) {
    const manifest = manifestIn(root);
    if (manifest?.name === OWN_NAME) {
      const entry = pathToFileURL(join(root, isCheckout ? 'src/index.ts' : 'dist/index.js')).href;
      return { root, version: String(manifest.version), isCheckout, entry };
    }
    if (root === dirname(root)) throw new Error(`${OWN_NAME} cannot find its own package.json above ${import.meta.dirname}`);
  }
}

function manifestIn(folder: string): { readonly name?: unknown; readonly version?: unknown } | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof manifest === 'object' && manifest !== null ? manifest : undefined;
  } catch {
    return undefined; // none here, or somebody else's broken one
  }
}
