import type { Clock } from '../clock.ts';
import { SchemaDriftError, type SchemaChange } from '../errors/index.ts';
import { createGuard, type Guard, type GuardVerdict } from '../guard/guard.ts';
import type { CallContext, OperatorCalls, VersionPin } from '../operator/calls.ts';
import type { WorkflowDescriptor } from '../descriptor.ts';
import type { DriftMode } from '../options.ts';

export interface WireVariable {
  readonly id?: string;
  readonly display_name?: string;
  readonly type: string;
  readonly is_nullable?: boolean;
  readonly options?: readonly string[];
  readonly type_definition?: unknown;
}

/** A v1 answer of `GET /workflow/{id}`. */
export function answer(
  inputs: Readonly<Record<string, WireVariable>>,
  outputs: Readonly<Record<string, WireVariable>> = { w9: { type: 'str' } },
): unknown {
  return { name: 'Invoice', jobPayloadSchema: inputs, jobResultsPayloadSchema: outputs };
}

export const asGenerated: { readonly w1: WireVariable; readonly w2: WireVariable; readonly w3: WireVariable } = {
  w1: { id: 'i1', display_name: 'PO Number', type: 'str' },
  w2: { id: 'i2', display_name: 'Risk', type: 'str', is_nullable: true, options: ['Low', 'High'] },
  w3: { id: 'i3', display_name: 'Pages', type: 'int', is_nullable: true },
} as const;

export const invoice: WorkflowDescriptor = {
  key: 'invoice',
  workflowId: 'B9uGJfZ3CFwOdMKH',
  generation: 'v1',
  name: 'Invoice',
  inputs: [
    { name: 'poNumber', wire: 'w1', id: 'i1', displayName: 'PO Number', type: 'str' },
    { name: 'risk', wire: 'w2', id: 'i2', displayName: 'Risk', type: 'str', nullable: true, options: ['Low', 'High'] },
    { name: 'pages', wire: 'w3', id: 'i3', displayName: 'Pages', type: 'int', nullable: true },
  ],
  outputs: [{ name: 'summary', wire: 'w9', type: 'str' }],
};

export interface Setup {
  readonly guard: Guard;
  readonly asked: { readonly workflowId: string; readonly pin?: VersionPin | undefined; readonly context: CallContext }[];
  advance(ms: number): void;
  /** What the service answers from now on: a body, or what it fails with. */
  serve(body: unknown): void;
}

export function setUp(body: unknown): Setup {
  const asked: Setup['asked'] = [];
  let now = 1_000_000;
  let current = body;
  const clock: Clock = { now: () => now, random: () => 0.5, setTimer: () => () => {} };
  const calls = {
    getWorkflow: async (request: { workflowId: string; pin?: VersionPin | undefined }, context: CallContext) => {
      asked.push({ ...request, context });
      await Promise.resolve();
      if (current instanceof Error) throw current;
      return current;
    },
  } as unknown as OperatorCalls; // the guard makes this one call
  return { guard: createGuard({ calls, clock }), asked, advance: (ms) => (now += ms), serve: (next) => (current = next) };
}

export interface Check {
  readonly mode?: DriftMode;
  readonly maxAgeMs?: number;
  readonly descriptor?: WorkflowDescriptor;
  readonly context?: CallContext;
}

export function check(
  guard: Guard,
  input: unknown,
  { mode = 'adapt', maxAgeMs = 15_000, descriptor = invoice, context = {} }: Check = {},
): Promise<GuardVerdict> {
  return guard.check({ descriptor, input, mode, maxAgeMs, context });
}

export async function refusal(attempt: Promise<unknown>): Promise<SchemaDriftError> {
  const error = await attempt.then(
    () => new Error('was let pass'),
    (reason: unknown) => reason,
  );
  if (error instanceof SchemaDriftError) return error;
  throw error;
}

/** `variable-removed invoice.inputs.pages` */
export function rules(changes: readonly SchemaChange[]): readonly string[] {
  return changes.map(({ rule, place }) => `${rule} ${place}`);
}
