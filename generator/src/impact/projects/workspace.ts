import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const MARKERS = ['pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'rush.json'];

/** Deeper than any workspace keeps its packages. */
const MAX_DEPTH = 5;
const MAX_FOLDERS = 5_000;

/** The root of the workspace (pnpm, npm, yarn, lerna, nx, rush) a folder is in; `undefined` when it is in none. Looks no higher than the repository. */
export function workspaceRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (MARKERS.some((name) => existsSync(join(at, name))) || declaresWorkspaces(join(at, 'package.json'))) return at;
    if (existsSync(join(at, '.git')) || dirname(at) === at) return undefined;
  }
}

/** The tsconfig.json of every package below a folder, in the order of their paths. */
export function packageTsconfigs(root: string): { readonly paths: readonly string[]; readonly isComplete: boolean } {
  const paths: string[] = [];
  let folders: readonly string[] = [root];
  let seen = 0;
  for (let depth = 0; depth <= MAX_DEPTH && folders.length > 0; depth++) {
    const below: string[] = [];
    for (const folder of folders) {
      if (++seen > MAX_FOLDERS) return { paths: paths.sort(), isComplete: false };
      const entries = entriesOf(folder);
      const isPackage = entries.some(({ name }) => name === 'package.json');
      if (isPackage && entries.some(({ name }) => name === 'tsconfig.json')) paths.push(join(folder, 'tsconfig.json'));
      below.push(...entries.filter((entry) => entry.isDirectory() && isSourceFolder(entry.name)).map(({ name }) => join(folder, name)));
    }
    folders = below;
  }
  return { paths: paths.sort(), isComplete: true };
}

function isSourceFolder(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules' && name !== 'dist';
}

function entriesOf(folder: string): readonly { readonly name: string; isDirectory(): boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // a folder nobody may read holds no package of this user
  }
}

function declaresWorkspaces(manifest: string): boolean {
  try {
    const content: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
    return typeof content === 'object' && content !== null && 'workspaces' in content;
  } catch {
    return false;
  }
}
