import type { ClientCore } from '../client/core.ts';
import { loadAside } from '../load-aside.ts';
import { stageOf, type JobStatusReport } from '../poll/status.ts';
import type { WorkflowDescriptor } from '../descriptor.ts';
import { finish, type FinishContext, type WorkflowResult } from './finish.ts';
import type { Job } from './job.ts';
import type { WaitOptions } from '../options.ts';

/** What a handle offers, with options that are complete and checked. */
export type OpenJob<Outputs> = Pick<Job<Outputs>, 'status' | 'result' | 'audit' | 'updates'>;

/** A job on the platform, once there is a core to ask with. `justExecuted`: a first look at once would be wasted. */
export function openJob<Outputs>(
  core: ClientCore,
  descriptor: WorkflowDescriptor,
  jobExecutionId: string,
  justExecuted: boolean,
): OpenJob<Outputs> {
  const target: Target = { core, descriptor, jobExecutionId, justExecuted };
  const looks = {
    core,
    contextOf: (options?: WaitOptions) => contextIn(target, options),
    watch: (options: WaitOptions, onLook: OnLook) => watchJob(target, options, onLook),
  };
  return {
    status: async (options) => (await loadAside()).lookAt(looks, options),
    audit: async (options) => (await loadAside()).auditOf(looks, options),
    result: (options = {}) => resultOf(target, options),
    async *updates(options = {}) {
      yield* (await loadAside()).updatesOf(looks, options);
    },
  };
}

type OnLook = (report: JobStatusReport) => Promise<void>;

/** Which job of which client. */
interface Target {
  readonly core: ClientCore;
  readonly descriptor: WorkflowDescriptor;
  readonly jobExecutionId: string;
  readonly justExecuted: boolean;
}

function contextIn({ core, descriptor: { workflowId }, jobExecutionId }: Target, { signal, onEvent }: WaitOptions = {}): FinishContext {
  return { signal, events: core.eventsOf(workflowId, onEvent), workflowId, jobExecutionId };
}

/** A function of its own: what waits for hours, perhaps ten thousand times over, should hold little. */
async function resultOf<Outputs>(target: Target, options: WaitOptions): Promise<WorkflowResult<Outputs>> {
  return await finish<Outputs>(target.core, target.descriptor, await watchJob(target, options), contextIn(target, options));
}

function watchJob(target: Target, options: WaitOptions, onLook?: OnLook): Promise<JobStatusReport> {
  const { core, descriptor, jobExecutionId, justExecuted } = target;
  const events = core.eventsOf(descriptor.workflowId, options.onEvent);
  const { waitTimeoutMs = core.defaults.waitTimeoutMs, signal } = options;
  let unknown: Set<string> | undefined;
  let last = '';
  return core.poller.watch({
    jobExecutionId,
    workflowId: descriptor.workflowId,
    waitTimeoutMs,
    deadlineMs: core.clock.now() + waitTimeoutMs,
    signal,
    lookNow: !justExecuted,
    async onLook(report) {
      const { status, rawStatus } = report;
      // A word nobody knows is shown once, however often it comes and goes.
      const news = status !== last && unknown?.has(status) !== true;
      last = status;
      if (stageOf(report) === undefined) (unknown ??= new Set()).add(status);
      if (news) events.mention({ type: 'job.status', jobExecutionId, status, rawStatus });
      await onLook?.(report);
    },
  });
}
