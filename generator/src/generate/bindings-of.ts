import { importExtensionOf } from '../config/import-extension.ts';
import type { Project } from '../config/project.ts';
import { renderBindings } from '../emit/bindings.ts';
import { lockedWorkflow } from '../lock/agreement.ts';
import type { Lockfile } from '../lock/model.ts';
import { workflowNames } from '../names/workflow-names.ts';

/** Every file a project's bindings consist of, from config and lockfile alone: the one map that writing, checking and planning read. */
export async function bindingsOf(project: Project, lockfile: Lockfile): Promise<ReadonlyMap<string, string>> {
  const workflows = project.workflows.flatMap(({ key }) => {
    const locked = lockedWorkflow(lockfile, key);
    return locked === undefined ? [] : [[key, locked] as const];
  });
  return await renderBindings(Object.fromEntries(workflows), {
    importExtension: await importExtensionOf(project),
    barrel: project.barrel,
    outputDir: project.outputDir,
  });
}

/** The files that belong to some workflows: their own, and the barrel. */
export function filesOf(keys: readonly string[]): ReadonlySet<string> {
  return new Set([...keys.map((key) => `${workflowNames(key).module}.ts`), 'index.ts']);
}
