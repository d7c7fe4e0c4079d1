import type { OperatorCall } from '../calls.ts';
import type { RecordedRequest } from '../recording/recorded-request.ts';

/** Something that goes wrong on purpose, once or several times, at one call. */
export type Fault = FaultAim & FaultKind;

/** Which requests it strikes. */
export interface FaultAim {
  /** The call it strikes. */
  readonly call: OperatorCall;
  /** How many requests it strikes: 1 unless told, `Infinity` for all. */
  readonly times?: number;
  /** How many matching requests it lets pass first. */
  readonly skip?: number;
  /** Strikes only requests this says yes to. */
  readonly match?: (request: RecordedRequest) => boolean;
}

/** What happens. "Processed" means that the operator did what was asked (a job exists, the bytes are stored) whatever the client got to hear. */
export type FaultKind =
  /** The socket is destroyed; nothing was processed. */
  | { readonly kind: 'dropBefore' }
  /** Processed, then the socket is destroyed without a byte of an answer. */
  | { readonly kind: 'dropAfter' }
  /** No answer until the client gives up or the operator closes; nothing was processed. */
  | { readonly kind: 'hang' }
  /** Processed, then as `hang`. */
  | { readonly kind: 'hangAfter' }
  /** Processed at once, answered after `delayMs` of real time. */
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** Answered with this status; nothing was processed. `body` is sent as JSON, a string as it is; without one, the error envelope. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** 429; nothing was processed. The hint goes into `Retry-After`, into `metadata.retryAfterSeconds`, into both or nowhere. */
  | { readonly kind: 'rateLimit'; readonly hintSeconds?: number; readonly via: 'header' | 'body' | 'both' | 'none' }
  /** A gateway's page; nothing was processed. */
  | { readonly kind: 'html'; readonly status: number }
  /** Processed; a complete HTTP answer whose JSON stops in the middle. */
  | { readonly kind: 'truncatedJson' }
  /** Processed; the answer promises its length, half of it is sent, then the socket is destroyed. */
  | { readonly kind: 'cutBody' }
  /** HTTP 200 with `{ statusCode: 500, message }` inside; nothing was processed. */
  | { readonly kind: 'innerError' }
  /** 307 to the same path, here or on the other origin; nothing was processed. */
  | { readonly kind: 'redirect'; readonly to: 'sameOrigin' | 'crossOrigin' }
  /** Processed, then answered with another body: a value, or what a function makes of the real one (parsed JSON). */
  | { readonly kind: 'body'; readonly body: JsonBody | ((real: unknown) => unknown); readonly status?: number }
  /** Processed, then answered with valid JSON of this size; `streamed` sends it without a Content-Length. */
  | { readonly kind: 'hugeBody'; readonly sizeBytes: number; readonly streamed: boolean };

/** Any JSON. Spelled out rather than `unknown`, so that a function given instead has its parameter typed. */
export type JsonBody = string | number | boolean | null | object;
