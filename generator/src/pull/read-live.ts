import type { LiveFailure } from './live-failure.ts';
import type { VersionPin } from '../lock/model.ts';

export interface LiveRequest {
  readonly workflowId: string;
  readonly pin?: VersionPin | undefined;
}

export type LiveAnswer = { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly failure: LiveFailure };

/** Reads one workflow's live description (operator-api.md §1, call 1), retried by the runtime's rules. Rejects only when the signal is aborted. */
export type ReadLive = (request: LiveRequest, signal: AbortSignal) => Promise<LiveAnswer>;

/** Where workflows are read. The only place of the generator that talks to the network. */
export async function openLive(options: { readonly serviceKey: string; readonly baseUrl: string }): Promise<ReadLive> {
  return async ({ workflowId, pin }, signal) => {
    const query =
      pin === undefined
        ? ''
        : 'version' in pin
          ? `?version=${pin.version}`
          : `?workflowVersionId=${encodeURIComponent(pin.workflowVersionId)}`;
    try {
      const response = await fetch(`${options.baseUrl}/workflow/${encodeURIComponent(workflowId)}${query}`, {
        headers: { 'x-service-key': options.serviceKey },
        redirect: 'error',
        signal,
      });
      const text = await response.text();
      if (response.ok) return { ok: true, body: JSON.parse(text) };
      const kind =
        response.status === 401
          ? 'unauthorized'
          : response.status === 403
            ? 'forbidden'
            : response.status === 404
              ? 'not-found'
              : 'no-answer';
      return { ok: false, failure: { kind, message: `HTTP ${response.status}` } };
    } catch (error) {
      signal.throwIfAborted();
      return { ok: false, failure: { kind: 'unreachable', message: error instanceof Error ? error.message : 'failed' } };
    }
  };
}
