import type { Project } from '../config/project.ts';
import { generateProject, type GenerateOptions, type GenerateReport } from '../generate/generate-project.ts';
import type { RunContext } from '../generate/run-context.ts';
import { readLockfile, type LockfileOnDisk } from '../lock/read-lockfile.ts';
import { placeInside } from '../plan/place-inside.ts';
import { changesNothing } from '../plan/plan-files.ts';

/** What was written, and the lockfile before and after, where there was one. */
export interface Regenerated {
  readonly report: GenerateReport;
  readonly before: LockfileOnDisk | undefined;
  readonly after: LockfileOnDisk | undefined;
}

const OPTIONS: Omit<GenerateOptions, 'dryRun' | 'filter'> = { frozen: false, force: false, prune: false, lockfileOnly: false };

/** Asks the service and works out what a `generate` would do. Touches nothing, and holds nobody off. */
export async function lookOnly(project: Project, filter: ReadonlySet<string> | undefined, context: RunContext): Promise<GenerateReport> {
  return await generateProject(project, { ...OPTIONS, dryRun: true, filter }, context);
}

/** Whether there is something to write, and nothing in the way of it. */
export function isWorthWriting({ lockfile, actions }: GenerateReport): boolean {
  const isRefused = actions.some(({ kind }) => kind === 'refuse-edited' || kind === 'refuse-merged' || kind === 'refuse-foreign');
  return !isRefused && (lockfile !== 'unchanged' || !changesNothing(actions));
}

/** A `generate`, with the lockfile as it was before. To be called while holding the run lock. */
export async function regenerate(project: Project, filter: ReadonlySet<string> | undefined, context: RunContext): Promise<Regenerated> {
  const lockfilePath = await placeInside(project.root, project.lockfilePath);
  const before = await readLockfile(lockfilePath);
  const report = await generateProject(project, { ...OPTIONS, dryRun: false, filter }, context);
  return { report, before, after: report.done ? await readLockfile(lockfilePath) : before };
}
