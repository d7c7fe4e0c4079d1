import { ts } from 'ts-morph';

/** Parsed files, shared by all programs of a run that may share them. */
export interface SourceFiles {
  readonly get: (
    fileName: string,
    text: string,
    options: ts.CompilerOptions,
    how: ts.CreateSourceFileOptions,
    isLib: boolean,
  ) => ts.SourceFile;
  /** Files nested deeper than the compiler's stack, which are taken for empty. */
  readonly unparsable: ReadonlySet<string>;
}

/** The compiler's own declarations never change, and are most of what there is to parse: kept for the next project of the same process. */
const libs = new Map<string, ts.SourceFile>();

/**
 * A file is parsed once for both worlds and all projects: a program keeps nothing of its own in the tree, as long as the settings that decide
 * about parsing and binding are the same.
 */
export function createSourceFiles(): SourceFiles {
  const registry = ts.createDocumentRegistry();
  const byName = new Map<string, Map<string, ts.SourceFile>>();
  const settingsOf = new Map<ts.CompilerOptions, string>();
  const unparsable = new Set<string>();
  const parse = (fileName: string, text: string, how: ts.CreateSourceFileOptions): ts.SourceFile => {
    try {
      return ts.createSourceFile(fileName, text, how);
    } catch {
      unparsable.add(fileName);
      return ts.createSourceFile(fileName, '', how);
    }
  };
  return {
    unparsable,
    get: (fileName, text, options, how, isLib) => {
      if (isLib) return kept(libs, `${how.languageVersion} ${fileName}`, () => ts.createSourceFile(fileName, text, how));
      const settings = kept(settingsOf, options, () => registry.getKeyForCompilationSettings(options));
      const versions = kept(byName, `${settings}|${how.impliedNodeFormat ?? ''}|${fileName}`, () => new Map<string, ts.SourceFile>());
      return kept(versions, text, () => parse(fileName, text, how));
    },
  };
}

function kept<K, V extends {}>(values: Map<K, V>, key: K, make: () => V): V {
  const known = values.get(key);
  if (known !== undefined) return known;
  const made = make();
  values.set(key, made);
  return made;
}
