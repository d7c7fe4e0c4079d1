import { fieldIn } from '../answer-fields.ts';
import type { Clock } from '../clock.ts';
import type { CallName } from '../events.ts';
import { asideOr } from '../load-aside.ts';
import { loadValues } from '../load-values.ts';
import type { Accepted } from '../transport/accepted.ts';
import type { Failure, Outcome } from '../transport/outcome.ts';
import type { Retrier, RetryContext } from '../transport/retry.ts';
import type { Slots } from '../transport/slots.ts';
import type { HttpRequest, Transport } from '../transport/transport.ts';
import type { CallContext, OperatorCalls } from './calls.ts';
import { isSafeId, pathSegment } from './ids.ts';
import type { UploadCalls } from './upload-calls.ts';

export interface CallSettings {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly requestTimeoutMs: number;
  readonly maxRetries: number;
  /** How many files are stored at a time. */
  readonly uploadSlots: Slots;
  /** As it was passed, for the hint when the service refuses it. */
  readonly givenKey: string;
}

type Ask = Partial<Pick<HttpRequest, 'query' | 'json' | 'expected' | 'timeoutMs'>>;

export function createCalls(settings: CallSettings): OperatorCalls {
  const { transport, clock, requestTimeoutMs, maxRetries, givenKey } = settings;

  /** Made at the first failure of this client. */
  let retrier: Retrier | undefined;
  const retrierFor = async (call: CallName, { code, detail, status }: Failure, context: CallContext): Promise<Retrier> => {
    const { createRetrier } = await asideOr(code, { ...context, status, message: `${call} ${detail}` });
    return (retrier ??= createRetrier({ clock, maxRetries, givenKey }));
  };
  const attempt = async (api: string, ask: Ask, { signal, onOutcome }: RetryContext): Promise<Outcome> => {
    const method = ask.json === undefined ? 'GET' : 'POST';
    const outcome = await transport.send({ method, to: { api }, expected: 'json', timeoutMs: requestTimeoutMs, ...ask }, signal);
    onOutcome?.(outcome);
    return outcome;
  };
  const send = async (call: CallName, api: string, ask: Ask, context: RetryContext): Promise<Accepted> => {
    const first = await attempt(api, ask, context);
    if (first.kind === 'accepted') return first;
    const { run } = await retrierFor(call, first, context);
    return run(call, (count) => (count === 1 ? Promise.resolve(first) : attempt(api, ask, context)), context);
  };

  const uploadCalls = async (): Promise<UploadCalls> => (await loadValues()).createUploadCalls(settings, send);

  return {
    async getWorkflow({ workflowId, pin }, context) {
      const path = `workflow/${pathSegment(workflowId, 'workflowId')}`;
      return (await send('workflow', path, { query: pin }, { ...context, workflowId })).json;
    },

    async initiate({ workflowId, title, description, pin }, context) {
      pathSegment(workflowId, 'workflowId');
      const version = pin && ('version' in pin ? { workflowVersionNumber: pin.version } : pin);
      const json = { workflowId, title, description, ...version };
      const answer = await send('initiate', 'job/initiate', { json }, { ...context, workflowId });
      const id = fieldIn(answer.json, 'jobExecutionId');
      const jobExecutionId = typeof id === 'number' ? String(id) : id;
      if (isSafeId(jobExecutionId)) return { jobExecutionId };
      const { unusableAnswer } = await asideOr('UNEXPECTED_RESPONSE', { workflowId });
      throw unusableAnswer('initiate', workflowId);
    },

    createUploadUrl: async (request, context) => (await uploadCalls()).createUploadUrl(request, context),
    put: async (request, context) => (await uploadCalls()).put(request, context),

    async beforeRetry(question, context) {
      await (await retrierFor(question.call, question.outcome, context)).beforeRetry(question, context);
    },

    async execute({ jobExecutionId, payload, callbackUrl }, context) {
      // An undefined URL is not sent.
      const json = { jobExecutionId, jobPayloadSchemaInstance: payload, callbackUrl };
      let last: Outcome | undefined;
      const onOutcome = (outcome: Outcome): unknown => (last = outcome);
      try {
        await send('execute', 'job/execute', { json }, { ...context, jobExecutionId, onOutcome });
        return { accepted: true };
      } catch (error) {
        // A conflict: a proxy may have sent it twice, or an earlier run did. So the job may well be running.
        if (last?.kind === 'ambiguous' || (last?.kind === 'final' && last.code === 'CONFLICT')) return { accepted: false, reason: last };
        throw error;
      }
    },

    async status({ jobExecutionId, timeoutMs = requestTimeoutMs }, context) {
      return attempt(jobPath(jobExecutionId, 'status'), { timeoutMs }, context);
    },

    async results({ jobExecutionId }, context) {
      const path = jobPath(jobExecutionId, 'results');
      const { status, json } = await send('results', path, { expected: 'maybeJson' }, { ...context, jobExecutionId });
      return status === 202 ? undefined : json;
    },

    async audit({ jobExecutionId }, context) {
      return (await send('audit', jobPath(jobExecutionId, 'audit'), { expected: 'maybeJson' }, { ...context, jobExecutionId })).json;
    },
  };
}

function jobPath(jobExecutionId: string, what: string): string {
  return `job/${pathSegment(jobExecutionId, 'jobExecutionId')}/${what}`;
}
