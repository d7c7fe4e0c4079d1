import type { Lockfile } from '@opus-codegen/schema/lockfile';
import { pullProject, unreadDiagnostics, type PullOutcome } from './pull-project.ts';
import type { RunContext } from './run-context.ts';
import type { Project } from '../config/project.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { mergeLockfile } from '../lock/merge-lockfile.ts';

export interface PullOptions {
  /** The keys asked for; absent: all. */
  readonly filter?: ReadonlySet<string> | undefined;
  /** Drop the inputs kept as `RemovedInput`. */
  readonly prune: boolean;
}

/** The lockfile a run goes on with. */
export interface NextLockfile {
  /** Absent: nothing can be made, the diagnostics say why. */
  readonly lockfile?: Lockfile;
  readonly read: readonly string[];
  readonly failed: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Every key asked for has just left the config. */
const NOTHING_ASKED: PullOutcome = { ok: true, pulled: { live: [], missing: [], failed: [] } };

/** Asks the service and merges its answers into what was locked. A workflow that was not read keeps its entry. Rejects only when aborted. */
export async function pulledLockfile(
  project: Project,
  before: Lockfile | undefined,
  { filter, prune }: PullOptions,
  context: RunContext,
): Promise<NextLockfile> {
  const chosen = project.workflows.filter(({ key }) => filter?.has(key) ?? true);
  const outcome = chosen.length === 0 ? NOTHING_ASKED : await pullProject(project, chosen, before, context);
  if (!outcome.ok) return { read: [], failed: chosen.map(({ key }) => key), diagnostics: [outcome.diagnostic] };
  const { live, missing, failed } = outcome.pulled;
  const unread = [...missing, ...failed];
  const keys = { read: live.map(({ workflow }) => workflow.key), failed: unread.map(({ workflow }) => workflow.key) };
  const problems = unreadDiagnostics(project, unread, live.length);
  if (live.length === 0 && chosen.length > 0) return { ...keys, diagnostics: problems };
  const merged = mergeLockfile({ project, before, live, filter, prune });
  return { ...keys, lockfile: merged.lockfile, diagnostics: [...problems, ...merged.diagnostics] };
}
