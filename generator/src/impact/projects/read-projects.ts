import { dirname, relative } from 'node:path';
import { ts } from 'ts-morph';
import { ImpactError } from '../impact-error.ts';
import type { Disk } from '../program/disk.ts';
import { slashed } from '../program/overlay.ts';
import { installedTypeScript, withDefaultsOf } from './older-defaults.ts';

/** A tsconfig, read. */
export interface TypeScriptProject {
  readonly configPath: string;
  readonly folder: string;
  /** Absolute, as TypeScript writes paths. */
  readonly fileNames: readonly string[];
  readonly options: ts.CompilerOptions;
  readonly references: readonly string[];
  readonly typescript: readonly [major: number, minor: number] | undefined;
}

export interface ProjectReader {
  /** @throws {ImpactError} when it, or one it extends, cannot be read. */
  readonly read: (configPath: string) => TypeScriptProject;
  /** The same, as the compiler wants it; `undefined` when it cannot be read. */
  readonly parsed: (configPath: string) => ts.ParsedCommandLine | undefined;
}

/** Settings this TypeScript does not know, and projects without files, are no reason to stop. */
const FATAL_CODES: ReadonlySet<number> = new Set([
  5012, // cannot read file
  5083, // cannot read file
  6053, // file not found
  6096, // file does not exist
  6245, // not a valid package name of an extended config
  18000, // extends itself
]);

export function createProjectReader(cwd: string, disk: Disk): ProjectReader {
  const known = new Map<string, { readonly project: TypeScriptProject; readonly parsed: ts.ParsedCommandLine }>();
  const extended = new Map<string, ts.ExtendedConfigCacheEntry>();
  const read = (path: string): { readonly project: TypeScriptProject; readonly parsed: ts.ParsedCommandLine } => {
    const configPath = slashed(path);
    const already = known.get(disk.key(configPath));
    if (already !== undefined) return already;
    const fail = (diagnostic: ts.Diagnostic): never => {
      throw unreadable(cwd, configPath, diagnostic);
    };
    const host: ts.ParseConfigFileHost = {
      ...disk,
      readDirectory: ts.sys.readDirectory,
      useCaseSensitiveFileNames: ts.sys.useCaseSensitiveFileNames,
      getCurrentDirectory: () => cwd,
      onUnRecoverableConfigFileDiagnostic: fail,
    };
    const parsed = ts.getParsedCommandLineOfConfigFile(configPath, undefined, host, extended);
    if (parsed === undefined) throw unreadable(cwd, configPath, undefined);
    const fatal = ts.getConfigFileParsingDiagnostics(parsed).find(({ code }) => code < 2000 || FATAL_CODES.has(code));
    if (fatal !== undefined) fail(fatal);
    const folder = dirname(configPath);
    const typescript = installedTypeScript(folder);
    const project: TypeScriptProject = {
      configPath,
      folder,
      fileNames: parsed.fileNames,
      options: withDefaultsOf(typescript, { ...parsed.options, noEmit: true }),
      references: (parsed.projectReferences ?? []).map((reference) => slashed(ts.resolveProjectReferencePath(reference))),
      typescript,
    };
    const entry = { project, parsed };
    known.set(disk.key(configPath), entry);
    return entry;
  };
  return {
    read: (path) => read(path).project,
    parsed: (path) => {
      try {
        return read(path).parsed;
      } catch {
        return undefined; // told where the reference is followed
      }
    },
  };
}

function unreadable(cwd: string, configPath: string, diagnostic: ts.Diagnostic | undefined): ImpactError {
  const file = slashed(relative(cwd, diagnostic?.file?.fileName ?? configPath)) || configPath;
  const line =
    diagnostic?.file && diagnostic.start !== undefined
      ? `:${diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start).line + 1}`
      : '';
  const reason = diagnostic === undefined ? 'it cannot be read' : ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
  return new ImpactError('tsconfig-unreadable', `${file}${line}: ${reason}`, 'Correct it; `tsc -p` says the same.');
}
