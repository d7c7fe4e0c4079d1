import { checkFiles } from './check-files.ts';
import { checkLive, type WorkflowCheck } from './check-live.ts';
import { driftReasons } from './drift-reasons.ts';
import type { ExitReason } from '../cli/exit-codes.ts';
import type { FailOn } from '../config/define-config.ts';
import type { Project } from '../config/project.ts';
import { exitReasonsOf, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RunContext } from '../generate/run-context.ts';
import { readLockfile } from '../lock/read-lockfile.ts';
import { placeInside } from '../plan/place-inside.ts';

/** `required`: not being able to look fails. `auto`: it does not, but is told. `off`: no socket is opened. */
export type Remote = 'required' | 'auto' | 'off';

export interface CheckOptions {
  readonly remote: Remote;
  /** Instead of the config's. */
  readonly failOn?: FailOn | undefined;
  readonly filter?: ReadonlySet<string> | undefined;
}

export interface CheckReport {
  readonly project: Project;
  readonly failOn: FailOn;
  /** Where config, lockfile and files disagree. */
  readonly offline: readonly Diagnostic[];
  /** Absent: the service was not to be asked. */
  readonly workflows?: readonly WorkflowCheck[];
  /** Why the service could not be looked at. */
  readonly unanswered: readonly Diagnostic[];
  readonly exitReasons: readonly ExitReason[];
}

/**
 * Both parts of a check of one project (codegen.md, check): files offline, lockfile live. Writes nothing.
 *
 * @throws {DiagnosticError} when config, lockfile or files cannot be read; the signal's reason when aborted.
 */
export async function checkProject(project: Project, options: CheckOptions, context: RunContext): Promise<CheckReport> {
  const lockfile = (await readLockfile(await placeInside(project.root, project.lockfilePath)))?.lockfile;
  const failOn = options.failOn ?? project.failOn;
  const offline = await checkFiles(project, lockfile, options.filter);
  if (options.remote === 'off') return { project, failOn, offline, unanswered: [], exitReasons: exitReasonsOf(offline) };
  const { workflows, diagnostics } = await checkLive(project, lockfile, options.filter, context);
  const levels = workflows.flatMap(({ findings }) => findings.map(({ level }) => level));
  return {
    project,
    failOn,
    offline,
    workflows,
    unanswered: diagnostics,
    exitReasons: [
      ...exitReasonsOf(offline),
      ...driftReasons(levels, failOn),
      ...(options.remote === 'auto' ? [] : exitReasonsOf(diagnostics)),
    ],
  };
}
