import { onAbort } from '../abort.ts';
import type { ClientCore } from '../client/core.ts';
import type { EventSink } from '../events.ts';
import type { CallContext } from '../operator/calls.ts';
import { isKnown, statusOf, type JobStatusReport } from '../poll/status.ts';
import { readAudit, type AuditReport, type NodeProgress } from '../results/audit.ts';
import type { WorkflowDescriptor } from './descriptor.ts';
import { finish, type WorkflowResult } from './finish.ts';
import type { Job, JobUpdate, UpdateOptions } from './job.ts';
import type { CallOptions, WaitOptions } from './options.ts';

/** What a handle offers, with options that are complete and checked. */
export type OpenJob<Outputs> = Pick<Job<Outputs>, 'status' | 'result' | 'audit' | 'updates'>;

/** A job on the platform, once there is a core to ask with. `justExecuted`: a first look at once would be wasted. */
export function openJob<Outputs>(
  core: ClientCore,
  descriptor: WorkflowDescriptor,
  jobExecutionId: string,
  justExecuted: boolean,
): OpenJob<Outputs> {
  const { calls } = core;
  const target: Target = { core, descriptor, jobExecutionId, justExecuted };
  const contextOf = (options?: WaitOptions): JobContext => contextIn(target, options);

  const look = async (options?: CallOptions): Promise<JobStatusReport> => {
    const context = contextOf(options);
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await calls.status({ jobExecutionId }, context);
      const report = outcome.kind === 'accepted' ? statusOf(outcome.json) : undefined;
      if (report !== undefined) return report;
      const failure = outcome.kind === 'accepted' ? NO_STATUS : outcome;
      await calls.beforeRetry({ call: 'status', attempt, outcome: failure }, context);
    }
  };

  const audit = async (options?: CallOptions): Promise<AuditReport> =>
    readAudit(jobExecutionId, await calls.audit({ jobExecutionId }, contextOf(options)));

  return {
    status: look,
    audit,
    result: (options = {}) => resultOf(target, options),
    updates: (options = {}) =>
      updates(
        options,
        (waiting, onLook) => watchJob(target, waiting, onLook),
        async (signal) => (await audit({ signal })).progress,
      ),
  };
}

/** Which job of which client. */
interface Target {
  readonly core: ClientCore;
  readonly descriptor: WorkflowDescriptor;
  readonly jobExecutionId: string;
  readonly justExecuted: boolean;
}

type JobContext = CallContext & { readonly events: EventSink; readonly workflowId: string; readonly jobExecutionId: string };

function contextIn({ core, descriptor: { workflowId }, jobExecutionId }: Target, { signal, onEvent }: WaitOptions = {}): JobContext {
  return { signal, events: core.eventsOf(workflowId, onEvent), workflowId, jobExecutionId };
}

/** A function of its own: what waits for hours, perhaps ten thousand times over, should hold little. */
async function resultOf<Outputs>(target: Target, options: WaitOptions): Promise<WorkflowResult<Outputs>> {
  return await finish<Outputs>(target.core, target.descriptor, await watchJob(target, options), contextIn(target, options));
}

function watchJob(target: Target, options: WaitOptions, onLook?: (report: JobStatusReport) => Promise<void>): Promise<JobStatusReport> {
  const { core, descriptor, jobExecutionId, justExecuted } = target;
  const { events } = contextIn(target, options);
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
      if (!isKnown(report)) (unknown ??= new Set()).add(status);
      if (news) events.mention({ type: 'job.status', jobExecutionId, status, rawStatus });
      await onLook?.(report);
    },
  });
}

const NO_STATUS = { kind: 'ambiguous', code: 'UNEXPECTED_RESPONSE', detail: 'answered without a status' } as const;

async function* updates(
  options: UpdateOptions,
  watch: (options: WaitOptions, onLook: (report: JobStatusReport) => Promise<void>) => Promise<JobStatusReport>,
  progressOf: (signal: AbortSignal) => Promise<NodeProgress | undefined>,
): AsyncGenerator<JobUpdate, void, undefined> {
  const stop = new AbortController();
  const forget = onAbort(options.signal, () => stop.abort());
  const waiting: JobUpdate[] = [];
  const bell: { ring?: () => void } = {};
  let last = '';
  const onLook = async (report: JobStatusReport): Promise<void> => {
    const asked = options.progress !== false && !report.terminal;
    const progress = asked ? await progressOf(stop.signal).catch(() => undefined) : undefined;
    const update: JobUpdate = progress === undefined ? report : { ...report, progress };
    const text = JSON.stringify(update);
    if (text === last) return;
    last = text;
    waiting.push(update);
    bell.ring?.();
  };
  const end = { reached: false };
  try {
    const watching = watch({ ...options, signal: stop.signal }, onLook).finally(() => {
      end.reached = true;
      bell.ring?.();
    });
    // Its failure is thrown below, once everything seen before it has been taken.
    watching.catch(() => {});
    while (!end.reached || waiting.length > 0) {
      const next = waiting.shift();
      if (next !== undefined) yield next;
      else await new Promise<void>((resolve) => (bell.ring = resolve));
    }
    await watching;
  } finally {
    forget();
    stop.abort();
  }
}
