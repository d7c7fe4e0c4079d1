import type { ErrorCode, OpusClient, OpusError as OpusErrorType } from '@opus-codegen/runtime';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { VersionPin } from '@opus-codegen/schema/lockfile';
import type { LiveFailure, LiveFailureKind } from './live-failure.ts';

export interface LiveRequest {
  readonly workflowId: string;
  readonly pin?: VersionPin | undefined;
}

export type LiveAnswer = { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly failure: LiveFailure };

/** Reads one workflow's live description (operator-api.md §1, call 1). Rejects only with the signal's reason, when it is aborted. */
export type ReadLive = (request: LiveRequest, signal: AbortSignal) => Promise<LiveAnswer>;

/** The way to the service; or why it cannot be gone. */
export type LiveOpening = { readonly ok: true; readonly read: ReadLive } | { readonly ok: false; readonly diagnostic: Diagnostic };

export interface LiveOptions {
  /** Absent: it is asked without one, which tells whether the service is there, and nothing of a workflow. */
  readonly serviceKey?: string | undefined;
  readonly baseUrl: string;
  /** Where the key comes from, for messages. */
  readonly keyPlace?: string | undefined;
  /** Told before a request is sent again. */
  readonly onRetry?: (retry: { readonly workflowId: string; readonly reason: string; readonly delayMs: number }) => void;
}

/**
 * Where workflows are read: the runtime's client, with its retries (runtime.md, retry). The only place of the generator that talks to the network,
 * and loaded only when it does.
 */
export async function openLive({ serviceKey, baseUrl, keyPlace, onRetry }: LiveOptions): Promise<LiveOpening> {
  const { createOpusClient, OpusError } = await import('@opus-codegen/runtime');
  let client: OpusClient;
  try {
    client = createOpusClient(serviceKey === undefined ? { serviceKey: '_', baseUrl, fetch: fetchWithoutKey } : { serviceKey, baseUrl });
  } catch (error) {
    // The address was checked with the config: what is refused is a key that no header could carry.
    if (error instanceof OpusError) return { ok: false, diagnostic: diagnose('key-unusable', { what: error.message, where: keyPlace }) };
    throw error;
  }
  const read: ReadLive = async ({ workflowId, pin }, signal) => {
    try {
      const body = await client.getWorkflow(workflowId, {
        pin,
        signal,
        onEvent: (event) => {
          if (event.type === 'retry') onRetry?.({ workflowId, reason: event.reason, delayMs: event.delayMs });
        },
      });
      return { ok: true, body };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof OpusError)) throw error;
      return { ok: false, failure: failureOf(error) };
    }
  };
  return { ok: true, read };
}

/** A client is made with a key; this one stays here. */
const fetchWithoutKey: typeof fetch = (made, init) => {
  const request = new Request(made, init);
  request.headers.delete('x-service-key');
  return fetch(request);
};

function failureOf(error: OpusErrorType): LiveFailure {
  return { kind: kindOf(error.code), message: error.message, hint: error.hint };
}

/** How each error of the runtime's client counts for a pull. Pure. */
export function kindOf(code: ErrorCode): LiveFailureKind {
  switch (code) {
    case 'UNAUTHORIZED':
      return 'unauthorized';
    case 'FORBIDDEN':
      return 'forbidden';
    case 'NOT_FOUND':
    case 'WORKFLOW_NOT_FOUND':
      return 'not-found';
    case 'CONNECT_FAILED':
    case 'CONNECTION_LOST':
    case 'TLS_FAILED':
    case 'REQUEST_TIMEOUT':
      return 'unreachable';
    default:
      // Refusals, redirects, answers that are no JSON: somebody answered, but not what was asked.
      return 'no-answer';
  }
}
