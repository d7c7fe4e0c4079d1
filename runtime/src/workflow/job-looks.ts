import { onAbort } from '../abort.ts';
import type { ClientCore } from '../client/core.ts';
import type { CallContext } from '../operator/calls.ts';
import { statusOf, type JobStatusReport } from '../poll/status.ts';
import { readAudit, type AuditReport } from '../results/audit.ts';
import type { JobUpdate, UpdateOptions } from './job.ts';
import type { CallOptions, WaitOptions } from '../options.ts';

/** What a job is looked at with, apart from its result. */
export interface JobLooks {
  readonly core: ClientCore;
  contextOf(options?: WaitOptions): CallContext & { readonly jobExecutionId: string };
  watch(options: WaitOptions, onLook?: (report: JobStatusReport) => Promise<void>): Promise<JobStatusReport>;
}

/** One look. */
export async function lookAt({ core: { calls }, contextOf }: JobLooks, options?: CallOptions): Promise<JobStatusReport> {
  const context = contextOf(options);
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await calls.status(context, context);
    const report = outcome.kind === 'accepted' ? statusOf(outcome.json) : undefined;
    if (report !== undefined) return report;
    const failure = outcome.kind === 'accepted' ? NO_STATUS : outcome;
    await calls.beforeRetry({ call: 'status', attempt, outcome: failure }, context);
  }
}

const NO_STATUS = { kind: 'ambiguous', code: 'UNEXPECTED_RESPONSE', detail: 'answered without a status' } as const;

export async function auditOf(
  { core: { calls }, contextOf }: Pick<JobLooks, 'core' | 'contextOf'>,
  options?: CallOptions,
): Promise<AuditReport> {
  const context = contextOf(options);
  return readAudit(context.jobExecutionId, await calls.audit(context, context));
}

/** Every change of status and of progress, to the end. */
export async function* updatesOf(looks: JobLooks, options: UpdateOptions): AsyncGenerator<JobUpdate, void, undefined> {
  const stop = new AbortController();
  const forget = onAbort(options.signal, () => stop.abort());
  const waiting: JobUpdate[] = [];
  const bell: { ring?: () => void } = {};
  let last = '';
  const onLook = async (report: JobStatusReport): Promise<void> => {
    const asked = options.progress !== false && !report.terminal;
    const audit = asked ? await auditOf(looks, { signal: stop.signal }).catch(() => undefined) : undefined;
    const update: JobUpdate = audit?.progress === undefined ? report : { ...report, progress: audit.progress };
    const text = JSON.stringify(update);
    if (text === last) return;
    last = text;
    waiting.push(update);
    bell.ring?.();
  };
  const end = { reached: false };
  try {
    const watching = looks.watch({ ...options, signal: stop.signal }, onLook).finally(() => {
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
