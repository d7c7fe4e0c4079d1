import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** In the order in which they are looked for within one folder. */
export const CONFIG_FILE_NAMES: readonly string[] = ['ts', 'mts', 'js', 'mjs', 'json'].map((extension) => `opus.config.${extension}`);

/** The nearest config file in `startDir` or above it. */
export function findConfig(startDir: string): string | undefined {
  for (let folder = startDir; ; folder = dirname(folder)) {
    const found = CONFIG_FILE_NAMES.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (found !== undefined || folder === dirname(folder)) return found;
  }
}
