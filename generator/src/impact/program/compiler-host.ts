import { ts } from 'ts-morph';
import type { BuiltSources } from '../projects/built-sources.ts';
import type { Disk } from './disk.ts';
import type { LibFiles } from './lib-files.ts';
import type { SourceFiles } from './source-files.ts';

/** What the programs of one run have in common. */
export interface Workshop {
  readonly libs: LibFiles;
  readonly sources: SourceFiles;
  /** The tsconfig of a project reference, read already; `undefined`: it cannot be read. */
  readonly readProject: (configPath: string) => ts.ParsedCommandLine | undefined;
  readonly built: BuiltSources;
}

/** What the files of a program import, by the importing file. */
export interface Imports {
  /** File names as resolved. */
  readonly resolved: Map<string, Set<string>>;
  /** Specifiers that lead nowhere. */
  readonly unresolved: Map<string, Set<string>>;
}

/**
 * A compiler host over one world. It notes which file imports which, and reads projects that are referenced from their sources: what `tsc --build`
 * would find in their `dist` after the change is what their sources say.
 */
export function createHost(options: ts.CompilerOptions, folder: string, disk: Disk, shop: Workshop, imports: Imports): ts.CompilerHost {
  const resolutions = ts.createModuleResolutionCache(folder, disk.key, options);
  const host: ts.CompilerHost & { useSourceOfProjectReferenceRedirect: () => boolean } = {
    fileExists: (path) => shop.libs.read(path) !== undefined || disk.fileExists(path),
    readFile: (path) => shop.libs.read(path) ?? disk.readFile(path),
    directoryExists: disk.directoryExists,
    getDirectories: disk.getDirectories,
    realpath: disk.realpath,
    getSourceFile: (fileName, how) => {
      const lib = shop.libs.read(fileName);
      const text = lib ?? disk.readFile(fileName);
      if (text === undefined) return undefined;
      const settings = typeof how === 'object' ? how : { languageVersion: how };
      return shop.sources.get(fileName, text, options, settings, lib !== undefined);
    },
    resolveModuleNameLiterals: (literals, containingFile, reference, _options, file) => {
      return literals.map((literal) => {
        const mode = ts.getModeForUsageLocation(file, literal, reference?.commandLine.options ?? options);
        const found = ts.resolveModuleName(literal.text, containingFile, options, host, resolutions, reference, mode);
        const resolution = fromSource(found, literal.text, shop.built);
        const name = resolution.resolvedModule?.resolvedFileName;
        if (name === undefined) add(imports.unresolved, containingFile, literal.text);
        else add(imports.resolved, containingFile, name);
        return resolution;
      });
    },
    getModuleResolutionCache: () => resolutions,
    getParsedCommandLine: shop.readProject,
    // Known to the compiler for language services only, and not in the type of a compiler host.
    useSourceOfProjectReferenceRedirect: () => true,
    jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeErrors,
    getDefaultLibLocation: () => shop.libs.folder,
    getDefaultLibFileName: (settings) => `${shop.libs.folder}/${ts.getDefaultLibFileName(settings)}`,
    getCurrentDirectory: () => folder,
    getCanonicalFileName: disk.key,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getNewLine: () => '\n',
    writeFile: () => {
      throw new Error('A program made to look at impact writes nothing.');
    },
  };
  return host;
}

type Resolution = ts.ResolvedModuleWithFailedLookupLocations;

/** The same, with what a package of the workspace was built from in place of what was built. */
function fromSource(found: Resolution, specifier: string, built: BuiltSources): Resolution {
  const source = built.sourceOf(specifier, found.resolvedModule?.resolvedFileName);
  if (source === undefined) return found;
  return {
    ...found,
    resolvedModule: {
      resolvedFileName: source,
      extension: source.slice(source.lastIndexOf('.')),
      isExternalLibraryImport: false,
      resolvedUsingTsExtension: false,
    },
  };
}

function add(to: Map<string, Set<string>>, key: string, value: string): void {
  const known = to.get(key);
  if (known === undefined) to.set(key, new Set([value]));
  else known.add(value);
}
