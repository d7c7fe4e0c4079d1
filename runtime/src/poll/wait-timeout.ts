import { WaitTimeoutError } from '../errors/classes.ts';
import type { Observations } from './observations.ts';
import type { WatchRequest } from './poller.ts';

type Waited = Pick<WatchRequest, 'jobExecutionId' | 'workflowId' | 'waitTimeoutMs'>;

/** Says what was seen of the job while it was waited for; never that anything was stopped. */
export function waitTimeout({ jobExecutionId, workflowId, waitTimeoutMs }: Waited, { counts, looks }: Observations): WaitTimeoutError {
  const list = Object.entries(counts).map(([label, times]) => `${label} ×${times}`);
  const message = `Job ${jobExecutionId} had not ended after ${waitTimeoutMs} ms of waiting (${list.join(', ') || 'never seen'}).`;
  const hint = `The job goes on remotely. Resume with workflow.job('${jobExecutionId}').result(), or raise waitTimeoutMs.`;
  return new WaitTimeoutError({
    code: 'WAIT_TIMEOUT',
    message,
    hint,
    workflowId,
    jobExecutionId,
    observed: counts,
    attempts: looks,
    retryable: true,
  });
}
