import { found, ok, problem, skipped, type Finding } from './finding.ts';
import { fileDiagnostics } from '../check/file-state.ts';
import type { Project } from '../config/project.ts';
import { planBindings } from '../generate/plan-bindings.ts';
import { disagreements } from '../lock/agreement.ts';
import { readLockfile } from '../lock/read-lockfile.ts';
import { placeInside } from '../plan/place-inside.ts';

/** Whether the lockfile and the generated files are what config and lockfile say: the offline part of `check`. Writes nothing. */
export async function checkProjectFiles(project: Project, filter: ReadonlySet<string> | undefined): Promise<readonly Finding[]> {
  return await found('lockfile', async () => {
    const onDisk = await readLockfile(await placeInside(project.root, project.lockfilePath));
    const lockfile = onDisk?.lockfile;
    const disagreeing = disagreements(project, lockfile, filter).map((diagnostic) => problem('lockfile', diagnostic));
    if (lockfile === undefined) return [...disagreeing, skipped('files', 'no generated files without a lockfile')];
    const files = await found('files', async () => {
      const actions = await planBindings(project, lockfile, { force: false, filter });
      const stale = fileDiagnostics(actions, project.outputDir).map((diagnostic) => problem('files', diagnostic));
      return stale.length > 0 ? stale : [ok('files', `${actions.length} generated files are what the lockfile gives`)];
    });
    return [...(disagreeing.length > 0 ? disagreeing : [ok('lockfile', 'the lockfile agrees with the config')]), ...files];
  });
}
