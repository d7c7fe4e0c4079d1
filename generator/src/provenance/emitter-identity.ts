import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What turns a lock entry into text, in one line: another identity may give other bytes for the same lockfile. */
export function emitterIdentity(): string {
  const require = createRequire(import.meta.url);
  return [
    versionOf(join(import.meta.dirname, '../../package.json')),
    versionOf(require.resolve('prettier/package.json')),
    versionOf(require.resolve('ts-morph/package.json')),
    ...(import.meta.filename.endsWith('.ts') ? [sourcesHash()] : []),
  ].join(' ');
}

function versionOf(manifest: string): string {
  const { version }: { readonly version?: unknown } = JSON.parse(readFileSync(manifest, 'utf8'));
  return String(version);
}

/** In a checkout the version stands still while the sources move. */
function sourcesHash(): string {
  const hash = createHash('sha256');
  for (const folder of ['emit', 'format', 'names', 'types']) {
    const path = join(import.meta.dirname, '..', folder);
    const sources = readdirSync(path).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
    for (const name of sources.toSorted()) hash.update(`${folder}/${name}\0`).update(readFileSync(join(path, name)));
  }
  return hash.digest('hex');
}
