import { fileDiagnostics } from './file-state.ts';
import type { Project } from '../config/project.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { inspectSignature } from '../emit/signature.ts';
import { bindingsOf, filesOf } from '../generate/bindings-of.ts';
import { disagreements } from '../lock/agreement.ts';
import type { Lockfile } from '../lock/model.ts';
import { placeInside } from '../plan/place-inside.ts';
import { planFiles } from '../plan/plan-files.ts';
import { readOutput } from '../plan/read-output.ts';

/**
 * Whether config, lockfile and files agree, without the network: what `generate --frozen` would do, told as findings. Writes nothing.
 *
 * @throws {DiagnosticError} when something cannot be read.
 */
export async function checkFiles(
  project: Project,
  lockfile: Lockfile | undefined,
  filter: ReadonlySet<string> | undefined,
): Promise<readonly Diagnostic[]> {
  const isChosen = (key: string | undefined): boolean => key === undefined || filter === undefined || filter.has(key);
  const disagreeing = disagreements(project, lockfile)
    .filter(({ key }) => isChosen(key))
    .map(({ diagnostic }) => diagnostic);
  if (lockfile === undefined) return disagreeing;
  const outputDir = await placeInside(project.root, project.outputDir);
  const wanted = await bindingsOf(project, lockfile);
  const actions = planFiles({
    wanted,
    onDisk: await readOutput(outputDir, wanted.keys(), inspectSignature),
    scope: filter === undefined ? undefined : filesOf(project.workflows.map(({ key }) => key).filter(isChosen)),
  });
  return [...disagreeing, ...fileDiagnostics(actions, project.outputDir)];
}
