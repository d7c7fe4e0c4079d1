import { fingerprint } from '@opus-codegen/schema';
import { canonicalLockfile, type LockedWorkflow, type Lockfile } from '@opus-codegen/schema/lockfile';
import { lockedWorkflow } from './agreement.ts';
import type { Project } from '../config/project.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { pinNames } from '../names/pin-names.ts';
import type { LiveWorkflow } from '../pull/read-workflows.ts';

export interface MergeRequest {
  readonly project: Project;
  /** What was on the disk. */
  readonly before: Lockfile | undefined;
  /** What was read. A workflow that is not here keeps its entry as it is. */
  readonly live: readonly LiveWorkflow[];
  /** The keys asked for; entries of others stay, even those that are no longer in the config. Absent: all. */
  readonly filter?: ReadonlySet<string> | undefined;
  /** Drop the inputs kept as `RemovedInput`. */
  readonly prune: boolean;
}

export interface Merged {
  readonly lockfile: Lockfile;
  readonly diagnostics: readonly Diagnostic[];
}

/** The lockfile after a pull, as reading it back would give it: names pinned, order kept, removed inputs remembered (codegen.md, lockfile). Pure. */
export function mergeLockfile({ project, before, live, filter, prune }: MergeRequest): Merged {
  const diagnostics: Diagnostic[] = [];
  const configured = new Set(project.workflows.map(({ key }) => key));
  const kept = Object.entries(before?.workflows ?? {}).filter(([key]) => configured.has(key) || filter?.has(key) === false);
  const entries = new Map<string, LockedWorkflow>(kept);
  for (const one of live) {
    const { workflow, schema, notes, askedAgain } = one;
    const locked = lockedWorkflow(before, workflow.key);
    const pinned = pinNames({
      key: workflow.key,
      live: schema,
      ...(locked === undefined ? {} : { locked }),
      overrides: workflow.overrides,
    });
    entries.set(workflow.key, {
      workflowId: workflow.workflowId,
      ...(workflow.pin === undefined ? {} : { pin: workflow.pin }),
      ...(Number.isSafeInteger(schema.version) && schema.version !== undefined ? { version: schema.version } : {}),
      name: schema.name,
      description: schema.description,
      generation: schema.generation,
      ...(schema.active === false ? { active: false } : {}),
      fingerprint: { inputs: fingerprint(schema.inputs), outputs: fingerprint(schema.outputs) },
      inputs: pinned.inputs,
      outputs: pinned.outputs,
      removed: prune ? [] : pinned.removed,
    });
    const where = `${project.label} › workflows.${workflow.key}`;
    if (askedAgain)
      diagnostics.push(diagnose('schema-asked-again', { what: `"${workflow.key}" looked cut short and was asked for again.`, where }));
    if (schema.active === false) diagnostics.push(diagnose('workflow-inactive', { what: `"${workflow.key}" is switched off.`, where }));
    diagnostics.push(
      ...notes.map(({ code, place, message }) => {
        const name = code === 'no-outputs' ? 'schema-without-outputs' : 'schema-note';
        return diagnose(name, { what: message, where: place === '' ? where : `${where} › ${place}` });
      }),
      ...pinned.diagnostics.map(({ kind, place, message, fix }) =>
        diagnose(kind, { what: message, where: `${project.label} › workflows.${place}`, fix }),
      ),
    );
  }
  return { lockfile: canonicalLockfile({ workflows: Object.fromEntries(entries) }), diagnostics };
}
