import { locateVariables, readDefinitions, type Definitions, type Located } from '@opus-codegen/schema';
import { onAbort } from '../abort.ts';
import type { Clock } from '../clock.ts';
import { OpusError } from '../errors/opus-error.ts';
import { aborted, asideOr } from '../load-aside.ts';
import type { CallContext, OperatorCalls, VersionPin } from '../operator/calls.ts';
import type { WorkflowDescriptor } from '../descriptor.ts';
import type { Comparison } from './guard.ts';

/** What the service said of a workflow's variables a moment ago, not yet read. Held in memory only: it may carry sample values. */
export interface LiveSchema extends Pick<Located, 'generation' | 'inputs' | 'outputs'> {
  readonly definitions: Definitions;
  /** With the descriptors it was compared with. */
  readonly comparisons: WeakMap<WorkflowDescriptor, Promise<Comparison>>;
}

export interface LiveSchemaRequest {
  readonly workflowId: string;
  readonly pin?: VersionPin | undefined;
  /** How old an answer may be, counted from when it was asked for. 0: an answer asked for now. */
  readonly maxAgeMs: number;
  readonly context: CallContext;
}

interface Flight {
  readonly askedAtMs: number;
  readonly schema: Promise<LiveSchema>;
  readonly waiting: Set<object>;
  readonly stop: AbortController;
}

/** Asks for live schemas, once for everybody who wants the same one at about the same time. */
export function createLiveSchemas({ calls, clock }: { readonly calls: OperatorCalls; readonly clock: Clock }): {
  /** @throws {SchemaDriftError} `WORKFLOW_NOT_FOUND`. @throws {ApiError} also for an answer that describes no workflow. */
  get(request: LiveSchemaRequest): Promise<LiveSchema>;
} {
  const flights = new Map<string, Flight>();

  function depart(key: string, { workflowId, pin, context }: LiveSchemaRequest): Flight {
    const stop = new AbortController();
    // Not the asker's signal and deadline: others may be waiting for the same answer when the asker has left.
    const shared = { workflowId, events: context.events, signal: stop.signal };
    const schema = calls.getWorkflow({ workflowId, pin }, shared).then(
      (body) => understand(body, workflowId),
      (error) => explain(error, workflowId),
    );
    const flight: Flight = { askedAtMs: clock.now(), schema, waiting: new Set(), stop };
    flights.set(key, flight);
    const forget = (): unknown => flights.get(key) === flight && flights.delete(key);
    schema.catch(forget);
    stop.signal.addEventListener('abort', forget);
    return flight;
  }

  return {
    get(request) {
      const { workflowId, pin, maxAgeMs, context } = request;
      const key = JSON.stringify([workflowId, pin]);
      const known = flights.get(key);
      // A published version never changes: read once a process.
      const fresh = known !== undefined && (pin !== undefined || clock.now() - known.askedAtMs < maxAgeMs);
      return wait(fresh ? known : depart(key, request), context);
    },
  };
}

/** One asker's wait: leaving does not end the others'; when the last one has left, the request is given up. */
function wait({ schema, waiting, stop }: Flight, context: CallContext): Promise<LiveSchema> {
  const ticket = {};
  waiting.add(ticket);
  return new Promise((resolve, reject) => {
    const forget = onAbort(context.signal, () => {
      waiting.delete(ticket);
      if (waiting.size === 0) stop.abort();
      resolve(aborted({ ...context, phase: 'schema', executed: 'no' }));
    });
    schema.then(resolve, reject).finally(() => {
      forget();
      waiting.delete(ticket);
    });
  });
}

async function understand(body: unknown, workflowId: string): Promise<LiveSchema> {
  const located = locateVariables(body);
  if (located === undefined) {
    const { noWorkflow } = await asideOr('UNEXPECTED_RESPONSE', { workflowId });
    throw noWorkflow(body, workflowId);
  }
  const { generation, inputs, outputs } = located;
  return { generation, inputs, outputs, definitions: readDefinitions(inputs), comparisons: new WeakMap() };
}

async function explain(error: unknown, workflowId: string): Promise<never> {
  if (!(error instanceof OpusError) || error.code !== 'NOT_FOUND') throw error;
  throw (await asideOr('WORKFLOW_NOT_FOUND', error)).workflowNotFound(error, workflowId);
}
