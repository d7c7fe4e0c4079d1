import { importExtensionOf } from '../config/import-extension.ts';
import type { Project } from '../config/project.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { renderBindings } from '../emit/bindings.ts';
import { FormatError } from '../format/formatter.ts';
import { lockedWorkflow } from '../lock/agreement.ts';
import type { LockedWorkflow, Lockfile } from '../lock/model.ts';
import { findUnusableNames } from '../names/locked-names.ts';
import { workflowNames } from '../names/workflow-names.ts';

/**
 * Every file a project's bindings consist of, from config and lockfile alone: the one map that writing, checking and planning read.
 *
 * @throws {DiagnosticError} when the lockfile holds names that cannot stand in code, or when the project's prettier config cannot be used.
 */
export async function bindingsOf(project: Project, lockfile: Lockfile): Promise<ReadonlyMap<string, string>> {
  const workflows = project.workflows.flatMap(({ key }): readonly (readonly [string, LockedWorkflow])[] => {
    const locked = lockedWorkflow(lockfile, key);
    return locked === undefined ? [] : [[key, locked]];
  });
  refuseUnusableNames(workflows, project.lockfilePath);
  try {
    return await renderBindings(Object.fromEntries(workflows), {
      importExtension: await importExtensionOf(project),
      barrel: project.barrel,
      outputDir: project.outputDir,
    });
  } catch (error) {
    if (error instanceof FormatError)
      throw new DiagnosticError(diagnose('format-failed', { what: `${error.message}.`, where: project.outputDir }));
    throw error;
  }
}

/** A pull heals such names; a lockfile edited by hand may still hold them where nothing was pulled. */
function refuseUnusableNames(workflows: readonly (readonly [string, LockedWorkflow])[], lockfilePath: string): void {
  const diagnostics = workflows.flatMap(([key, workflow]) =>
    findUnusableNames(workflow).map(({ name, place }) =>
      diagnose('lockfile-unusable-name', {
        what: `${JSON.stringify(name)} cannot stand in code as a name, or stands there twice.`,
        where: `${lockfilePath} › workflows.${key}.${place}`,
      }),
    ),
  );
  if (diagnostics.length > 0) throw new DiagnosticError(...diagnostics);
}

/** The files that belong to some workflows: their own, and the barrel. */
export function filesOf(keys: readonly string[]): ReadonlySet<string> {
  return new Set([...keys.map((key) => `${workflowNames(key).module}.ts`), 'index.ts']);
}
