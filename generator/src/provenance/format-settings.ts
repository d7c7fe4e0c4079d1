import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

// Every name prettier looks for, in the output folder and in all above it.
const DATA_FILES: ReadonlySet<string> = new Set([
  '.editorconfig',
  '.prettierrc',
  '.prettierrc.json',
  '.prettierrc.json5',
  '.prettierrc.toml',
  '.prettierrc.yaml',
  '.prettierrc.yml',
]);
const PROGRAM = /^(?:\.prettierrc|prettier\.config)\.[cm]?[jt]s$/;

/**
 * All that the formatting of a folder's files depends on, as text: the same text, the same formatting.
 *
 * `undefined` when that cannot be known without running prettier: a config that is a program, that names a shared config or plugins, or that stands
 * outside of the repository, where it differs from machine to machine.
 */
export function formatSettings(outputDir: string, projectRoot: string): string | undefined {
  const found: string[] = [];
  let isInside = true;
  for (let folder = outputDir; ; folder = dirname(folder)) {
    const names = namesIn(folder);
    for (const name of names) {
      const settings = settingsIn(folder, name);
      if (settings === 'unknown' || (settings !== undefined && !isInside)) return undefined;
      if (settings !== undefined) found.push(`${relative(outputDir, join(folder, name)).replaceAll('\\', '/')}\n${settings}`);
    }
    if (names.includes('.git') || (folder === projectRoot && !isInRepository(folder))) isInside = false;
    if (folder === dirname(folder)) return found.join('\0');
  }
}

function settingsIn(folder: string, name: string): string | 'unknown' | undefined {
  if (PROGRAM.test(name) || name === 'package.yaml') return 'unknown';
  if (name === 'package.json') return settingsInManifest(join(folder, name));
  if (!DATA_FILES.has(name)) return undefined;
  const text = readFileSync(join(folder, name), 'utf8');
  // A lone word is the name of a shared config.
  return /plugins/.test(text) || /^\s*["']?[@\w./-]+["']?\s*$/.test(text) ? 'unknown' : text;
}

function settingsInManifest(path: string): string | 'unknown' | undefined {
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return 'unknown';
  }
  const settings = typeof manifest === 'object' && manifest !== null && 'prettier' in manifest ? manifest.prettier : undefined;
  if (settings === undefined) return undefined;
  return typeof settings === 'object' && settings !== null && !('plugins' in settings) ? JSON.stringify(settings) : 'unknown';
}

function isInRepository(folder: string): boolean {
  return namesIn(folder).includes('.git') || (folder !== dirname(folder) && isInRepository(dirname(folder)));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // not there yet, or closed to us and so to prettier
  }
}
