import type { LockedWorkflow, Lockfile } from '@opus-codegen/schema/lockfile';
import type { WorkflowHandle } from './bindings.ts';
import { didYouMean } from './did-you-mean.ts';

export interface KnownWorkflow {
  readonly key: string;
  readonly locked: LockedWorkflow;
}

/** The workflows of a lockfile, by the ways their users name them. */
export class KnownWorkflows {
  readonly #all: readonly KnownWorkflow[] | undefined;

  constructor(lockfile: Lockfile | undefined) {
    this.#all = lockfile === undefined ? undefined : Object.entries(lockfile.workflows).map(([key, locked]) => ({ key, locked }));
  }

  /** @throws {Error} with what there is instead. */
  find(ref: string | WorkflowHandle): KnownWorkflow {
    const all = this.#all;
    if (all === undefined) {
      throw new Error(
        'This operator knows no workflow by key or handle: start it with the lockfile, startLocalOperator({ lockfile: true }).',
      );
    }
    return typeof ref === 'string' ? byKey(all, ref) : byHandle(all, ref);
  }
}

function byKey(all: readonly KnownWorkflow[], typed: string): KnownWorkflow {
  const exact = all.find(({ key }) => key === typed);
  if (exact !== undefined) return exact;
  // Handles are named in camelCase, whatever the key: `vendor_check` gives `vendorCheckWorkflow`, and so the typed key `vendorCheck`.
  const alike = all.filter(({ key }) => letters(key) === letters(typed));
  if (alike[0] !== undefined && alike.length === 1) return alike[0];
  const keys = all.map(({ key }) => key);
  throw new Error(`The lockfile has no workflow ${JSON.stringify(typed)}. ${didYouMean(typed, keys)}`);
}

function byHandle(all: readonly KnownWorkflow[], { descriptor: { key, workflowId } }: WorkflowHandle): KnownWorkflow {
  const found = all.find((known) => known.locked.workflowId === workflowId);
  if (found !== undefined) return found;
  throw new Error(`The bindings of ${key} are of workflow ${workflowId}, which the lockfile does not have. Run \`opus-codegen generate\`.`);
}

const letters = (key: string): string => key.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
