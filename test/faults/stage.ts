import {
  startLocalOperator,
  type LocalOperator,
  type LocalOperatorOptions,
  type OperatorCall,
  type Outcome,
} from '@opus-codegen/local-operator';
import { bytes, createOpusClient, OpusError, type OpusClient, type OpusClientOptions, type RunEvent } from '@opus-codegen/runtime';
import type { InvoiceInput } from '../../generated/invoice.ts';
import { readWorkflowFile, workflowIds } from '../workflows/workflows.ts';
import { createIdleClock, type IdleClock } from './idle-clock.ts';
// Loaded beforehand: a program loads each part when it first needs it, which takes real time, and the clock below would take that for silence.
import '../../runtime/src/engine.ts';
import '../../runtime/src/aside.ts';
import '../../runtime/src/guard/drift.ts';
import '../../runtime/src/map/map.ts';
import '../../runtime/src/values.ts';
import { watchWire, type Wire } from './wire.ts';

/** A service over real HTTP, a client, and a clock for both. */
export interface Stage extends AsyncDisposable {
  readonly operator: LocalOperator;
  readonly client: OpusClient;
  readonly clock: IdleClock;
  readonly wire: Wire;
  /** Everything the client told, oldest first. */
  readonly events: RunEvent[];
  /** When the service received the requests of a call, in milliseconds since the start. */
  momentsOf(call: OperatorCall): readonly number[];
}

export interface StageOptions {
  readonly client?: OpusClientOptions;
  readonly operator?: LocalOperatorOptions;
  /** What jobs do; they run for 2.5 s unless it says otherwise, so a run looks three times: after 1, 2 and 3 s. */
  readonly outcome?: Outcome;
  /** What the service says of the invoice workflow, if not what the bindings were generated from. */
  readonly schema?: unknown;
}

export const invoiceId: string = workflowIds.invoice;
export const OUTPUTS = { summary: 'One page.', total: 119, decision: 'approve' } as const;
const OUTCOME: Outcome = { outputs: { Summary: 'One page.', Total: 119, Decision: 'approve' } };

export async function setStage({ client: clientOptions, operator: operatorOptions, outcome, schema }: StageOptions = {}): Promise<Stage> {
  const wire = watchWire();
  const clock = createIdleClock(wire);
  const events: RunEvent[] = [];
  const operator = await startLocalOperator({
    workflows: [{ schema: schema ?? readWorkflowFile('invoice'), outcome: { ...OUTCOME, ...outcome } }],
    clock,
    jobDurationMs: 2_500,
    ...operatorOptions,
    onAnswered(request) {
      if (request.faulted?.startsWith('hang') === true) wire.hangs(request.path);
      operatorOptions?.onAnswered?.(request);
    },
  });
  const client = createOpusClient({
    serviceKey: operator.serviceKey,
    baseUrl: operator.baseUrl,
    clock,
    onEvent: (event) => events.push(event),
    ...clientOptions,
  });
  return {
    operator,
    client,
    clock,
    wire,
    events,
    momentsOf: (call) => operator.requestsOf(call).map(({ at }) => at - clock.now() + clock.elapsedMs),
    async [Symbol.asyncDispose]() {
      await operator.close();
      wire[Symbol.dispose]();
    },
  };
}

/** Values that take a run through an upload; made anew, because a file in memory is known by its identity. */
export function invoiceInput(content: string = '%PDF-1.4 not really', poNumber: string = 'PO-4711'): InvoiceInput {
  return { invoiceDocument: bytes(new TextEncoder().encode(content), 'march.pdf'), poNumber };
}

/** What a promise rejects with. Fails when it does not, or when that is no error of ours. */
export async function failureOf(promise: Promise<unknown>): Promise<OpusError> {
  const error = await promise.then(
    () => new Error('It was expected to fail, and did not.'),
    (reason: unknown) => reason,
  );
  if (error instanceof OpusError) return error;
  throw error;
}
