// Loaded beforehand: a program loads it at its first call, which takes real time, and the clock here knows none.
import '../engine.ts';
import '../values.ts';
import { createOpusClient, type OpusClient, type OpusClientOptions } from '../client/client.ts';
import type { RunEvent } from '../events.ts';
import type { WorkflowDescriptor } from '../descriptor.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeFetch, type FakeAnswer, type FakeFetch, type SeenRequest } from './fake-fetch.ts';

/** What the service answers by line (`POST /job/execute`), in place of the usual: a value, or a function of how often it was asked before. */
export type Script = Readonly<Record<string, FakeAnswer | ((count: number, request: SeenRequest) => FakeAnswer | undefined)>>;

export interface FakeService extends FakeFetch {
  readonly clock: FakeClock;
  readonly client: OpusClient;
  readonly heard: RunEvent[];
  /** The kinds of events heard, in order. */
  readonly told: () => readonly string[];
}

export const SERVICE_KEY = '_the-service-key-of-the-fake-service';

/** The workflow the fake service serves: a text, an optional file, and one output. */
export const DESCRIPTOR: WorkflowDescriptor = {
  key: 'invoice',
  workflowId: 'wf',
  generation: 'v1',
  name: 'Invoices',
  inputs: [
    { name: 'note', wire: 'workflow_input_n', displayName: 'Note', type: 'str' },
    { name: 'scan', wire: 'workflow_input_s', displayName: 'Scan', type: 'file', nullable: true },
  ],
  outputs: [{ name: 'total', wire: 'workflow_output_t', displayName: 'Total', type: 'float' }],
};

type Variables = Readonly<Record<string, object>>;

const variable = (wire: string, label: string, type: string, nullable: boolean): object => ({
  id: `id-${wire}`,
  variable_name: wire,
  display_name: label,
  type,
  is_nullable: nullable,
  tags: [],
});

export const SCHEMA: {
  readonly [key: string]: unknown;
  readonly jobPayloadSchema: Variables;
  readonly jobResultsPayloadSchema: Variables;
} = {
  workflowId: 'wf',
  name: 'Invoices',
  jobPayloadSchema: {
    workflow_input_n: variable('workflow_input_n', 'Note', 'str', false),
    workflow_input_s: variable('workflow_input_s', 'Scan', 'file', true),
  },
  jobResultsPayloadSchema: { workflow_output_t: variable('workflow_output_t', 'Total', 'float', false) },
};

/** Everything goes well: the job runs for two looks and then is complete. */
const USUAL: Script = {
  'GET /workflow/wf': SCHEMA,
  'POST /job/initiate': { jobExecutionId: '2514' },
  'POST /job/file/upload': { presignedUrl: 'https://bucket.example/put?X-Amz-Signature=sss', fileUrl: 'https://files.example/scan.pdf' },
  'PUT /put?X-Amz-Signature=sss': () => new Response(null),
  'POST /job/execute': { success: true, message: 'accepted', jobExecutionId: '2514' },
  'GET /job/2514/status': (count) => ({ status: count < 2 ? 'IN PROGRESS' : 'COMPLETED' }),
  'GET /job/2514/results': {
    jobExecutionId: '2514',
    status: 'COMPLETED',
    results: { summary: 'Done.', data: { workflow_output_t: { value: '12.5' } } },
  },
  'GET /job/2514/audit': { jobExecutionId: '2514', auditTrail: [] },
};

/** A service without a network, on a clock that jumps. */
export function createFakeService(script: Script = {}, options: OpusClientOptions = {}): FakeService {
  const clock = createFakeClock();
  const fake = createFakeFetch((line, count, request) => {
    const answer = answerOf(script[line], count, request) ?? answerOf(USUAL[line], count, request);
    return answer ?? Response.json({ statusCode: 404, message: `no ${line}` }, { status: 404 });
  });
  const heard: RunEvent[] = [];
  const onEvent = (event: RunEvent): unknown => heard.push(event);
  const base = { serviceKey: SERVICE_KEY, baseUrl: 'https://operator.example', fetch: fake.fetch, clock, onEvent };
  return { ...fake, clock, client: createOpusClient({ ...base, ...options }), heard, told: () => heard.map(({ type }) => type) };
}

function answerOf(scripted: Script[string] | undefined, count: number, request: SeenRequest): FakeAnswer | undefined {
  const answer = typeof scripted === 'function' ? scripted(count, request) : scripted;
  return answer instanceof Response ? answer.clone() : answer;
}
