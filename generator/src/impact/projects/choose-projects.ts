import { dirname, relative } from 'node:path';
import { ImpactError } from '../impact-error.ts';
import { slashed } from '../program/overlay.ts';
import { findTsconfigs, tsconfigsAbove } from './find-tsconfig.ts';
import type { ProjectReader, TypeScriptProject } from './read-projects.ts';
import { packageTsconfigs, workspaceRoot } from './workspace.ts';

export interface ChosenProjects {
  /** Each once, those with no files of their own left out. */
  readonly projects: readonly TypeScriptProject[];
  readonly notes: string[];
}

export interface ProjectChoice {
  readonly cwd: string;
  readonly tsconfigPath?: string | undefined;
  /** The folders of the bindings. */
  readonly outputDirs: readonly string[];
}

/**
 * The projects that can hold callers: the named tsconfig with everything it references; without a name, the nearest one, those above that
 * reference it, and those of the other packages of its workspace.
 *
 * @throws {ImpactError} when there is none, or the one to begin with cannot be read. Others that cannot be read are left out, with a note.
 */
export function chooseProjects({ cwd, tsconfigPath, outputDirs }: ProjectChoice, reader: ProjectReader): ChosenProjects {
  const chosen = new Map<string, TypeScriptProject>();
  const notes: string[] = [];
  const add = (path: string): void => {
    const configPath = slashed(path);
    if (chosen.has(configPath)) return;
    const project = reader.read(configPath);
    chosen.set(configPath, project);
    project.references.forEach(tryToAdd);
  };
  const tryToAdd = (path: string): void => {
    try {
      add(path);
    } catch (error) {
      if (!(error instanceof ImpactError)) throw error;
      notes.push(`${slashed(relative(cwd, path))} was left out. ${error.message}`);
    }
  };

  for (const first of findTsconfigs(cwd, tsconfigPath, outputDirs)) {
    add(first);
    if (tsconfigPath !== undefined) continue;
    for (const above of tsconfigsAbove(dirname(dirname(first)))) {
      if (referencesAny(above, chosen, reader)) tryToAdd(above);
    }
    const root = workspaceRoot(dirname(first));
    if (root === undefined) continue;
    const packages = packageTsconfigs(root);
    packages.paths.forEach(tryToAdd);
    if (!packages.isComplete) notes.push('The workspace is too large to search: name a tsconfig that references all its packages.');
  }
  return { projects: [...chosen.values()].filter(({ fileNames }) => fileNames.length > 0), notes };
}

/** Whether a project references one of these, or one that does. */
function referencesAny(path: string, wanted: ReadonlyMap<string, unknown>, reader: ProjectReader): boolean {
  const seen = new Set<string>();
  const search = (configPath: string): boolean => {
    if (seen.has(configPath)) return false;
    seen.add(configPath);
    const references = (reader.parsed(configPath) && reader.read(configPath).references) ?? [];
    return references.some((reference) => wanted.has(reference) || search(reference));
  };
  return search(slashed(path));
}
