import type { ErrorCode } from './errors/codes.ts';
import type { SchemaChange } from './errors/classes.ts';

/** The eight calls of the Operator API, by what they do (operator-api.md §1). */
export type CallName = 'workflow' | 'initiate' | 'fileUpload' | 'put' | 'execute' | 'status' | 'results' | 'audit';

/**
 * What happens during a run, told to `onEvent`. Never holds a key, a signature, a value or a file's content.
 *
 * `job.initiating`, `job.initiated`, `job.executing` and `job.executed` are **awaited**: a listener that keeps the id somewhere safe has done
 * so before the next step, and one that throws stops the run there. The others are told in passing; what a listener throws then is dropped.
 */
export type RunEvent = RunEventBody & {
  readonly workflowId: string;
  /** Milliseconds since the epoch. */
  readonly timeMs: number;
};

export type RunEventBody =
  /** The input was found valid; a job is about to be created remotely. */
  | { readonly type: 'job.initiating'; readonly title: string }
  /** The job exists remotely. It runs nothing yet. */
  | { readonly type: 'job.initiated'; readonly jobExecutionId: string }
  /** The answer to initiate was lost and it was sent again: an empty second job may exist. It runs nothing and costs nothing. */
  | { readonly type: 'initiate.maybeDuplicated'; readonly reason: ErrorCode }
  | { readonly type: 'file.uploaded'; readonly jobExecutionId: string; readonly place: string; readonly sizeBytes: number }
  /** The inputs are about to be sent; from here on the job may run and be billed. */
  | { readonly type: 'job.executing'; readonly jobExecutionId: string }
  /** The service accepted the execution. */
  | { readonly type: 'job.executed'; readonly jobExecutionId: string }
  /** The status is another than before. `rawStatus` is the service's own spelling. */
  | { readonly type: 'job.status'; readonly jobExecutionId: string; readonly status: string; readonly rawStatus: string }
  /** The live schema differs from the generated one, and this run goes on with the live names and types. */
  | { readonly type: 'schema.drift'; readonly changes: readonly SchemaChange[] }
  /** A request failed and is sent again after `delayMs`. */
  | {
      readonly type: 'retry';
      readonly call: CallName;
      readonly reason: ErrorCode;
      readonly status?: number;
      /** The attempt that failed: 1 is the first. */
      readonly attempt: number;
      readonly delayMs: number;
      readonly jobExecutionId?: string;
    };

export type RunEventListener = (event: RunEvent) => unknown;

/** Told about a run by its phases; knows the workflow and the clock. */
export interface EventSink {
  /** Tells and waits; rejects with what the listener threw. */
  tell(event: RunEventBody): Promise<void>;
  /** Tells in passing; never throws. */
  mention(event: RunEventBody): void;
}

/** One for all runs that nobody listens to: ten thousand may be waiting. */
const UNHEARD: EventSink = { tell: async () => {}, mention: () => {} };

export function createEventSink(workflowId: string, now: () => number, ...given: readonly (RunEventListener | undefined)[]): EventSink {
  const listeners = given.filter((listener) => listener !== undefined);
  if (listeners.length === 0) return UNHEARD;
  const deliver = async (body: RunEventBody): Promise<void> => {
    const event: RunEvent = { ...body, workflowId, timeMs: now() };
    for (const listener of listeners) await listener(event);
  };
  return {
    tell: deliver,
    mention(body) {
      deliver(body).catch(() => {});
    },
  };
}
