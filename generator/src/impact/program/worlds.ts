import { ts } from 'ts-morph';
import type { TypeScriptProject } from '../projects/read-projects.ts';
import { createHost, type Imports, type Workshop } from './compiler-host.ts';
import type { Disk } from './disk.ts';
import { viewOf, type Overlay, type View } from './overlay.ts';

/** One world of a project. */
export interface World {
  readonly program: ts.Program;
  /** Made when first asked for: most projects of a workspace turn out not to see the bindings. */
  readonly checker: ts.TypeChecker;
  readonly imports: Imports;
}

/** Compiles a project, in memory, as the disk is or as it would be. Files that are the same in both are the very same objects. */
export function createWorld(
  view: View,
  project: TypeScriptProject,
  references: readonly string[],
  overlay: Overlay,
  disk: Disk,
  shop: Workshop,
): World {
  const seen = viewOf(view, overlay, disk);
  const imports: Imports = { resolved: new Map(), unresolved: new Map() };
  const program = ts.createProgram({
    rootNames: project.fileNames.filter((name) => seen.fileExists(name)),
    options: project.options,
    projectReferences: references.map((path) => ({ path })),
    host: createHost(project.options, project.folder, seen, shop, imports),
  });
  return {
    program,
    imports,
    get checker() {
      return program.getTypeChecker();
    },
  };
}
