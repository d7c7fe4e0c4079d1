import type { Variable } from '@opus-codegen/schema';
import type { ClientCore } from '../client/core.ts';
import type { Phase } from '../errors/codes.ts';
import { OpusError } from '../errors/opus-error.ts';
import type { EventSink } from '../events.ts';
import { aborted, asideOr } from '../load-aside.ts';
import type { CallContext, ExecutePayload } from '../operator/calls.ts';
import type { WorkflowDescriptor } from '../descriptor.ts';
import { checkRunOptions, type RunOptions } from '../options.ts';
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

  await stopIfAborted(context, 'validate');
  const prepared = await prepare(core, descriptor, input, options, context);
  await stopIfAborted(context, 'schema');

  let jobExecutionId = options.initiatedJobExecutionId;
  if (jobExecutionId === undefined) {
    await events.tell({ type: 'job.initiating', title });
    ({ jobExecutionId } = await calls.initiate({ workflowId, title, description, pin: descriptor.pin }, context));
    await events.tell({ type: 'job.initiated', jobExecutionId });
  }
  const jobContext = { ...context, jobExecutionId };

  await stopIfAborted(jobContext, 'upload');
  const { accessScope = 'workspace' } = options;
  const payload = await prepared.payload({ calls, context: jobContext, workflowId, accessScope });

  await stopIfAborted(jobContext, 'execute');
  await events.tell({ type: 'job.executing', jobExecutionId });
  await execute(core, descriptor, { jobContext, payload, prepared, options });
  await events.tell({ type: 'job.executed', jobExecutionId });
  return { jobExecutionId, outputs: prepared.verdict.outputs };
}

export interface Execution {
  readonly jobContext: StartContext & { readonly jobExecutionId: string };
  readonly payload: ExecutePayload;
  readonly prepared: PreparedRun;
  readonly options: RunOptions;
}

async function execute(core: ClientCore, descriptor: WorkflowDescriptor, execution: Execution): Promise<void> {
  const { jobContext, payload, options } = execution;
  try {
    const answer = await core.calls.execute({ ...jobContext, payload, callbackUrl: options.callbackUrl }, jobContext);
    if (answer.accepted) return;
    const { confirmOrThrow } = await asideOr('EXECUTE_OUTCOME_UNKNOWN', jobContext);
    await confirmOrThrow(core, jobContext, answer.reason);
  } catch (error) {
    if (!(error instanceof OpusError) || error.code !== 'BAD_REQUEST') throw error;
    throw await (await asideOr(error.code, error)).refusedBy(error, core, descriptor, execution);
  }
}

async function stopIfAborted({ signal, workflowId, jobExecutionId }: CallContext, phase: Phase): Promise<void> {
  if (signal?.aborted === true) await aborted({ phase, executed: 'no', workflowId, jobExecutionId });
}
