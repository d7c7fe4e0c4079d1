import type { ts } from 'ts-morph';
import type { ChangedBindings } from './bindings/changed-bindings.ts';
import type { Worlds } from './cause/explain-error.ts';
import { compareErrors } from './errors/error-identity.ts';
import { errorsAround, errorsOf } from './errors/errors-of.ts';
import { affectedFiles } from './program/affected-files.ts';
import type { Workshop } from './program/compiler-host.ts';
import type { Disk } from './program/disk.ts';
import type { Overlay } from './program/overlay.ts';
import { createWorld } from './program/worlds.ts';
import type { TypeScriptProject } from './projects/read-projects.ts';

/** What all projects of a run share. */
export interface Surroundings {
  readonly overlay: Overlay;
  readonly disk: Disk;
  readonly shop: Workshop;
  readonly bindings: ChangedBindings;
  /** Every file of the bindings, changed or not, as keys of the disk. */
  readonly generated: ReadonlySet<string>;
}

export interface CheckedProject {
  readonly worlds: Worlds;
  /** The user's sources that belong to this project and were checked. */
  readonly files: readonly ts.SourceFile[];
  /** How many more belong to it. They cannot be affected. */
  readonly leftOut: number;
  /** Those whose types may depend on the bindings, and others. */
  readonly affected: ReadonlySet<ts.SourceFile>;
  /** Errors the change brings. */
  readonly fresh: readonly ts.DiagnosticWithLocation[];
  /** Errors of before that stay. */
  readonly lasting: readonly ts.DiagnosticWithLocation[];
  /** Files the compiler itself failed at. */
  readonly failed: readonly ts.SourceFile[];
}

/** In a larger project, what cannot be affected is not checked: it would take as long as a whole `tsc`, only to count what is wrong anyway. */
const MAX_FILES_FOR_UNRELATED = 1_000;

/**
 * The errors of one project, those that the change brings apart from those it finds. `undefined`: none of the changed files is part of the
 * project.
 *
 * Costs one check of the project as it would be; of the project as it is only what has errors then.
 */
export function checkProject(
  project: TypeScriptProject,
  all: readonly TypeScriptProject[],
  { overlay, disk, shop, bindings, generated }: Surroundings,
): CheckedProject | undefined {
  const others = othersThan(project, all, disk);
  const references = others.filter(({ configPath }) => !leadsTo(configPath, project.configPath, all)).map(({ configPath }) => configPath);
  const before = createWorld('before', project, references, overlay, disk, shop);
  if (!before.program.getSourceFiles().some(bindings.has)) return undefined;
  const after = createWorld('after', project, references, overlay, disk, shop);
  const foreign = new Set(others.flatMap(({ fileNames }) => fileNames.map(disk.key)));
  const affected = affectedFiles(before, bindings.has);
  const own = after.program.getSourceFiles().filter((file) => {
    if (file.isDeclarationFile || file.fileName.endsWith('.json') || after.program.isSourceFileFromExternalLibrary(file)) return false;
    const key = disk.key(file.fileName);
    return !foreign.has(key) && !generated.has(key);
  });
  const files = own.length > MAX_FILES_FOR_UNRELATED ? own.filter((file) => affected.has(file)) : own;

  const fresh: ts.DiagnosticWithLocation[] = [];
  const lasting: ts.DiagnosticWithLocation[] = [];
  const failed = files.filter(({ fileName }) => shop.sources.unparsable.has(fileName));
  for (const file of files) {
    try {
      const errors = errorsOf(after.program, file);
      if (errors.length === 0) continue;
      const compared = compareErrors(affected.has(file) ? errorsAround(errors, before.program, file) : errors, errors);
      fresh.push(...compared.fresh);
      lasting.push(...compared.lasting);
    } catch {
      failed.push(file); // deeper nested than the stack, or a bug of the compiler
    }
  }
  return { worlds: { before, after }, files, leftOut: own.length - files.length, affected, fresh, lasting, failed };
}

/** The projects whose files are checked with them; one that shares files with this one is just another view of it (`tsconfig.test.json`). */
function othersThan(project: TypeScriptProject, all: readonly TypeScriptProject[], disk: Disk): readonly TypeScriptProject[] {
  const own = new Set(project.fileNames.map(disk.key));
  return all.filter((other) => other !== project && !other.fileNames.some((name) => own.has(disk.key(name))));
}

/** Whether one project references another, directly or through others. The compiler checks no file of a project that is among its own references. */
function leadsTo(from: string, to: string, all: readonly TypeScriptProject[]): boolean {
  const seen = new Set([from]);
  // The set grows while it is walked.
  for (const path of seen) {
    if (path === to) return true;
    for (const reference of all.find(({ configPath }) => configPath === path)?.references ?? []) seen.add(reference);
  }
  return false;
}
