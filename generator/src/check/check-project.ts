import type { Lockfile } from '@opus-codegen/schema/lockfile';
import { checkFiles } from './check-files.ts';
import type { ImpactOptions } from './check-impact.ts';
import { driftReasons } from './drift-reasons.ts';
import { notAsked } from './not-asked.ts';
import type { Acceptance } from '../acceptances/acceptance.ts';
import { applyAcceptances } from '../acceptances/apply-acceptances.ts';
import { acceptancesPath, readAcceptances } from '../acceptances/read-acceptances.ts';
import type { ExitReason } from '../diagnostics/exit-codes.ts';
import type { FailOn } from '../config/define-config.ts';
import type { Project } from '../config/project.ts';
import { exitReasonsOf, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RunContext } from '../generate/run-context.ts';
import { disagreements } from '../lock/agreement.ts';
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
  /** `2026-11-23`, in UTC: what acceptances are held against. */
  readonly today: string;
  /** Look for the call sites that break. Absent: do not. */
  readonly impact?: ImpactOptions | undefined;
}

export interface CheckReport {
  readonly project: Project;
  readonly failOn: FailOn;
  /** As it is on disk; empty when there is none. */
  readonly lockfileText: string;
  /** Where config, lockfile and files disagree. */
  readonly offline: readonly Diagnostic[];
  /** `false`: the service was not to be asked, and of every workflow nothing is known. */
  readonly isLive: boolean;
  readonly workflows: readonly WorkflowReport[];
  /** Why the service could not be looked at. */
  readonly unanswered: readonly Diagnostic[];
  /** What else there is to say: of acceptances, of the impact. */
  readonly remarks: readonly Diagnostic[];
  readonly exitReasons: readonly ExitReason[];
}

/**
 * Both parts of a check of one project (codegen.md, check): files offline, lockfile live. Writes nothing.
 *
 * @throws {DiagnosticError} when config, lockfile, acceptances or files cannot be read; the signal's reason when aborted.
 */
export async function checkProject(project: Project, options: CheckOptions, context: RunContext): Promise<CheckReport> {
  const { remote, filter } = options;
  const state = await projectState(project);
  const offline = await checkFiles(project, state.lockfile, { filter, context });
  if (remote !== 'off') return await heldAgainstService(project, state, offline, options, context);
  return {
    project,
    failOn: options.failOn ?? project.failOn,
    lockfileText: state.lockfileText,
    offline,
    isLive: false,
    workflows: notAsked(project, state.lockfile, filter),
    unanswered: [],
    remarks: [],
    exitReasons: exitReasonsOf(offline),
  };
}

/**
 * The live part alone: lockfile against service. That there is no lockfile, or that it speaks of other workflows, counts all the same.
 *
 * @throws {DiagnosticError} when config, lockfile or acceptances cannot be read; the signal's reason when aborted.
 */
export async function compareLive(project: Project, options: CheckOptions, context: RunContext): Promise<CheckReport> {
  const state = await projectState(project);
  return await heldAgainstService(project, state, disagreements(project, state.lockfile, options.filter), options, context);
}

interface ProjectState {
  readonly lockfile: Lockfile | undefined;
  readonly lockfileText: string;
  readonly accepted: readonly Acceptance[];
}

async function projectState(project: Project): Promise<ProjectState> {
  const onDisk = await readLockfile(await placeInside(project.root, project.lockfilePath));
  const accepted = await readAcceptances(acceptancesPath(project));
  return { lockfile: onDisk?.lockfile, lockfileText: onDisk?.text ?? '', accepted };
}

async function heldAgainstService(
  project: Project,
  { lockfile, lockfileText, accepted }: ProjectState,
  offline: readonly Diagnostic[],
  options: CheckOptions,
  context: RunContext,
): Promise<CheckReport> {
  const { remote, filter, today, impact } = options;
  const failOn = options.failOn ?? project.failOn;
  // The comparison and the HTTP client are loaded by those who look.
  const { checkLive } = await import('./check-live.ts');
  const live = await checkLive(project, lockfile, filter, context);
  context.signal.throwIfAborted();
  const broken = impact === undefined ? undefined : await impactOf(project, { ...live, lockfile, filter, context }, impact);
  const applied = applyAcceptances(broken?.workflows ?? live.workflows, accepted, {
    today,
    path: acceptancesPath(project),
    configured: new Set(project.workflows.map(({ key }) => key)),
  });
  const levels = applied.workflows.flatMap(({ findings }) => findings.map(({ level }) => level));
  const remarks = [...applied.diagnostics, ...(broken?.diagnostics ?? [])];
  return {
    project,
    failOn,
    lockfileText,
    offline,
    isLive: true,
    workflows: applied.workflows,
    unanswered: live.diagnostics,
    remarks,
    exitReasons: [
      ...exitReasonsOf([...offline, ...remarks]),
      ...driftReasons(levels, failOn),
      ...(remote === 'auto' ? [] : exitReasonsOf(live.diagnostics)),
    ],
  };
}

async function impactOf(
  ...args: Parameters<typeof import('./check-impact.ts').checkImpact>
): ReturnType<typeof import('./check-impact.ts').checkImpact> {
  const { checkImpact } = await import('./check-impact.ts');
  return await checkImpact(...args);
}
