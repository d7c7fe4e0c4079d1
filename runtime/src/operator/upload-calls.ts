import type { CallName } from '../events.ts';
import { errorOf, unusableAnswer } from '../transport/failure-error.ts';
import type { Accepted } from '../transport/accepted.ts';
import type { RetryContext } from '../transport/retry.ts';
import type { CallContext, OperatorCalls } from './calls.ts';
import type { CallSettings } from './create-calls.ts';
import { isLoopback } from './loopback.ts';

/** The two calls that only a run with files makes. */
export type UploadCalls = Pick<OperatorCalls, 'createUploadUrl' | 'put'>;

/** Sends a request by the retry rule of its endpoint. */
type Send = (call: CallName, path: string, ask: { readonly json: unknown }, context: RetryContext) => Promise<Accepted>;

/** A slow line: what a byte of a file adds to the time limit of its PUT. */
const SLOWEST_BYTES_PER_MS = 64;

export function createUploadCalls({ transport, requestTimeoutMs, uploadSlots }: CallSettings, send: Send): UploadCalls {
  return {
    async createUploadUrl(request, context) {
      const { json } = await send('fileUpload', 'job/file/upload', { json: request }, context);
      const { presignedUrl, fileUrl }: { readonly presignedUrl?: unknown; readonly fileUrl?: unknown } = json ?? {};
      if (typeof presignedUrl !== 'string' || typeof fileUrl !== 'string' || fileUrl === '' || !isSecure(presignedUrl)) {
        throw unusableAnswer('fileUpload', request.workflowId);
      }
      return { presignedUrl, fileUrl };
    },

    async put({ presignedUrl, open, sizeBytes, contentType }, context: CallContext) {
      const release = await uploadSlots.take(context.signal);
      const failed = { call: 'put', attempts: 0, ...context } as const;
      if (release === undefined) throw errorOf({ kind: 'final', code: 'ABORTED', detail: 'was aborted', unsent: true }, failed);
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
  };
}

function isSecure(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
