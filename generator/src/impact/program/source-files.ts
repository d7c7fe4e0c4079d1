import { ts } from 'ts-morph';

/** Parsed files, shared by all programs of a run that may share them. */
export interface SourceFiles {
  readonly get: (fileName: string, text: string, options: ts.CompilerOptions, how: ts.CreateSourceFileOptions, isLib: boolean) => ts.SourceFile;
}

/**
 * A file is parsed once for both worlds and all projects: a program keeps nothing of its own in the tree, as long as the settings that decide
 * about parsing and binding are the same.
 */
export function createSourceFiles(): SourceFiles {
  const registry = ts.createDocumentRegistry();
  const byKey = new Map<string, Map<string, ts.SourceFile>>();
  const bucketOf = new WeakMap<ts.CompilerOptions, string>();
  return {
    get: (fileName, text, options, how, isLib) => {
      let settings = bucketOf.get(options);
      if (settings === undefined) bucketOf.set(options, (settings = registry.getKeyForCompilationSettings(options)));
      const key = isLib ? `${how.languageVersion}|${fileName}` : `${settings}|${how.impliedNodeFormat ?? ''}|${fileName}`;
      let versions = byKey.get(key);
      if (versions === undefined) byKey.set(key, (versions = new Map()));
      let file = versions.get(text);
      if (file === undefined) versions.set(text, (file = ts.createSourceFile(fileName, text, how)));
      return file;
    },
  };
}
