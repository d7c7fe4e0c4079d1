import { onAbort } from '../abort.ts';
import type { ClientCore } from '../client/core.ts';
import { createEventSink, type EventSink } from '../events.ts';
import { pathSegment } from '../operator/ids.ts';
import { isKnown, statusOf, type JobStatusReport } from '../poll/status.ts';
import { readAudit, type AuditReport, type NodeProgress } from '../results/audit.ts';
import type { WorkflowDescriptor } from './descriptor.ts';
import { finish, type WorkflowResult } from './finish.ts';
import { checkRunOptions, type CallOptions, type WaitOptions } from './options.ts';

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

export function createJob<Outputs>(core: () => ClientCore, descriptor: WorkflowDescriptor, id: string, origin: JobOrigin): Job<Outputs> {
  pathSegment(id, 'jobExecutionId');
  const { workflowId } = descriptor;
  const eventsFor = ({ onEvent }: WaitOptions): EventSink => {
    const { clock, settings } = core();
    return createEventSink(workflowId, clock.now, settings.onEvent, onEvent);
  };
  const callContext = (options: WaitOptions = {}) => ({
    signal: options.signal,
    events: eventsFor(options),
    workflowId,
    jobExecutionId: id,
  });

  const look = async (options?: CallOptions): Promise<JobStatusReport> => {
    const { calls } = core();
    const context = callContext(options);
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await calls.status({ jobExecutionId: id }, context);
      const report = outcome.kind === 'accepted' ? statusOf(outcome.json) : undefined;
      if (report !== undefined) return report;
      const failure = outcome.kind === 'accepted' ? NO_STATUS : outcome;
      await calls.beforeRetry({ call: 'status', attempt, outcome: failure }, context);
    }
  };

  const watch = (options: WaitOptions, onLook?: (report: JobStatusReport) => Promise<void>): Promise<JobStatusReport> => {
    const { clock, poller, settings } = core();
    const events = eventsFor(options);
    const waitTimeoutMs = options.waitTimeoutMs ?? settings.waitTimeoutMs;
    const shown = new Set<string>();
    let last = '';
    return poller.watch({
      jobExecutionId: id,
      workflowId,
      waitTimeoutMs,
      deadlineMs: clock.now() + waitTimeoutMs,
      signal: options.signal,
      lookNow: !origin.justExecuted,
      async onLook(report) {
        const { status, rawStatus } = report;
        // A word nobody knows is shown once, however often it comes and goes.
        const news = status !== last && (isKnown(report) || !shown.has(status));
        last = status;
        if (news) events.mention({ type: 'job.status', jobExecutionId: id, status, rawStatus });
        shown.add(status);
        await onLook?.(report);
      },
    });
  };

  const merged = <Options extends WaitOptions>(options: Options | undefined): WaitOptions & Options => {
    // The cast: an absent `Options` has only optional fields, as every one of them here does.
    const all = { ...origin.defaults, ...options } as WaitOptions & Options;
    checkRunOptions(all);
    return all;
  };

  return {
    id,
    workflowId,
    status: look,
    async result(options) {
      const all = merged(options);
      const report = await watch(all);
      return finish(core(), descriptor, report, callContext(all));
    },
    async audit(options) {
      return readAudit(id, await core().calls.audit({ jobExecutionId: id }, callContext(options)));
    },
    updates: (options) =>
      updates(merged(options), watch, async (signal) => {
        const raw = await core().calls.audit({ jobExecutionId: id }, { signal, workflowId, jobExecutionId: id });
        return readAudit(id, raw).progress;
      }),
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
