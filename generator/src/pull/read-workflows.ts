import { readWorkflow, type SchemaDiagnostic, type WorkflowSchema } from '@opus-codegen/schema';
import pLimit from 'p-limit';
import type { FailedRead, LiveFailure } from './live-failure.ts';
import type { LiveAnswer, ReadLive } from './read-live.ts';
import type { ProjectWorkflow } from '../config/project.ts';

/** One workflow as the service described it just now. */
export interface LiveWorkflow {
  readonly workflow: ProjectWorkflow;
  readonly schema: WorkflowSchema;
  readonly notes: readonly SchemaDiagnostic[];
  /** It looked cut short at first and was asked for twice. */
  readonly askedAgain: boolean;
}

/** Everything was asked; each workflow is in one of the two, in the order of the config. */
export interface ReadWorkflows {
  readonly live: readonly LiveWorkflow[];
  readonly failed: readonly FailedRead[];
}

export interface ReadWorkflowsOptions {
  readonly read: ReadLive;
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Whether an answer differs so much from what is known that it is asked for again before it is believed. */
  readonly looksCutShort: (workflow: ProjectWorkflow, schema: WorkflowSchema) => boolean;
  /** Waits; rejects when the signal is aborted. */
  readonly sleep: (delayMs: number, signal: AbortSignal) => Promise<void>;
  readonly onStarted?: (workflow: ProjectWorkflow) => void;
  readonly onAskAgain?: (workflow: ProjectWorkflow) => void;
  /** Told as each workflow is settled, with why it could not be read. */
  readonly onSettled?: (workflow: ProjectWorkflow, failure: LiveFailure | undefined) => void;
}

/** People edit a canvas in steps; this long is waited before a schema that looks cut short is asked for again (codegen.md, exit codes). */
export const ASK_AGAIN_AFTER_MS = 5_000;

/** Reads workflows, at most `concurrency` at a time. One that fails stops no other. Rejects only when aborted. */
export async function readWorkflows(workflows: readonly ProjectWorkflow[], options: ReadWorkflowsOptions): Promise<ReadWorkflows> {
  const limit = pLimit(options.concurrency);
  const settled = await Promise.all(
    workflows.map((workflow) =>
      limit(async () => {
        options.onStarted?.(workflow);
        const result = await readOne(workflow, options);
        options.onSettled?.(workflow, 'failure' in result ? result.failure : undefined);
        return result;
      }),
    ),
  );
  return { live: settled.filter((result) => 'schema' in result), failed: settled.filter((result) => 'failure' in result) };
}

async function readOne(workflow: ProjectWorkflow, options: ReadWorkflowsOptions): Promise<LiveWorkflow | FailedRead> {
  const { read, signal, sleep, looksCutShort } = options;
  signal.throwIfAborted();
  const first = understood(workflow, await read(workflow, signal));
  if ('failure' in first || !looksCutShort(workflow, first.schema)) return first;
  options.onAskAgain?.(workflow);
  await sleep(ASK_AGAIN_AFTER_MS, signal);
  const second = understood(workflow, await read(workflow, signal));
  return 'failure' in second ? second : { ...second, askedAgain: true };
}

function understood(workflow: ProjectWorkflow, answer: LiveAnswer): LiveWorkflow | FailedRead {
  if (!answer.ok) return { workflow, failure: answer.failure };
  const reading = readWorkflow(answer.body);
  if (reading.ok) return { workflow, schema: reading.workflow, notes: reading.diagnostics, askedAgain: false };
  const seen = reading.topLevelKeys.length === 0 ? 'no keys' : reading.topLevelKeys.join(', ');
  return {
    workflow,
    failure: { kind: 'unreadable', message: `${reading.diagnostics.map(({ message }) => message).join(' ')} Top level: ${seen}.` },
  };
}
