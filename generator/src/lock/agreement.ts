import type { LockedWorkflow, Lockfile, VersionPin } from '@opus-codegen/schema/lockfile';
import type { Project, ProjectWorkflow } from '../config/project.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';

/**
 * Where config and lockfile do not speak of the same workflows; with a filter, only of those. Empty: bindings can be made from the lockfile alone.
 * Pure.
 */
export function disagreements(project: Project, lockfile: Lockfile | undefined, filter?: ReadonlySet<string>): readonly Diagnostic[] {
  if (lockfile === undefined) return [diagnose('lockfile-missing', { where: project.lockfilePath })];
  const isChosen = (key: string): boolean => filter === undefined || filter.has(key);
  const configured = new Set(project.workflows.map(({ key }) => key));
  const inConfig = project.workflows.flatMap((workflow) => {
    const { key } = workflow;
    if (!isChosen(key)) return [];
    const where = `${project.label} › workflows.${key}`;
    const locked = lockedWorkflow(lockfile, key);
    if (locked === undefined) return [diagnose('lockfile-lacks-workflow', { what: `"${key}" is not in the lockfile.`, where })];
    const difference = differenceOf(workflow, locked);
    return difference === undefined ? [] : [diagnose('lockfile-other-workflow', { what: `"${key}": ${difference}.`, where })];
  });
  const onlyInLockfile = Object.keys(lockfile.workflows)
    .filter((key) => !configured.has(key) && isChosen(key))
    .map((key) =>
      diagnose('lockfile-extra-workflow', {
        what: `"${key}" is in the lockfile, not in the config.`,
        where: `${project.lockfilePath} › workflows.${key}`,
      }),
    );
  return [...inConfig, ...onlyInLockfile];
}

/** An entry of the lockfile; safe for keys like `constructor`, which every object inherits. */
export function lockedWorkflow(lockfile: Lockfile | undefined, key: string): LockedWorkflow | undefined {
  return lockfile !== undefined && Object.hasOwn(lockfile.workflows, key) ? lockfile.workflows[key] : undefined;
}

/** Whether a lock entry is of the workflow, and the version, that the config asks for. */
export function isSameWorkflow(workflow: ProjectWorkflow, locked: LockedWorkflow): boolean {
  return differenceOf(workflow, locked) === undefined;
}

function differenceOf(workflow: ProjectWorkflow, locked: LockedWorkflow): string | undefined {
  if (workflow.workflowId !== locked.workflowId)
    return `the config names workflow ${workflow.workflowId}, the lockfile ${locked.workflowId}`;
  const [configPin, lockPin] = [pinText(workflow.pin), pinText(locked.pin)];
  return configPin === lockPin ? undefined : `the config asks for ${configPin}, the lockfile holds ${lockPin}`;
}

/** A pin in words. */
export function pinText(pin: VersionPin | undefined): string {
  if (pin === undefined) return 'the published version';
  return 'version' in pin ? `version ${pin.version}` : `version id ${pin.workflowVersionId}`;
}
