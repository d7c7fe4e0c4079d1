import type { Lockfile } from '@opus-codegen/schema/lockfile';
import { fileDiagnostics } from './file-state.ts';
import type { Project } from '../config/project.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { planBindings, type PlanOptions } from '../generate/plan-bindings.ts';
import { disagreements } from '../lock/agreement.ts';

/**
 * Whether config, lockfile and files agree, without the network: what `generate --frozen` would do, told as findings. Writes nothing.
 *
 * @throws {DiagnosticError} when something cannot be read.
 */
export async function checkFiles(
  project: Project,
  lockfile: Lockfile | undefined,
  { filter, context }: Pick<PlanOptions, 'filter' | 'context'>,
): Promise<readonly Diagnostic[]> {
  const disagreeing = disagreements(project, lockfile, filter);
  if (lockfile === undefined) return disagreeing;
  const actions = await planBindings(project, lockfile, { force: false, filter, context });
  return [...disagreeing, ...fileDiagnostics(actions, project.outputDir)];
}
