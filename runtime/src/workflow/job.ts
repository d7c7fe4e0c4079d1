import type { LoadCore } from '../client/core.ts';
import { loadEngine } from '../load-engine.ts';
import { pathSegment } from '../operator/ids.ts';
import type { JobStatusReport } from '../poll/status.ts';
import type { AuditReport, NodeProgress } from '../results/audit.ts';
import type { WorkflowDescriptor } from '../descriptor.ts';
import type { WorkflowResult } from './finish.ts';
import type { OpenJob } from './open-job.ts';
import { checkRunOptions, type CallOptions, type WaitOptions } from '../options.ts';

/** One change in a job's life. */
export interface JobUpdate extends JobStatusReport {
  /** Nodes done and running, where the service tells. */
  readonly progress?: NodeProgress;
}

export interface UpdateOptions extends WaitOptions {
  /** Whether to ask for the node progress too: one more request a look. Default true. */
  readonly progress?: boolean | undefined;
}

/** A job on the platform. A handle: making one sends nothing, and it is never a thenable, so `await` and `return` leave it as it is. */
export interface Job<Outputs = Readonly<Record<string, unknown>>> {
  readonly id: string;
  readonly workflowId: string;
  /** One look. @throws {ApiError} @throws {NetworkError} */
  status(options?: CallOptions): Promise<JobStatusReport>;
  /**
   * Waits for the end and fetches the results.
   *
   * @throws {JobFailedError} it ended badly; the failed node is named.
   * @throws {WaitTimeoutError} the waiting ended, the job did not: call `result()` again at any time.
   * @throws {ResultError} it completed, and the results cannot be had. @throws {AbortedError}
   */
  result(options?: WaitOptions): Promise<WorkflowResult<Outputs>>;
  /** What happened so far; works while the job runs. May hold personal data. @throws {ApiError} */
  audit(options?: CallOptions): Promise<AuditReport>;
  /** Every change of status and of node progress, to the terminal status. Ends with it, whichever it is; leaving the loop stops the looking. */
  updates(options?: UpdateOptions): AsyncIterable<JobUpdate>;
}

export interface JobOrigin {
  /** `true` right after execute, when a first look at once would be wasted. */
  readonly justExecuted: boolean;
  readonly defaults: WaitOptions;
}

/** A handle: the id is looked at now, everything else when it is asked for. */
export function createJob<Outputs>(core: LoadCore, descriptor: WorkflowDescriptor, id: string, origin: JobOrigin): Job<Outputs> {
  pathSegment(id, 'jobExecutionId');
  let { justExecuted } = origin;
  const open = async (): Promise<OpenJob<Outputs>> => {
    const asExecutedJustNow = justExecuted;
    // Whoever asks a second time has waited.
    justExecuted = false;
    const { openJob } = await loadEngine();
    return openJob(await core(), descriptor, id, asExecutedJustNow);
  };
  const complete = <Options extends WaitOptions>(options: Options | undefined): WaitOptions & Options => {
    // The cast: an absent `Options` has only optional fields, as every one of them here does.
    const all = { ...origin.defaults, ...options } as WaitOptions & Options;
    checkRunOptions(all);
    return all;
  };
  return {
    id,
    workflowId: descriptor.workflowId,
    status: async (options) => (await open()).status(options),
    audit: async (options) => (await open()).audit(options),
    async result(options) {
      const all = complete(options);
      return (await open()).result(all);
    },
    updates: (options) => updatesOf(open, complete(options)),
  };
}

async function* updatesOf(open: () => Promise<OpenJob<unknown>>, options: UpdateOptions): AsyncGenerator<JobUpdate, void, undefined> {
  yield* (await open()).updates(options);
}
