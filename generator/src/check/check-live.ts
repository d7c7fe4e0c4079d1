import { compareWorkflows, type Finding, type RuleLevels, type WorkflowSchema } from '@opus-codegen/schema';
import type { Project, ProjectWorkflow } from '../config/project.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { pullProject, unreadDiagnostics } from '../generate/pull-project.ts';
import type { RunContext } from '../generate/run-context.ts';
import { isSameWorkflow, lockedWorkflow } from '../lock/agreement.ts';
import type { LockedWorkflow, Lockfile } from '../lock/model.ts';
import { pinNames } from '../names/pin-names.ts';

/** What became of one workflow. `verified`: it was read and compared, whatever was found. */
export interface WorkflowCheck {
  readonly key: string;
  readonly workflowId: string;
  readonly verified: boolean;
  /** Gravest first. */
  readonly findings: readonly Finding[];
}

export interface LiveCheck {
  readonly workflows: readonly WorkflowCheck[];
  /** Why some could not be looked at. */
  readonly diagnostics: readonly Diagnostic[];
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
  const comparable = chosen.filter((workflow) => comparableEntry(lockfile, workflow) !== undefined);
  const outcome = comparable.length === 0 ? undefined : await pullProject(project, comparable, lockfile, context);
  const pulled = outcome?.ok === true ? outcome.pulled : { live: [], missing: [], failed: [] };
  const missing = new Set(pulled.missing.map(({ workflow }) => workflow.key));
  const live = new Map(pulled.live.map(({ workflow, schema }) => [workflow.key, schema]));
  const workflows = chosen.map((workflow): WorkflowCheck => {
    const { key, workflowId } = workflow;
    const locked = comparableEntry(lockfile, workflow);
    const schema = live.get(key);
    if (locked === undefined || (schema === undefined && !missing.has(key))) return { key, workflowId, verified: false, findings: [] };
    return { key, workflowId, verified: true, findings: findingsOf(workflow, locked, schema, project.driftRules) };
  });
  const noKey = outcome?.ok === false ? [outcome.diagnostic] : [];
  return { workflows, diagnostics: [...noKey, ...unreadDiagnostics(project, pulled.failed, pulled.live.length)] };
}

function comparableEntry(lockfile: Lockfile | undefined, workflow: ProjectWorkflow): LockedWorkflow | undefined {
  const locked = lockedWorkflow(lockfile, workflow.key);
  return locked !== undefined && isSameWorkflow(workflow, locked) ? locked : undefined;
}

function findingsOf(
  workflow: ProjectWorkflow,
  locked: LockedWorkflow,
  live: WorkflowSchema | undefined,
  rules: RuleLevels,
): readonly Finding[] {
  const { key, pin, overrides } = workflow;
  const pinned = pin !== undefined && 'version' in pin ? { pinnedVersion: pin.version } : {};
  // Places in findings are TypeScript names: what is new gets the one that a generate would give it.
  const named = live === undefined ? undefined : { ...live, ...pinNames({ key, live, locked, overrides }) };
  return compareWorkflows(locked, named, { workflow: key, rules, ...pinned }).toSorted((a, b) => GRAVITY[a.level] - GRAVITY[b.level]);
}

const GRAVITY: Readonly<Record<Finding['level'], number>> = { breaking: 0, warning: 1, info: 2 };
