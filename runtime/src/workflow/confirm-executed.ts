import type { ClientCore } from '../client/core.ts';
import { sleep } from '../clock.ts';
import type { CallContext } from '../operator/calls.ts';
import { stageOf, statusOf, type JobStatusReport } from '../poll/status.ts';
import { abortedError } from '../transport/failure-error.ts';

const ASK_AFTER_MS = [1_000, 2_000, 4_000];

/**
 * After the answer to execute was lost: whether the job shows a status that only an executed one has. Asks after 1, 2 and 4 s.
 *
 * `false` means that nobody knows: executing again could run and bill the job twice. @throws {AbortedError}
 */
export async function confirmExecuted(core: ClientCore, context: CallContext & { readonly jobExecutionId: string }): Promise<boolean> {
  const { signal, workflowId, jobExecutionId } = context;
  const stopIfAborted = (): void => {
    if (signal?.aborted === true) throw abortedError({ phase: 'execute', executed: 'unknown', workflowId, jobExecutionId });
  };
  for (const delayMs of ASK_AFTER_MS) {
    await sleep(core.clock, delayMs, signal);
    stopIfAborted();
    const outcome = await core.calls.status({ jobExecutionId }, context);
    stopIfAborted();
    const report = outcome.kind === 'accepted' ? statusOf(outcome.json) : undefined;
    if (report !== undefined && provesExecution(report)) return true;
  }
  return false;
}

/** `PENDING` is no proof: a shell that was never executed says the same. */
export function provesExecution(report: JobStatusReport): boolean {
  const stage = stageOf(report);
  return stage === 'executing' || stage === 'ended';
}
