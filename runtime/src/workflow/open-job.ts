import { onAbort } from '../abort.ts';
import type { ClientCore } from '../client/core.ts';
import { isKnown, statusOf, type JobStatusReport } from '../poll/status.ts';
import { readAudit, type AuditReport, type NodeProgress } from '../results/audit.ts';
import type { WorkflowDescriptor } from './descriptor.ts';
import { finish } from './finish.ts';
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
  const { calls, clock, defaults, poller } = core;
  const { workflowId } = descriptor;
  const contextOf = ({ signal, onEvent }: WaitOptions = {}) => ({
    signal,
    events: core.eventsOf(workflowId, onEvent),
    workflowId,
    jobExecutionId,
  });

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

  const watch = (options: WaitOptions, onLook?: (report: JobStatusReport) => Promise<void>): Promise<JobStatusReport> => {
    const { events } = contextOf(options);
    const { waitTimeoutMs = defaults.waitTimeoutMs, signal } = options;
    const shown = new Set<string>();
    let last = '';
    return poller.watch({
      jobExecutionId,
      workflowId,
      waitTimeoutMs,
      deadlineMs: clock.now() + waitTimeoutMs,
      signal,
      lookNow: !justExecuted,
      async onLook(report) {
        const { status, rawStatus } = report;
        // A word nobody knows is shown once, however often it comes and goes.
        const news = status !== last && (isKnown(report) || !shown.has(status));
        last = status;
        if (news) events.mention({ type: 'job.status', jobExecutionId, status, rawStatus });
        shown.add(status);
        await onLook?.(report);
      },
    });
  };

  const audit = async (options?: CallOptions): Promise<AuditReport> =>
    readAudit(jobExecutionId, await calls.audit({ jobExecutionId }, contextOf(options)));

  return {
    status: look,
    audit,
    result: async (options = {}) => finish(core, descriptor, await watch(options), contextOf(options)),
    updates: (options = {}) => updates(options, watch, async (signal) => (await audit({ signal })).progress),
  };
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
