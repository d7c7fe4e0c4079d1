import { compareWorkflows, type WorkflowSchema } from '@opus-codegen/schema';
import type { LockedWorkflow, Lockfile } from '@opus-codegen/schema/lockfile';
import { unverifiedReasons } from './unverified-reasons.ts';
import type { Project, ProjectWorkflow } from '../config/project.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { pullProject, unreadDiagnostics, type Pulled } from '../generate/pull-project.ts';
import type { RunContext } from '../generate/run-context.ts';
import { isSameWorkflow, lockedWorkflow } from '../lock/agreement.ts';
import { pinNames } from '../names/pin-names.ts';
import type { UnverifiedReason, WorkflowReport } from '../reports/report.ts';

export interface LiveCheck {
  /** Every workflow asked for, in the order of the config. */
  readonly workflows: readonly WorkflowReport[];
  /** Why some could not be looked at, each cause once. */
  readonly diagnostics: readonly Diagnostic[];
  /** What was read, for those who go on with it. */
  readonly pulled: Pulled;
}

/**
 * The lockfile against the service, by the rules of drift.md. Everything is asked; what could not be read is never called drift, and never "no
 * drift". Writes nothing; rejects only when aborted.
 */
export async function checkLive(
  project: Project,
  lockfile: Lockfile | undefined,
  filter: ReadonlySet<string> | undefined,
  context: RunContext,
): Promise<LiveCheck> {
  const chosen = project.workflows.filter(({ key }) => filter === undefined || filter.has(key));
  // Without an entry of the same workflow there is nothing to compare with; the offline part says so.
  const locked = new Map(chosen.flatMap((workflow) => comparableEntry(lockfile, workflow)));
  const asked = chosen.filter(({ key }) => locked.has(key));
  const outcome = asked.length === 0 ? undefined : await pullProject(project, asked, lockfile, context);
  const pulled: Pulled = outcome?.ok === true ? outcome.pulled : { live: [], missing: [], failed: [] };
  const noKey = outcome?.ok === false ? [outcome.diagnostic] : [];
  const reasons = unverifiedReasons(asked, pulled, noKey[0]);
  return {
    workflows: chosen.map((workflow) => workflowReport(workflow, locked.get(workflow.key), pulled, project, reasons.get(workflow.key))),
    diagnostics: [...noKey, ...unreadDiagnostics(project, pulled.failed, pulled.live.length)],
    pulled,
  };
}

function comparableEntry(lockfile: Lockfile | undefined, workflow: ProjectWorkflow): readonly (readonly [string, LockedWorkflow])[] {
  const locked = lockedWorkflow(lockfile, workflow.key);
  return locked !== undefined && isSameWorkflow(workflow, locked) ? [[workflow.key, locked]] : [];
}

function workflowReport(
  workflow: ProjectWorkflow,
  locked: LockedWorkflow | undefined,
  pulled: Pulled,
  { driftRules }: Project,
  reason: UnverifiedReason | undefined,
): WorkflowReport {
  const { key, workflowId, pin, overrides } = workflow;
  const live = pulled.live.find((one) => one.workflow.key === key)?.schema;
  const isMissing = pulled.missing.some((one) => one.workflow.key === key);
  const known = {
    key,
    workflowId,
    name: locked?.name ?? live?.name ?? '',
    ...(locked === undefined ? {} : { before: { inputs: locked.inputs, outputs: locked.outputs } }),
  };
  if (locked === undefined || (live === undefined && !isMissing)) {
    return { ...known, state: 'unverified', findings: [], ...(reason === undefined ? {} : { reason }) };
  }
  // Places in findings are TypeScript names: what is new gets the one that a generate would give it.
  const named: WorkflowSchema | undefined =
    live === undefined ? undefined : { ...live, ...namedSides(pinNames({ key, live, locked, overrides })) };
  const pinned = pin !== undefined && 'version' in pin ? { pinnedVersion: pin.version } : {};
  const findings = compareWorkflows(locked, named, { workflow: key, rules: driftRules, ...pinned });
  return {
    ...known,
    state: findings.length === 0 ? 'verified' : 'drifted',
    findings,
    ...(named === undefined ? {} : { after: namedSides(named) }),
  };
}

function namedSides({ inputs, outputs }: Pick<WorkflowSchema, 'inputs' | 'outputs'>): Pick<WorkflowSchema, 'inputs' | 'outputs'> {
  return { inputs, outputs };
}
