import type { LockedWorkflow, Lockfile } from '@opus-codegen/schema/lockfile';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';

/** A project's lockfile, as it is on the disk now. */
export interface ProjectLockfile {
  /** Of the config, for messages. */
  readonly label: string;
  readonly lockfile: Lockfile;
}

export interface ServedWorkflow {
  readonly config: string;
  readonly key: string;
  readonly locked: LockedWorkflow;
}

export interface ServedWorkflows {
  readonly workflows: readonly ServedWorkflow[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The workflows of some lockfiles, each id once: that of the first lockfile that has it. With a filter, only those keys. Pure. */
export function servedWorkflows(lockfiles: readonly ProjectLockfile[], filter?: ReadonlySet<string>): ServedWorkflows {
  const byId = new Map<string, ServedWorkflow>();
  const diagnostics: Diagnostic[] = [];
  for (const { label, lockfile } of lockfiles) {
    for (const [key, locked] of Object.entries(lockfile.workflows)) {
      if (filter !== undefined && !filter.has(key)) continue;
      const first = byId.get(locked.workflowId);
      if (first === undefined) byId.set(locked.workflowId, { config: label, key, locked });
      else if (!isSameSchema(first.locked, locked)) {
        const what = `${first.config} and ${label} have workflow ${locked.workflowId} in two states; that of ${first.config} is served.`;
        diagnostics.push(diagnose('serve-same-workflow', { what, where: `${label} › workflows.${key}` }));
      }
    }
  }
  return { workflows: [...byId.values()], diagnostics };
}

const isSameSchema = (one: LockedWorkflow, other: LockedWorkflow): boolean =>
  one.fingerprint.inputs === other.fingerprint.inputs && one.fingerprint.outputs === other.fingerprint.outputs;
