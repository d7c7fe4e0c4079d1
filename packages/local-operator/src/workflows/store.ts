import { readWorkflow, type Definitions, type WorkflowSchema } from '@opus-codegen/schema';
import { isRecord, own } from '../json.ts';
import type { OutcomeSource, OutcomeUse } from '../jobs/outcome.ts';
import { OutcomeQueue } from '../jobs/outcome-queue.ts';
import type { WorkflowSource, WorkflowVersion } from './source.ts';

/** One schema, served and read once however many jobs it gets. */
export interface ServedSchema {
  readonly raw: unknown;
  /** `raw` as the JSON that is answered. */
  readonly text: string;
  /** Absent when nobody can read it. */
  readonly read?: { readonly workflow: WorkflowSchema; readonly definitions: Definitions };
}

export interface ServedWorkflow {
  readonly id: string;
  readonly current: ServedSchema;
  readonly versions: readonly (WorkflowVersion & { readonly served: ServedSchema })[];
  readonly outcomes: OutcomeQueue;
}

/** A pinned version, by number or id; empty for the current one. */
export interface VersionPin {
  readonly version?: number;
  readonly workflowVersionId?: string;
}

export class WorkflowStore {
  readonly #workflows = new Map<string, ServedWorkflow>();

  /** Adds or replaces. Throws when neither the source nor its schema says the id. */
  put(source: WorkflowSource): string {
    const current = serve(source.schema);
    const id = source.id ?? idInside(source.schema);
    if (id === undefined) throw new Error('A workflow source needs an id: its schema has neither workflowId nor workflow_id.');
    const versions = (source.versions ?? []).map((version) => ({ ...version, served: serve(version.schema) }));
    this.#workflows.set(id, { id, current, versions, outcomes: new OutcomeQueue(source.outcome) });
    return id;
  }

  /** Replaces the current schema by what `change` makes of a copy of it: what it returns, or else the copy as it left it. */
  edit(id: string, change: (raw: unknown) => unknown): void {
    const workflow = this.#expect(id);
    const copy = structuredClone(workflow.current.raw);
    const returned = change(copy);
    this.#workflows.set(id, { ...workflow, current: serve(returned === undefined ? copy : returned) });
  }

  tellOutcome(id: string, outcome: OutcomeSource, use: OutcomeUse): void {
    this.#expect(id).outcomes.tell(outcome, use);
  }

  remove(id: string): void {
    this.#workflows.delete(id);
  }

  get(id: string): ServedWorkflow | undefined {
    return this.#workflows.get(id);
  }

  ids(): readonly string[] {
    return [...this.#workflows.keys()];
  }

  clear(): void {
    this.#workflows.clear();
  }

  #expect(id: string): ServedWorkflow {
    const workflow = this.#workflows.get(id);
    if (workflow === undefined)
      throw new Error(`The local operator has no workflow ${JSON.stringify(id)}. It has: ${this.ids().join(', ') || 'none'}.`);
    return workflow;
  }
}

/** The schema a pin means, or undefined when there is no such version. */
export function schemaOf(workflow: ServedWorkflow, pin: VersionPin): ServedSchema | undefined {
  const pinned = pin.version !== undefined || pin.workflowVersionId !== undefined;
  if (!pinned || workflow.versions.length === 0) return workflow.current;
  return workflow.versions.find(
    (version) =>
      (pin.version === undefined || version.version === pin.version) &&
      (pin.workflowVersionId === undefined || version.workflowVersionId === pin.workflowVersionId),
  )?.served;
}

function serve(raw: unknown): ServedSchema {
  const read = readWorkflow(raw);
  return { raw, text: JSON.stringify(raw) ?? 'null', ...(read.ok ? { read } : {}) };
}

/** The id a schema gives itself, whichever way it spells the key. */
export function idInside(raw: unknown): string | undefined {
  if (!isRecord(raw)) return undefined;
  const id = own(raw, 'workflowId') ?? own(raw, 'workflow_id');
  return typeof id === 'string' && id !== '' ? id : undefined;
}
