import { join } from 'node:path';
import ts from 'ts59';

/** A module by its path below this folder: `case1/before.ts`. None of them is on the disk. */
export type Modules = ReadonlyMap<string, string>;

const FOLDER = import.meta.dirname;

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts', 'lib.dom.d.ts'],
  types: [],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  customConditions: ['opus-source'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
};

/**
 * Compiles many small modules in one program, since most of the time goes into the libraries they share.
 *
 * @returns for each of the modules named in `asked`, the lines (from 0) that do not compile, with what the compiler says.
 */
export function compile(modules: Modules, asked: Iterable<string>): ReadonlyMap<string, ReadonlyMap<number, string>> {
  const texts = new Map([...modules].map(([path, text]) => [join(FOLDER, path), text]));
  const folders = new Set([...texts.keys()].map((path) => join(path, '..')));
  const disk = ts.createCompilerHost(OPTIONS, false);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => texts.has(path) || disk.fileExists(path),
    readFile: (path) => texts.get(path) ?? disk.readFile(path),
    directoryExists: (path) => folders.has(path) || (disk.directoryExists?.(path) ?? true),
    getSourceFile: (path, version) => {
      const text = texts.get(path);
      return text === undefined ? disk.getSourceFile(path, version) : ts.createSourceFile(path, text, version);
    },
  };
  const program = ts.createProgram([...texts.keys()], OPTIONS, host);
  return new Map(
    [...asked].map((path) => {
      const source = program.getSourceFile(join(FOLDER, path));
      if (source === undefined) throw new Error(`${path} is not among the modules`);
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [
        path,
        new Map(
          found.map(({ start = 0, messageText }) => [
            source.getLineAndCharacterOfPosition(start).line,
            ts.flattenDiagnosticMessageText(messageText, '\n'),
          ]),
        ),
      ];
    }),
  );
}
