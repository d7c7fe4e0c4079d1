import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ownPackage } from '../own-package.ts';

/** What turns a lock entry into text, in one line: another identity may give other bytes for the same lockfile. */
export function emitterIdentity(): string {
  const { version, root, isCheckout } = ownPackage();
  return [version, versionOf('prettier'), ...(isCheckout ? [sourcesHash(join(root, 'src'))] : [])].join(' ');
}

function versionOf(dependency: string): string {
  const manifest = createRequire(import.meta.url).resolve(`${dependency}/package.json`);
  const { version }: { readonly version?: unknown } = JSON.parse(readFileSync(manifest, 'utf8'));
  return String(version);
}

/** In a checkout the version stands still while the sources move. */
function sourcesHash(sourceFolder: string): string {
  const hash = createHash('sha256');
  for (const folder of ['emit', 'format', 'names', 'types']) {
    const path = join(sourceFolder, folder);
    const sources = readdirSync(path).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
    for (const name of sources.toSorted()) hash.update(`${folder}/${name}\0`).update(readFileSync(join(path, name)));
  }
  return hash.digest('hex');
}
