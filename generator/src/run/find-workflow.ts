import { closest } from '../config/closest.ts';
import type { Project } from '../config/project.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { disagreements, lockedWorkflow } from '../lock/agreement.ts';
import { readLockfile } from '../lock/read-lockfile.ts';
import { placeInside } from '../plan/place-inside.ts';
import { runnableWorkflow, type RunnableWorkflow } from './runnable.ts';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';

export interface FoundWorkflow {
  readonly key: string;
  readonly project: Project;
  readonly locked: LockedWorkflow;
  readonly workflow: RunnableWorkflow;
}

/**
 * The workflow of a key, as the lockfile describes it.
 *
 * @throws {DiagnosticError} no config has it, or several; lockfile and config do not agree about it.
 */
export async function findWorkflow(key: string, projects: readonly Project[]): Promise<FoundWorkflow> {
  const [project, ...others] = projects.filter(({ workflows }) => workflows.some((workflow) => workflow.key === key));
  if (project === undefined) throw new DiagnosticError(unknownKey(key, projects));
  if (others.length > 0) {
    const what = `${others.length + 1} configs have a workflow "${key}".`;
    throw new DiagnosticError(diagnose('several-configs', { what, where: project.label, fix: 'Name one with --config.' }));
  }
  const onDisk = await readLockfile(await placeInside(project.root, project.lockfilePath));
  const problems = disagreements(project, onDisk?.lockfile, new Set([key]));
  const locked = lockedWorkflow(onDisk?.lockfile, key);
  if (problems.length > 0 || locked === undefined) throw new DiagnosticError(...problems);
  return { key, project, locked, workflow: runnableWorkflow(key, locked) };
}

function unknownKey(key: string, projects: readonly Project[]): ReturnType<typeof diagnose> {
  const keys = [...new Set(projects.flatMap(({ workflows }) => workflows.map((workflow) => workflow.key)))];
  const meant = closest(key, keys);
  const known = keys.length > 20 ? `${keys.slice(0, 20).join(', ')} …` : keys.join(', ');
  return diagnose('bad-usage', {
    what: `No workflow has the key "${key}".`,
    fix: meant === undefined ? `Known keys: ${known}.` : `Did you mean "${meant}"?`,
  });
}
