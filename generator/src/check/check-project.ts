import { checkFiles } from './check-files.ts';
import { driftReasons } from './drift-reasons.ts';
import type { ExitReason } from '../cli/exit-codes.ts';
import type { FailOn } from '../config/define-config.ts';
import type { Project } from '../config/project.ts';
import { exitReasonsOf, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RunContext } from '../generate/run-context.ts';
import { readLockfile } from '../lock/read-lockfile.ts';
import { placeInside } from '../plan/place-inside.ts';
import type { WorkflowReport } from '../reports/report.ts';

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
  /** As it is on disk; empty when there is none. */
  readonly lockfileText: string;
  /** Where config, lockfile and files disagree. */
  readonly offline: readonly Diagnostic[];
  /** Absent: the service was not to be asked. */
  readonly workflows?: readonly WorkflowReport[];
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
  const onDisk = await readLockfile(await placeInside(project.root, project.lockfilePath));
  const failOn = options.failOn ?? project.failOn;
  const offline = await checkFiles(project, onDisk?.lockfile, options.filter);
  const report = { project, failOn, lockfileText: onDisk?.text ?? '', offline };
  if (options.remote === 'off') return { ...report, unanswered: [], exitReasons: exitReasonsOf(offline) };
  // The comparison and the HTTP client are loaded by those who look.
  const { checkLive } = await import('./check-live.ts');
  const { workflows, diagnostics } = await checkLive(project, onDisk?.lockfile, options.filter, context);
  const levels = workflows.flatMap(({ findings }) => findings.map(({ level }) => level));
  return {
    ...report,
    workflows,
    unanswered: diagnostics,
    exitReasons: [
      ...exitReasonsOf(offline),
      ...driftReasons(levels, failOn),
      ...(options.remote === 'auto' ? [] : exitReasonsOf(diagnostics)),
    ],
  };
}
