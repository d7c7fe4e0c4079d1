import type { ClientCore } from '../client/core.ts';
import { sleep } from '../clock.ts';
import { JobFailedError, ResultError } from '../errors/classes.ts';
import type { JobFailedErrorCode } from '../errors/codes.ts';
import type { CallContext } from '../operator/calls.ts';
import type { JobStatusReport } from '../poll/status.ts';
import { readAudit, type AuditReport } from '../results/audit.ts';
import { decodeOutputs, type OutputWarning } from '../results/decode.ts';
import { readResults, type ResultsReading } from '../results/read-results.ts';
import { abortedError } from '../transport/failure-error.ts';
import type { WorkflowDescriptor } from './descriptor.ts';

/** What a completed job gave. */
export interface WorkflowResult<Outputs = Readonly<Record<string, unknown>>> {
  readonly jobExecutionId: string;
  readonly status: 'COMPLETED';
  /** The declared outputs that arrived; which ones do depends on the branch the run took. */
  readonly outputs: Outputs;
  /** The platform's own summary of the run, where it gives one. */
  readonly summary?: string;
  /** URLs of the files the run made, as the service gave them. */
  readonly outputFiles: readonly string[];
  /** Outputs that are not of their declared type; they stand in `outputs` as they came. */
  readonly warnings: readonly OutputWarning[];
  /** The whole answer as it came. */
  readonly raw: unknown;
}

type FinishContext = CallContext & { readonly workflowId: string; readonly jobExecutionId: string };

/** From the last status to the typed result, or to the error that names what failed. */
export async function finish<Outputs>(
  core: ClientCore,
  descriptor: WorkflowDescriptor,
  { status }: JobStatusReport,
  context: FinishContext,
): Promise<WorkflowResult<Outputs>> {
  if (status !== 'COMPLETED') throw await jobFailed(core, status, context);
  const { reading, raw } = await fetchResults(core, descriptor, context);
  const { outputs, warnings } = decodeOutputs(descriptor.outputs, reading.outputs);
  const { outputFiles, summary } = reading;
  return {
    jobExecutionId: context.jobExecutionId,
    status: 'COMPLETED',
    // The decoder leaves a value that is not as declared in place and lists it in `warnings`.
    outputs: outputs as Outputs,
    ...(summary === undefined ? {} : { summary }),
    outputFiles,
    warnings,
    raw,
  };
}

/** Results are written a little after the status: so long is nothing taken for "not yet". */
const PATIENCE_MS = 30_000;

async function fetchResults(
  core: ClientCore,
  descriptor: WorkflowDescriptor,
  context: FinishContext,
): Promise<{ readonly reading: ResultsReading; readonly raw: unknown }> {
  const { clock, calls } = core;
  const { jobExecutionId, workflowId, signal } = context;
  const startedAtMs = clock.now();
  for (let delayMs = 1_000; ; delayMs = Math.min(delayMs * 2, 8_000)) {
    const raw = await calls.results({ jobExecutionId }, context);
    const verdict = readResults(raw);
    if (verdict.kind === 'unreadable') {
      const message = `The results of job ${jobExecutionId} have an unknown shape (keys: ${verdict.topLevelKeys.join(', ') || 'none'}).`;
      throw new ResultError({ code: 'RESULTS_UNREADABLE', message, jobExecutionId, workflowId });
    }
    const remainingMs = startedAtMs + PATIENCE_MS - clock.now();
    if (verdict.kind === 'read') return { reading: verdict.reading, raw };
    // A branch may end without any output, and a workflow may declare none.
    if (verdict.kind === 'empty' && (remainingMs <= 0 || descriptor.outputs.length === 0)) return { reading: verdict.reading, raw };
    if (remainingMs <= 0) {
      const message = `Job ${jobExecutionId} completed, but its results did not appear within ${PATIENCE_MS / 1000} s.`;
      throw new ResultError({ code: 'RESULTS_UNAVAILABLE', message, jobExecutionId, workflowId, retryable: true });
    }
    await sleep(clock, Math.min(delayMs, remainingMs), signal);
    if (signal?.aborted === true) throw abortedError({ phase: 'results', executed: 'yes', workflowId, jobExecutionId });
  }
}

const FAILURES: { readonly [status: string]: readonly [JobFailedErrorCode, string] } = {
  CANCELLED: ['JOB_CANCELLED', 'was cancelled'],
  STOPPED: ['JOB_CANCELLED', 'was stopped'],
  TIMED_OUT: ['JOB_TIMED_OUT', 'timed out on the platform'],
};

async function jobFailed(core: ClientCore, status: string, context: FinishContext): Promise<JobFailedError> {
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
    return readAudit(context.jobExecutionId, await core.calls.audit({ jobExecutionId: context.jobExecutionId }, context));
  } catch {
    return undefined;
  }
}
