import type { EventSink } from '../events.ts';
import type { Failure, Outcome } from '../transport/outcome.ts';

/** A published version to hold on to: by number, or by the platform's own id of it. Without one, the newest. */
export type VersionPin = { readonly version: number } | { readonly workflowVersionId: string };

export type AccessScope = 'all' | 'user' | 'workspace' | 'organization';

/** What goes with every call besides its own content. */
export interface CallContext {
  readonly signal?: AbortSignal | undefined;
  /** Told about retries. */
  readonly events?: EventSink | undefined;
  /** No retry is waited for beyond this moment (epoch ms). */
  readonly deadlineMs?: number | undefined;
  /** For errors and events. */
  readonly workflowId?: string | undefined;
  readonly jobExecutionId?: string | undefined;
}

/** One value as execute sends it (operator-api.md §3). `typeDefinition` only for arrays and objects of a v2 workflow. */
export interface PayloadValue {
  readonly value: unknown;
  readonly type: string;
  readonly displayName: string;
  readonly typeDefinition?: unknown;
}

export type ExecutePayload = Readonly<Record<string, PayloadValue>>;

export interface PutRequest {
  readonly presignedUrl: string;
  /** Called once an attempt, when its turn has come: a file is opened anew each time and never held while waiting. */
  readonly open: () => Promise<Blob | BufferSource>;
  /** For the time limit: `requestTimeoutMs`, and what the size needs on a slow line. */
  readonly sizeBytes: number;
  /** Sent as `Content-Type`; absent: the request carries none. */
  readonly contentType?: string | undefined;
}

export interface RetryQuestion {
  readonly call: 'put' | 'status';
  /** The attempt that failed: 1 is the first. */
  readonly attempt: number;
  readonly outcome: Failure;
}

/**
 * The eight calls (operator-api.md §1), each with the retry rule of its endpoint (runtime.md). All reject with an `OpusError` and nothing else.
 *
 * `put` alone makes a single attempt and tells its outcome, because what to do next (a fresh URL, another header) is the upload's decision.
 */
export interface OperatorCalls {
  /** The answer as parsed JSON; `readWorkflow` of the schema package understands it. */
  getWorkflow(request: { readonly workflowId: string; readonly pin?: VersionPin | undefined }, context: CallContext): Promise<unknown>;

  initiate(
    request: {
      readonly workflowId: string;
      readonly title: string;
      readonly description: string;
      readonly pin?: VersionPin | undefined;
    },
    context: CallContext,
  ): Promise<{ readonly jobExecutionId: string }>;

  createUploadUrl(
    request: {
      /** With the dot, lower case: `".pdf"`. */
      readonly fileExtension: string;
      readonly accessScope: AccessScope;
      readonly originalName?: string | undefined;
      readonly workflowId: string;
    },
    context: CallContext,
  ): Promise<{ readonly presignedUrl: string; readonly fileUrl: string }>;

  /** One attempt at storing a file, **without the key**. At most `maxUploads` at a time. Rejects only when aborted, or with what `open` threw. */
  put(request: PutRequest, context: CallContext): Promise<Outcome>;

  /** Waits the delay that is due before `put` or `status` is tried again and tells the retry; rejects with the outcome's error when there may be none. */
  beforeRetry(question: RetryQuestion, context: CallContext): Promise<void>;

  /**
   * Never sent again once an answer was lost: `accepted: false` then, and the caller asks for the status. The same for a 409: the job was
   * executed before, by somebody else or by this very request on another way.
   */
  execute(
    request: { readonly jobExecutionId: string; readonly payload: ExecutePayload; readonly callbackUrl?: string | undefined },
    context: CallContext,
  ): Promise<{ readonly accepted: true } | { readonly accepted: false; readonly reason: Failure }>;

  /** One look, one attempt: the poller decides what a failed look means. Never rejects but for an id that is none. */
  status(request: { readonly jobExecutionId: string; readonly timeoutMs?: number | undefined }, context: CallContext): Promise<Outcome>;

  /** `undefined`: not there yet (202, 404, 409, an empty answer). */
  results(request: { readonly jobExecutionId: string }, context: CallContext): Promise<unknown>;

  audit(request: { readonly jobExecutionId: string }, context: CallContext): Promise<unknown>;
}
