import type { Variable } from '@opus-codegen/schema';
import type { ClientCore } from '../client/core.ts';
import { ApiError, ExecuteOutcomeUnknownError, SchemaDriftError } from '../errors/classes.ts';
import type { Phase } from '../errors/codes.ts';
import type { EventSink } from '../events.ts';
import { uploadFiles } from '../files/upload.ts';
import { encodeInputs } from '../input/encode.ts';
import type { CallContext, ExecutePayload } from '../operator/calls.ts';
import { abortedError } from '../transport/failure-error.ts';
import { confirmExecuted } from './confirm-executed.ts';
import type { WorkflowDescriptor } from './descriptor.ts';
import { checkRunOptions, type RunOptions } from './options.ts';
import { prepare, type PreparedRun } from './prepare.ts';

export interface StartOptions extends RunOptions {
  /** A job that was initiated before and never executed: it is filled and executed instead of a new one. */
  readonly initiatedJobExecutionId?: string | undefined;
}

export interface StartedRun {
  readonly jobExecutionId: string;
  /** The declared outputs under their live wire names. */
  readonly outputs: readonly Variable[];
}

type StartContext = CallContext & { readonly events: EventSink; readonly workflowId: string };

/** validate → guard → initiate → upload → execute (runtime.md, order of a run). The job was executed when it resolves. */
export async function startRun(
  core: ClientCore,
  descriptor: WorkflowDescriptor,
  input: unknown,
  options: StartOptions,
): Promise<StartedRun> {
  checkRunOptions(options);
  const { workflowId } = descriptor;
  const { clock, calls, defaults } = core;
  const { signal } = options;
  // The contract requires both, and an empty text is none.
  const title = options.title?.trim() || descriptor.name.trim() || descriptor.key;
  const description = options.description?.trim() || `Run of ${descriptor.key} by @opus-codegen/runtime`;
  const events = core.eventsOf(workflowId, options.onEvent);
  const deadlineMs = clock.now() + (options.waitTimeoutMs ?? defaults.waitTimeoutMs);
  const context = { signal, events, deadlineMs, workflowId };

  stopIfAborted(context, 'validate');
  const prepared = await prepare(core, descriptor, input, options, context);
  stopIfAborted(context, 'schema');

  let jobExecutionId = options.initiatedJobExecutionId;
  if (jobExecutionId === undefined) {
    await events.tell({ type: 'job.initiating', title });
    ({ jobExecutionId } = await calls.initiate({ workflowId, title, description, pin: descriptor.pin }, context));
    await events.tell({ type: 'job.initiated', jobExecutionId });
  }
  const jobContext = { ...context, jobExecutionId };

  stopIfAborted(jobContext, 'upload');
  const { accessScope = 'workspace' } = options;
  const uploaded = await uploadFiles({ files: prepared.files, calls, context: jobContext, workflowId, accessScope });
  const { variables, definitions, generation } = prepared.verdict;
  const payload = encodeInputs({ variables, definitions, generation, input, uploaded });

  stopIfAborted(jobContext, 'execute');
  await events.tell({ type: 'job.executing', jobExecutionId });
  await execute(core, descriptor, { jobContext, payload, prepared, options });
  await events.tell({ type: 'job.executed', jobExecutionId });
  return { jobExecutionId, outputs: prepared.verdict.outputs };
}

interface Execution {
  readonly jobContext: StartContext & { readonly jobExecutionId: string };
  readonly payload: ExecutePayload;
  readonly prepared: PreparedRun;
  readonly options: RunOptions;
}

async function execute(core: ClientCore, descriptor: WorkflowDescriptor, execution: Execution): Promise<void> {
  const { jobContext, payload, options } = execution;
  const { jobExecutionId, workflowId } = jobContext;
  try {
    const answer = await core.calls.execute({ jobExecutionId, payload, callbackUrl: options.callbackUrl }, jobContext);
    if (answer.accepted || (await confirmExecuted(core, jobContext))) return;
    const { detail, status, requestId } = answer.reason;
    const message = `POST /job/execute ${detail}, and the status of job ${jobExecutionId} does not tell whether it runs.`;
    throw new ExecuteOutcomeUnknownError({
      code: 'EXECUTE_OUTCOME_UNKNOWN',
      message,
      workflowId,
      jobExecutionId,
      status,
      requestId,
      attempts: 1,
    });
  } catch (error) {
    if (error instanceof ApiError && error.code === 'BAD_REQUEST') await blameDrift(core, descriptor, execution);
    throw error;
  }
}

/** A 400 on execute often means that the workflow changed a moment ago: looks once more, and says so when it did. */
async function blameDrift(core: ClientCore, descriptor: WorkflowDescriptor, { jobContext, prepared }: Execution): Promise<void> {
  try {
    await core.guard.recheck({ descriptor, verdict: prepared.verdict, context: jobContext });
  } catch (error) {
    if (error instanceof SchemaDriftError) throw error;
    // Could not look: the 400 itself is the better news.
  }
}

function stopIfAborted({ signal, workflowId, jobExecutionId }: CallContext, phase: Phase): void {
  if (signal?.aborted === true) throw abortedError({ phase, executed: 'no', workflowId, jobExecutionId });
}
