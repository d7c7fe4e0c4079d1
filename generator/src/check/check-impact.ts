import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lockfile } from '@opus-codegen/schema/lockfile';
import type { Project } from '../config/project.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { planBindings } from '../generate/plan-bindings.ts';
import type { Pulled } from '../generate/pull-project.ts';
import type { RunContext } from '../generate/run-context.ts';
import { findImpact, ImpactError, type CallSite, type ImpactResult } from '../impact/find-impact.ts';
import { mergeLockfile } from '../lock/merge-lockfile.ts';
import type { WorkflowReport } from '../reports/report.ts';

export interface ImpactOptions {
  /** Absolute: call sites are told relative to it. */
  readonly cwd: string;
  /** As given with `--tsconfig`. Absent: the nearest one. */
  readonly tsconfig?: string | undefined;
}

export interface LiveState {
  readonly lockfile: Lockfile | undefined;
  readonly pulled: Pulled;
  readonly workflows: readonly WorkflowReport[];
  readonly filter: ReadonlySet<string> | undefined;
  readonly context: Pick<RunContext, 'progress' | 'signal'>;
}

export interface FoundImpact {
  /** The same workflows, each with its call sites. */
  readonly workflows: readonly WorkflowReport[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Who breaks: what would stop compiling if `generate` ran now (drift.md, Impact). Renders and compiles in memory; writes nothing. Where nothing
 * drifted, nothing is compiled. What goes wrong is a diagnostic: the findings are told all the same.
 */
export async function checkImpact(project: Project, state: LiveState, { cwd, tsconfig }: ImpactOptions): Promise<FoundImpact> {
  const { workflows } = state;
  const drifted = workflows.filter(({ findings }) => findings.length > 0);
  if (drifted.length === 0) return { workflows: workflows.map((workflow) => withCallSites(workflow, [])), diagnostics: [] };
  let impact: ImpactResult;
  const overlay = await regenerated(project, state);
  const task = state.context.progress.begin('Compiling your code to see what breaks');
  try {
    impact = await findImpact({
      cwd,
      ...(tsconfig === undefined ? {} : { tsconfigPath: tsconfig }),
      overlay,
      findings: new Map(drifted.map(({ key, findings }) => [key, findings])),
    });
  } catch (error) {
    if (!(error instanceof ImpactError)) throw error;
    return { workflows, diagnostics: [diagnose('impact-failed', { what: error.message, where: project.label, fix: error.fix })] };
  } finally {
    task.end();
  }
  const [only] = drifted.length === 1 ? drifted : [];
  const keyOf = ({ workflowKey }: CallSite): string | undefined => workflowKey ?? only?.key;
  return {
    workflows: workflows.map((workflow) =>
      withCallSites(
        workflow,
        impact.callSites.filter((site) => keyOf(site) === workflow.key),
      ),
    ),
    diagnostics: [
      ...impact.callSites
        .filter((site) => keyOf(site) === undefined)
        .map(({ file, line, column, summary }) => diagnose('impact-unplaced', { what: summary, where: `${file}:${line}:${column}` })),
      ...impactNotes(impact),
    ],
  };
}

/** Every generated file as it would be once the bindings follow the service, by absolute path: `undefined` for one that goes. */
async function regenerated(
  project: Project,
  { lockfile, pulled, filter, context, workflows }: LiveState,
): Promise<ReadonlyMap<string, string | undefined>> {
  const merged = mergeLockfile({ project, before: lockfile, live: pulled.live, filter, prune: false });
  const gone = new Set(workflows.filter(({ findings }) => findings.some(({ rule }) => rule === 'workflow-missing')).map(({ key }) => key));
  const left = Object.fromEntries(Object.entries(merged.lockfile.workflows).filter(([key]) => !gone.has(key)));
  // By force: a hand's edit keeps a file from being written, and here nothing is.
  const actions = await planBindings(project, { ...merged.lockfile, workflows: left }, { force: true, filter, context });
  const overlay = new Map<string, string | undefined>();
  for (const action of actions) {
    const path = join(project.outputDir, action.fileName);
    if (action.kind === 'create' || action.kind === 'update') overlay.set(path, action.text);
    if (action.kind === 'unchanged') overlay.set(path, await readFile(path, 'utf8'));
    if (action.kind === 'delete-orphan') overlay.set(path, undefined);
  }
  return overlay;
}

/** Of a workflow nobody could look at, nothing is known here either. */
function withCallSites(workflow: WorkflowReport, sites: readonly CallSite[]): WorkflowReport {
  if (workflow.state === 'unverified') return workflow;
  return {
    ...workflow,
    callSites: sites.map(({ file, line, column, summary, findingFingerprint }) => ({
      file,
      line,
      column,
      text: summary,
      ...(findingFingerprint === undefined ? {} : { findingFingerprint }),
    })),
  };
}

function impactNotes({ notes, unrelatedErrorCount, unrelated }: ImpactResult): readonly Diagnostic[] {
  const [first] = unrelated;
  return [
    ...notes.map((note) => diagnose('impact-note', { what: note })),
    ...(first === undefined
      ? []
      : [
          diagnose('impact-note', {
            what: `Your code has ${unrelatedErrorCount} compile ${unrelatedErrorCount === 1 ? 'error' : 'errors'} already, drift or not.`,
            where: `${first.file}:${first.line}:${first.column}`,
          }),
        ]),
  ];
}
