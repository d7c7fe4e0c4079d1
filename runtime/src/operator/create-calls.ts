import { fieldIn } from '../answer-fields.ts';
import type { Clock } from '../clock.ts';
import { ApiError } from '../errors/classes.ts';
import type { CallName } from '../events.ts';
import type { Failure, Outcome } from '../transport/outcome.ts';
import { errorOf } from '../transport/failure-error.ts';
import { createRetrier, type RetryContext } from '../transport/retry.ts';
import { createRetryBudget } from '../transport/retry-budget.ts';
import type { Slots } from '../transport/slots.ts';
import type { HttpRequest, Transport } from '../transport/transport.ts';
import { isLoopback } from './loopback.ts';
import type { CallContext, OperatorCalls, VersionPin } from './calls.ts';
import { isSafeId, pathSegment } from './ids.ts';

export interface CallSettings {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly requestTimeoutMs: number;
  readonly maxRetries: number;
  /** How many files are stored at a time. */
  readonly uploadSlots: Slots;
  /** What is wrong with the key as far as its look tells; shown when the service refuses it. */
  readonly keyHint: string | undefined;
}

/** A slow line: what a byte of a file adds to the time limit of its PUT. */
const SLOWEST_BYTES_PER_MS = 64;

export function createCalls(settings: CallSettings): OperatorCalls {
  const { transport, clock, requestTimeoutMs, maxRetries, uploadSlots, keyHint } = settings;
  const retrier = createRetrier(clock, createRetryBudget(clock), maxRetries);
  const hintFor = (failure: Failure): string | undefined => {
    if (retired(failure)) return 'Open the workflow in the canvas, publish it, and use its new id.';
    return failure.code === 'UNAUTHORIZED' ? keyHint : undefined;
  };

  type Ask = Pick<HttpRequest, 'query' | 'json'> & { readonly expected?: HttpRequest['expected']; readonly timeoutMs?: number | undefined };
  const attempt = (method: 'GET' | 'POST', api: string, ask: Ask, context: CallContext): Promise<Outcome> =>
    transport.send({ method, to: { api }, expected: 'json', ...ask, timeoutMs: ask.timeoutMs ?? requestTimeoutMs }, context.signal);
  const json = async (call: CallName, method: 'GET' | 'POST', path: string, ask: Ask, context: RetryContext): Promise<unknown> =>
    (await retrier.run(call, () => attempt(method, path, ask, context), { hintFor, ...context })).json;

  return {
    async getWorkflow({ workflowId, pin }, context) {
      const query =
        pin === undefined ? undefined : 'version' in pin ? { version: pin.version } : { workflowVersionId: pin.workflowVersionId };
      const path = `workflow/${pathSegment(workflowId, 'workflowId')}`;
      const send = async (): Promise<Outcome> => {
        const outcome = await attempt('GET', path, { query }, context);
        return outcome.kind === 'ambiguous' && retired(outcome) ? { ...outcome, kind: 'final' } : outcome;
      };
      return (await retrier.run('workflow', send, { ...context, workflowId, hintFor })).json;
    },

    async initiate({ workflowId, title, description, pin }, context) {
      const body = { workflowId: idOrThrow(workflowId), title, description, ...versionFields(pin) };
      const onRetry = ({ kind, code }: Failure): void => {
        if (kind === 'ambiguous') context.events?.mention({ type: 'initiate.maybeDuplicated', reason: code });
      };
      const answer = await json('initiate', 'POST', 'job/initiate', { json: body }, { ...context, workflowId, onRetry });
      const id = fieldIn(answer, 'jobExecutionId');
      const jobExecutionId = typeof id === 'number' ? String(id) : id;
      if (!isSafeId(jobExecutionId))
        throw unexpected('initiate', 'POST /job/initiate answered without a usable jobExecutionId', workflowId);
      return { jobExecutionId };
    },

    async createUploadUrl(request, context) {
      const answer = await json('fileUpload', 'POST', 'job/file/upload', { json: request }, context);
      const [presignedUrl, fileUrl] = [fieldIn(answer, 'presignedUrl'), fieldIn(answer, 'fileUrl')];
      if (typeof presignedUrl !== 'string' || typeof fileUrl !== 'string' || fileUrl === '' || !isSecure(presignedUrl)) {
        throw unexpected('upload', 'POST /job/file/upload answered without a usable presignedUrl and fileUrl', request.workflowId);
      }
      return { presignedUrl, fileUrl };
    },

    async put({ presignedUrl, open, sizeBytes, contentType }, context) {
      const release = await uploadSlots.take(context.signal);
      const failed = { call: 'put', attempts: 0, ...context } as const;
      if (release === undefined) throw errorOf(ABORTED, failed);
      try {
        const body = await open();
        const timeoutMs = requestTimeoutMs + sizeBytes / SLOWEST_BYTES_PER_MS;
        const request = { method: 'PUT', to: { storage: presignedUrl }, body, contentType, expected: 'nothing', timeoutMs } as const;
        const outcome = await transport.send(request, context.signal);
        if (outcome.kind === 'final' && outcome.code === 'ABORTED') throw errorOf(outcome, failed);
        return outcome;
      } finally {
        release();
      }
    },

    async beforeRetry({ call, attempt: failedAttempt, outcome }, context) {
      if (outcome.kind === 'final' || failedAttempt > maxRetries) throw errorOf(outcome, { call, attempts: failedAttempt, ...context });
      await retrier.pause(call, failedAttempt, outcome, context);
    },

    async execute({ jobExecutionId, payload, callbackUrl }, context) {
      const body = { jobExecutionId, jobPayloadSchemaInstance: payload, ...(callbackUrl === undefined ? {} : { callbackUrl }) };
      let last: Failure | undefined;
      const send = async (): Promise<Outcome> => {
        const outcome = await attempt('POST', 'job/execute', { json: body }, context);
        last = outcome.kind === 'accepted' ? undefined : outcome;
        return outcome;
      };
      try {
        await retrier.run('execute', send, { hintFor, ...context, jobExecutionId });
        return { accepted: true };
      } catch (error) {
        // A conflict: a proxy may have sent it twice, or an earlier run did. So the job may well be running.
        if (last?.kind !== 'ambiguous' && last?.code !== 'CONFLICT') throw error;
        return { accepted: false, reason: last };
      }
    },

    async status({ jobExecutionId, timeoutMs }, context) {
      const path = `job/${pathSegment(jobExecutionId, 'jobExecutionId')}/status`;
      const outcome = await attempt('GET', path, { timeoutMs }, context);
      if (outcome.kind === 'final' && outcome.code === 'ABORTED')
        throw errorOf(outcome, { call: 'status', attempts: 1, ...context, jobExecutionId });
      return outcome;
    },

    async results({ jobExecutionId }, context) {
      const path = `job/${pathSegment(jobExecutionId, 'jobExecutionId')}/results`;
      try {
        const ask = { expected: 'maybeJson' } as const;
        const send = (): Promise<Outcome> => attempt('GET', path, ask, context);
        const { status, json: answer } = await retrier.run('results', send, { hintFor, ...context, jobExecutionId });
        return status === 202 ? undefined : answer;
      } catch (error) {
        if (error instanceof ApiError && (error.status === 404 || error.status === 409)) return undefined;
        throw error;
      }
    },

    async audit({ jobExecutionId }, context) {
      const path = `job/${pathSegment(jobExecutionId, 'jobExecutionId')}/audit`;
      return await json('audit', 'GET', path, { expected: 'maybeJson' }, { ...context, jobExecutionId });
    },
  };
}

const ABORTED: Failure = { kind: 'final', code: 'ABORTED', detail: 'was aborted', unsent: true };

/** Certain, though it comes as a 500: asking again gives the same (operator-api.md §2). */
function retired({ body }: Failure): boolean {
  return body?.includes('no longer supported') === true;
}

function versionFields(pin: VersionPin | undefined): object {
  if (pin === undefined) return {};
  return 'version' in pin ? { workflowVersionNumber: pin.version } : { workflowVersionId: pin.workflowVersionId };
}

function idOrThrow(workflowId: string): string {
  pathSegment(workflowId, 'workflowId');
  return workflowId;
}

function unexpected(phase: 'initiate' | 'upload', message: string, workflowId: string): ApiError {
  return new ApiError({ code: 'UNEXPECTED_RESPONSE', message, phase, workflowId });
}

function isSecure(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
