import type { ClientCore } from '../client/core.ts';
import { JobFailedError } from '../errors/classes.ts';
import type { JobFailedErrorCode } from '../errors/codes.ts';
import type { AuditReport } from '../results/audit.ts';
import type { FinishContext } from './finish.ts';
import { auditOf } from './job-looks.ts';

const FAILURES: { readonly [status: string]: readonly [JobFailedErrorCode, string] } = {
  CANCELLED: ['JOB_CANCELLED', 'was cancelled'],
  STOPPED: ['JOB_CANCELLED', 'was stopped'],
  TIMED_OUT: ['JOB_TIMED_OUT', 'timed out on the platform'],
};

/** Names the node that failed, where the audit tells. */
export async function jobFailed(core: ClientCore, status: string, context: FinishContext): Promise<JobFailedError> {
  const { jobExecutionId, workflowId } = context;
  const audit = await auditIfAny(core, context);
  const failedNodes = audit?.failedNodes ?? [];
  const [code, words] = FAILURES[status] ?? ['JOB_FAILED', 'failed'];
  const [first] = failedNodes;
  const where = first === undefined ? '' : ` at "${first.name}"${first.message === undefined ? '' : `: ${first.message}`}`;
  const more = failedNodes.length > 1 ? ` (and ${failedNodes.length - 1} more nodes)` : '';
  const message = `Job ${jobExecutionId} ${words}${where}${more}.`;
  return new JobFailedError({ code, message, status, failedNodes, audit, jobExecutionId, workflowId });
}

/** Best effort: the job's own failure is the news, whatever becomes of the audit. */
async function auditIfAny(core: ClientCore, context: FinishContext): Promise<AuditReport | undefined> {
  try {
    return await auditOf({ core, contextOf: () => context });
  } catch {
    return undefined;
  }
}
