import { readWorkflow, type Definitions, type WorkflowSchema } from '@opus-codegen/schema';
import { onAbort } from '../abort.ts';
import type { Clock } from '../clock.ts';
import { ApiError, SchemaDriftError } from '../errors/index.ts';
import type { CallContext, OperatorCalls, VersionPin } from '../operator/calls.ts';
import { abortedError } from '../transport/failure-error.ts';

/** What the service said of a workflow a moment ago. */
export interface LiveSchema {
  readonly workflow: WorkflowSchema;
  /** Held in memory only: definitions may carry sample values. */
  readonly definitions: Definitions;
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
    const schema = calls.getWorkflow({ workflowId, pin }, shared).then((body) => understand(body, workflowId), (error) => explain(error, workflowId)); // prettier-ignore
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
      reject(abortedError({ ...context, phase: 'schema', executed: 'no' }));
    });
    schema.then(resolve, reject).finally(() => {
      forget();
      waiting.delete(ticket);
    });
  });
}

function understand(body: unknown, workflowId: string): LiveSchema {
  const read = readWorkflow(body);
  if (read.ok) return read;
  const keys = read.topLevelKeys.slice(0, 12).join(', ') || 'none';
  throw new ApiError({
    code: 'UNEXPECTED_RESPONSE',
    message: `GET /workflow/${workflowId} answered something that does not describe a workflow's inputs (top-level keys: ${keys}).`,
    hint: 'Check the workflow id and `baseUrl`; if both are right, update @opus-codegen/runtime.',
    phase: 'schema',
    workflowId,
    attempts: 1,
  });
}

function explain(error: unknown, workflowId: string): never {
  if (!(error instanceof ApiError) || error.code !== 'NOT_FOUND') throw error;
  const { requestId, attempts } = error;
  const message = `There is no workflow ${workflowId} for this key: it was deleted, or belongs to another workspace.`;
  throw new SchemaDriftError({ code: 'WORKFLOW_NOT_FOUND', message, changes: [], workflowId, requestId, status: 404, attempts });
}
