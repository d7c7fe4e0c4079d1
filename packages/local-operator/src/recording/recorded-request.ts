import type { OperatorCall, Origin } from '../calls.ts';

/** One request as it arrived, and what became of it. */
export interface RecordedRequest {
  /** Counts up from 1 over both origins; also in the answer's `x-request-id` (`local-17`). */
  readonly sequence: number;
  /** `unknown`: no call of the contract has this method and path. */
  readonly call: OperatorCall | 'unknown';
  /** Which server it came to. */
  readonly origin: Origin;
  /** `GET`, `POST` or `PUT`. */
  readonly method: string;
  /** As sent, still encoded, without the query. */
  readonly path: string;
  /** The query string, parsed. */
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names. A service key other than the operator's own is replaced: somebody may have sent a real one. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body of an API call; absent for file bytes and with `recordBodies: false`. */
  readonly bodyText?: string;
  /** Of the body as received. */
  readonly bodySizeBytes: number;
  /** `bodyText`, parsed; absent when it is no JSON. */
  readonly json?: unknown;
  /** The status answered; absent while under way, and for good when the answer was never sent (dropped, hung, gone). */
  readonly status?: number;
  /** The fault that struck it. */
  readonly faulted?: string;
  /** The client went away before its body was complete: nothing was processed. */
  readonly incomplete?: true;
  /** The storage saw a service key. */
  readonly leakedServiceKey?: true;
  /** When it was complete, by the operator's clock. */
  readonly at: number;
}
