import type { ClientCore } from '../client/core.ts';
import { ExecuteOutcomeUnknownError, SchemaDriftError } from '../errors/classes.ts';
import type { OpusError } from '../errors/opus-error.ts';
import { recheck } from '../guard/recheck.ts';
import type { Failure } from '../transport/outcome.ts';
import { confirmExecuted } from './confirm-executed.ts';
import type { WorkflowDescriptor } from '../descriptor.ts';
import type { Execution } from './start.ts';

/** The answer to execute was lost: the job's status may prove that it runs. @throws {ExecuteOutcomeUnknownError} it does not. @throws {AbortedError} */
export async function confirmOrThrow(core: ClientCore, context: Execution['jobContext'], reason: Failure): Promise<void> {
  if (await confirmExecuted(core, context)) return;
  const { workflowId, jobExecutionId } = context;
  const { detail, status, requestId } = reason;
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
}

/** A 400 on execute often means that the workflow changed a moment ago: looks once more, and blames that when it did. */
export async function refusedBy(
  error: OpusError,
  core: ClientCore,
  descriptor: WorkflowDescriptor,
  { jobContext, prepared }: Execution,
): Promise<OpusError> {
  try {
    await recheck(core.guard, { descriptor, verdict: prepared.verdict, context: jobContext });
  } catch (drift) {
    if (drift instanceof SchemaDriftError) return drift;
    // Could not look: the 400 itself is the better news.
  }
  return error;
}
