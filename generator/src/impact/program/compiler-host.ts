import { ts } from 'ts-morph';
import type { Disk } from './disk.ts';
import type { LibFiles } from './lib-files.ts';
import type { SourceFiles } from './source-files.ts';

/** What the programs of one run have in common. */
export interface Workshop {
  readonly libs: LibFiles;
  readonly sources: SourceFiles;
  /** The tsconfig of a project reference, read already; `undefined`: it cannot be read. */
  readonly readProject: (configPath: string) => ts.ParsedCommandLine | undefined;
}

export interface Imports {
  /** File names as resolved, by the importing file. */
  readonly byFile: Map<string, Set<string>>;
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
      const found = literals.map((literal) => {
        const mode = ts.getModeForUsageLocation(file, literal, reference?.commandLine.options ?? options);
        return ts.resolveModuleName(literal.text, containingFile, options, host, resolutions, reference, mode);
      });
      note(imports, containingFile, found);
      return found;
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

function note({ byFile }: Imports, importer: string, found: readonly ts.ResolvedModuleWithFailedLookupLocations[]): void {
  let names = byFile.get(importer);
  if (names === undefined) byFile.set(importer, (names = new Set()));
  for (const { resolvedModule } of found) if (resolvedModule !== undefined) names.add(resolvedModule.resolvedFileName);
}
