import { createOpusClient, uploaded, type OpusClient, type WorkflowDescriptor } from '@opus-codegen/runtime';
import { defineWorkflow, type Workflow } from '@opus-codegen/runtime/codegen-v1';
import { createSimulatedClock, type SimulatedClock } from '../harness/simulated-clock.ts';
import { lockfileOf } from '../workload/lockfile.ts';
import { workloadOf } from '../workload/workflows.ts';

/** The runtime and a service without a network, both by a clock that jumps: hours in a moment, and every request at its exact time. */
export interface SimulatedService {
  readonly clock: SimulatedClock;
  readonly client: OpusClient;
  readonly workflow: Workflow<object, object>;
  /** The status requests, in their order. */
  readonly looks: readonly { readonly jobExecutionId: string; readonly atMs: number }[];
  /** When each job was executed, by its id. */
  readonly executedAtMs: ReadonlyMap<string, number>;
}

/** The workload's first workflow, as generated code describes it. */
export const DESCRIPTOR: WorkflowDescriptor = firstOf(
  Object.entries(lockfileOf(workloadOf(1)).workflows).map(([key, locked]) => ({ key, ...locked })),
);
const { schema } = firstOf(workloadOf(1));

/** Values for it, with a file that the service holds already. */
export const INPUT = {
  invoiceDocument: uploaded('https://operator.example/media/private/uploaded/invoice.pdf'),
  referenceNumber: 'R1',
  currency: 'EUR',
  lineCount: 1,
} as const;

/** @param durationMs of a job, from its execution to its end. */
export function simulateService(durationMs: number, seed: number): SimulatedService {
  const clock = createSimulatedClock(seed);
  const looks: { readonly jobExecutionId: string; readonly atMs: number }[] = [];
  const executedAtMs = new Map<string, number>();
  let initiated = 0;
  const answer = async (request: Request): Promise<object> => {
    const { pathname } = new URL(request.url);
    const [, jobExecutionId = '', question = ''] = /^\/job\/(\d+)\/(\w+)$/.exec(pathname) ?? [];
    if (pathname.startsWith('/workflow/')) return schema;
    if (pathname === '/job/initiate') return { jobExecutionId: String(++initiated) };
    if (pathname === '/job/execute') {
      const body = (await request.json()) as { readonly jobExecutionId: string }; // as the runtime sends it
      executedAtMs.set(body.jobExecutionId, clock.now());
      return { success: true, message: 'accepted' };
    }
    if (question === 'status') {
      looks.push({ jobExecutionId, atMs: clock.now() });
      return { status: clock.now() >= (executedAtMs.get(jobExecutionId) ?? 0) + durationMs ? 'COMPLETED' : 'IN PROGRESS' };
    }
    if (question === 'results')
      return { jobExecutionId, status: 'COMPLETED', results: { data: { [DESCRIPTOR.outputs[0]?.wire ?? '']: 'Done.' } } };
    throw new Error(`${request.method} ${pathname} was not expected`);
  };
  const client = createOpusClient({
    serviceKey: '_simulated',
    baseUrl: 'https://operator.example',
    clock,
    waitTimeoutMs: Infinity,
    fetch: async (request) => Response.json(await answer(request as Request)), // what the runtime hands over
  });
  return { clock, client, workflow: defineWorkflow<object, object>(DESCRIPTOR), looks, executedAtMs };
}

function firstOf<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('the workload is empty');
  return first;
}
