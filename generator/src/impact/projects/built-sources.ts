import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { slashed } from '../program/overlay.ts';
import type { TypeScriptProject } from './read-projects.ts';

/** Finds the sources of packages that others of the workspace import in built form. */
export interface BuiltSources {
  /**
   * The source of `specifier`, which resolves to the file `resolved` or to nothing; `undefined` when it does not lead to a package of these
   * projects, or its source cannot be told.
   */
  readonly sourceOf: (specifier: string, resolved: string | undefined) => string | undefined;
  /** The folder of the project a declaration was built from; `undefined` for those written by hand and those of other packages. */
  readonly builtIn: (resolved: string) => string | undefined;
}

interface Package {
  readonly folder: string;
  readonly name: string | undefined;
  readonly files: ReadonlySet<string>;
}

const DECLARATION = /\.d\.[cm]?ts$/;
/** Elsewhere, declarations are written by hand. */
const BUILD_FOLDER = /^(?:dist|build|lib|out|output|target|es|esm|cjs)\//;
const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts'];
const SOURCE_FOLDERS = ['src/', '', 'lib/', 'source/'];

/**
 * A package that a bundler builds (`dist/index.d.mts` of `src/index.ts`) tells no tsconfig where its declarations come from. Without this, the
 * change would end at declarations built before it, and nobody behind them would be found.
 */
export function createBuiltSources(projects: readonly TypeScriptProject[]): BuiltSources {
  const packages = projects
    .map(({ folder, fileNames }): Package => ({ folder: slashed(folder), name: packageName(folder), files: new Set(fileNames) }))
    // The innermost folder knows best.
    .sort((a, b) => b.folder.length - a.folder.length);
  const ownerOf = (file: string): Package | undefined =>
    file.includes('/node_modules/') || !DECLARATION.test(file)
      ? undefined
      : packages.find(
          ({ folder, files }) => file.startsWith(`${folder}/`) && BUILD_FOLDER.test(file.slice(folder.length + 1)) && !files.has(file),
        );
  return {
    builtIn: (resolved) => ownerOf(resolved)?.folder,
    sourceOf: (specifier, resolved) => {
      if (resolved !== undefined) {
        const owner = ownerOf(resolved);
        return owner && find(owner, tails(resolved.slice(owner.folder.length + 1).replace(DECLARATION, '')));
      }
      const named = packages.find(({ name }) => name !== undefined && (specifier === name || specifier.startsWith(`${name}/`)));
      if (named?.name === undefined) return undefined;
      const inside = specifier.slice(named.name.length + 1).replace(/\.[cm]?js$/, '');
      return find(named, inside === '' ? ['index'] : [inside, `${inside}/index`]);
    },
  };
}

function find({ folder, files }: Package, stems: readonly string[]): string | undefined {
  for (const stem of stems) {
    for (const source of SOURCE_FOLDERS) {
      for (const extension of EXTENSIONS) {
        const file = `${folder}/${source}${stem}${extension}`;
        if (files.has(file)) return file;
      }
    }
  }
  return undefined;
}

/** `dist/types/index` → `types/index`, `index`. */
function tails(stem: string): readonly string[] {
  const steps = stem.split('/');
  return steps.slice(1).map((_, index) => steps.slice(index + 1).join('/'));
}

function packageName(folder: string): string | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const name = typeof manifest === 'object' && manifest !== null && 'name' in manifest ? manifest.name : undefined;
    return typeof name === 'string' && name !== '' ? name : undefined;
  } catch {
    return undefined;
  }
}
