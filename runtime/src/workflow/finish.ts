import type { ClientCore } from '../client/core.ts';
import { asideOr } from '../load-aside.ts';
import type { CallContext } from '../operator/calls.ts';
import type { JobStatusReport } from '../poll/status.ts';
import type { OutputWarning } from '../results/decode.ts';
import { plainResults } from '../plain/results.ts';
import type { WorkflowDescriptor } from '../descriptor.ts';

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

export type FinishContext = CallContext & { readonly workflowId: string; readonly jobExecutionId: string };

/** From the last status to the typed result, or to the error that names what failed. */
export async function finish<Outputs>(
  core: ClientCore,
  descriptor: WorkflowDescriptor,
  { status }: JobStatusReport,
  context: FinishContext,
): Promise<WorkflowResult<Outputs>> {
  const { jobExecutionId } = context;
  if (status !== 'COMPLETED') {
    const { jobFailed } = await asideOr('JOB_FAILED', { ...context, status });
    throw await jobFailed(core, status, context);
  }
  const raw = await core.calls.results(context, context);
  const plain = plainResults(raw, descriptor.outputs);
  const read =
    plain === undefined
      ? await (await asideOr('RESULTS_UNREADABLE', context)).unplainResults(core, descriptor, context, raw)
      : { warnings: [], raw, ...plain };
  // What is not as declared stands as it came, and is listed in `warnings`.
  return { jobExecutionId, status: 'COMPLETED', ...read, outputs: read.outputs as Outputs };
}
