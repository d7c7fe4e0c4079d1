import { getEventListeners } from 'node:events';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { OpusError } from '../errors/opus-error.ts';
import { bytes } from '../files/source.ts';
import { networkError } from '../testing/fake-fetch.ts';
import { createFakeService, DESCRIPTOR, SCHEMA, SERVICE_KEY, type FakeService, type Script } from '../testing/fake-service.ts';
import type { FileInput } from '../types.ts';
import { defineWorkflow } from './define-workflow.ts';
import type { RunOptions } from '../options.ts';

interface Input {
  readonly note: string;
  readonly scan?: FileInput<'.pdf'>;
}
const workflow = defineWorkflow<Input, { readonly total?: number }>(DESCRIPTOR);
const SCAN = bytes(new TextEncoder().encode('%PDF'), 'scan.pdf');

const status = (code: number, body: object = {}): Response => Response.json(body, { status: code });
const run = (service: FakeService, options: RunOptions = {}, input: Input = { note: 'hi' }) =>
  service.clock.settle(workflow.run(input, { client: service.client, ...options }));
const failureOf = (service: FakeService, options?: RunOptions, input?: Input): Promise<OpusError> =>
  run(service, options, input).then(
    () => Promise.reject(new Error('It did not fail.')),
    (error: OpusError) => error,
  );

describe('a check', () => {
  it('finds what is wrong with values and files alike, and sends nothing', async () => {
    const service = createFakeService();
    const scan = bytes(new Uint8Array(), 'scan.pdf');
    expect(await workflow.check({ note: 7, scan } as unknown as Input)).toEqual([
      expect.objectContaining({ pathText: 'note', code: 'INVALID_INPUT' }),
      expect.objectContaining({ pathText: 'scan', code: 'FILE_UNREADABLE' }),
    ]);
    expect(await workflow.check({ note: 'hi', scan: SCAN })).toEqual([]);
    expect(service.lines).toEqual([]);
  });
});

describe('a run', () => {
  it('goes through the calls in order and gives typed outputs', async () => {
    const service = createFakeService();
    const result = await run(service, { title: 'March' }, { note: 'hi', scan: SCAN });
    expect(result).toEqual({
      jobExecutionId: '2514',
      status: 'COMPLETED',
      outputs: { total: 12.5 },
      summary: 'Done.',
      outputFiles: [],
      warnings: [],
      raw: expect.objectContaining({ status: 'COMPLETED' }),
    });
    expect(service.lines).toEqual([
      'GET /workflow/wf',
      'POST /job/initiate',
      'POST /job/file/upload',
      'PUT /put?X-Amz-Signature=sss',
      'POST /job/execute',
      'GET /job/2514/status',
      'GET /job/2514/status',
      'GET /job/2514/status',
      'GET /job/2514/results',
    ]);
    expect(JSON.parse(service.seen[1]?.text ?? '')).toEqual({
      workflowId: 'wf',
      title: 'March',
      description: 'Run of invoice by @opus-codegen/runtime',
    });
    expect(JSON.parse(service.seen[4]?.text ?? '')).toEqual({
      jobExecutionId: '2514',
      jobPayloadSchemaInstance: {
        workflow_input_n: { value: 'hi', type: 'str', displayName: 'Note' },
        workflow_input_s: { value: 'https://files.example/scan.pdf', type: 'file', displayName: 'Scan' },
      },
    });
    expect(service.clock.pendingTimers).toBe(0);
  });

  it('tells its story', async () => {
    const service = createFakeService();
    const own: string[] = [];
    await run(service, { onEvent: ({ type }) => own.push(type) }, { note: 'hi', scan: SCAN });
    const story = ['job.initiating', 'job.initiated', 'file.uploaded', 'job.executing', 'job.executed', 'job.status', 'job.status'];
    expect(service.told()).toEqual(story);
    expect(own).toEqual(story);
    expect(service.heard[0]).toEqual({ type: 'job.initiating', title: 'Invoices', workflowId: 'wf', timeMs: 1_000_000 });
    expect(service.heard.at(-1)).toMatchObject({ status: 'COMPLETED', jobExecutionId: '2514' });
  });

  it('passes the pin to the schema and to the job, and the callback URL to execute', async () => {
    const service = createFakeService({ 'GET /workflow/wf?version=3': SCHEMA });
    const pinned = defineWorkflow<Input, object>({ ...DESCRIPTOR, pin: { version: 3 } });
    const options = { client: service.client, callbackUrl: 'https://me.example/cb' };
    await service.clock.settle(pinned.run({ note: 'hi' }, options));
    expect(service.lines[0]).toBe('GET /workflow/wf?version=3');
    expect(JSON.parse(service.seen[1]?.text ?? '')).toMatchObject({ workflowVersionNumber: 3 });
    expect(JSON.parse(service.seen[2]?.text ?? '')).toMatchObject({ callbackUrl: 'https://me.example/cb' });
  });

  it('sends nothing when the input is wrong, and lists everything that is', async () => {
    const service = createFakeService();
    // The cast: what a caller without a compiler may pass.
    const input = { note: 7, scan: bytes(new Uint8Array(0), 'empty.pdf') } as unknown as Input;
    expect(await failureOf(service, {}, input)).toMatchObject({
      name: 'InputError',
      code: 'INVALID_INPUT',
      issues: [{ path: ['note'] }, { path: ['scan'], code: 'FILE_UNREADABLE' }],
    });
    expect(service.lines).toEqual([]);
  });

  it.each<[string, RunOptions]>([
    ['waitTimeoutMs', { waitTimeoutMs: 0 }],
    ['waitTimeoutMs', { waitTimeoutMs: Number.NaN }],
    ['schemaMaxAgeMs', { schemaMaxAgeMs: -1 }],
    ['drift', { drift: 'maybe' as 'off' }],
    ['accessScope', { accessScope: 'world' as 'all' }],
    ['callbackUrl', { callbackUrl: '' }],
    ['callbackUrl', { callbackUrl: 'https://' }],
    ['client', { client: { baseUrl: 'x', getWorkflow: () => Promise.resolve({}) } }],
  ])('refuses a wrong %s before anything is sent: %j', async (name, options) => {
    const service = createFakeService();
    const failure = await failureOf(service, options);
    expect(failure).toMatchObject({ name: 'ConfigError', code: 'INVALID_OPTION', message: expect.stringContaining(name) });
    expect(service.lines).toEqual([]);
  });

  it('goes on under the live names when only they moved, and says so', async () => {
    const moved = structuredClone(SCHEMA) as { jobPayloadSchema: Record<string, object> };
    moved.jobPayloadSchema['workflow_input_new'] = { ...moved.jobPayloadSchema['workflow_input_n'], variable_name: 'workflow_input_new' };
    delete moved.jobPayloadSchema['workflow_input_n'];
    const service = createFakeService({ 'GET /workflow/wf': moved });
    await run(service);
    expect(service.told()).toContain('schema.drift');
    expect(JSON.parse(service.seen[2]?.text ?? '')).toMatchObject({ jobPayloadSchemaInstance: { workflow_input_new: { value: 'hi' } } });
  });

  it('decodes the outputs by the names they have now', async () => {
    const moved = structuredClone(SCHEMA) as { jobResultsPayloadSchema: Record<string, object> };
    moved.jobResultsPayloadSchema = { renamed: { ...moved.jobResultsPayloadSchema['workflow_output_t'], variable_name: 'renamed' } };
    const service = createFakeService({
      'GET /workflow/wf': moved,
      'GET /job/2514/results': { jobResultsPayloadSchema: { renamed: { value: 3, type: 'float' } } },
    });
    expect((await run(service)).outputs).toEqual({ total: 3 });
  });

  it('creates nothing when the live schema no longer takes the values', async () => {
    const changed = structuredClone(SCHEMA) as { jobPayloadSchema: Record<string, object> };
    changed.jobPayloadSchema['workflow_input_n'] = { ...changed.jobPayloadSchema['workflow_input_n'], type: 'float' };
    const service = createFakeService({ 'GET /workflow/wf': changed });
    expect(await failureOf(service)).toMatchObject({ name: 'SchemaDriftError', code: 'SCHEMA_DRIFT', workflowId: 'wf' });
    expect(service.lines).toEqual(['GET /workflow/wf']);
  });

  it('waits for the listener that keeps the id before it executes, and does not execute when that fails', async () => {
    const service = createFakeService();
    const failing: RunOptions = { onEvent: ({ type }) => (type === 'job.initiated' ? Promise.reject(new Error('disk full')) : undefined) };
    await expect(run(service, failing)).rejects.toThrow('disk full');
    expect(service.lines).toEqual(['GET /workflow/wf', 'POST /job/initiate']);
  });
});

describe('execute', () => {
  it.each<[string, Script]>([
    ['running', { 'GET /job/2514/status': (count) => ({ status: count < 1 ? 'IN PROGRESS' : 'COMPLETED' }) }],
    ['already done', { 'GET /job/2514/status': { status: 'COMPLETED' } }],
    [
      'running, seen at the third look',
      { 'GET /job/2514/status': (count) => [{ status: 'PENDING' }, status(502), { status: 'WAITING' }][count] ?? { status: 'COMPLETED' } },
    ],
  ])('is not repeated after a lost answer: the job is %s, the run goes on', async (_name, script) => {
    const service = createFakeService({ ...script, 'POST /job/execute': networkError('ECONNRESET') });
    expect((await run(service)).outputs).toEqual({ total: 12.5 });
    expect(service.lines.filter((line) => line === 'POST /job/execute')).toHaveLength(1);
  });

  it('has an unknown outcome when the status does not tell either, after 1, 2 and 4 s', async () => {
    const service = createFakeService({ 'POST /job/execute': status(502), 'GET /job/2514/status': { status: 'PENDING' } });
    expect(await failureOf(service)).toMatchObject({
      name: 'ExecuteOutcomeUnknownError',
      code: 'EXECUTE_OUTCOME_UNKNOWN',
      jobExecutionId: '2514',
      phase: 'execute',
      status: 502,
      retryable: false,
    });
    expect(service.lines.slice(-4)).toEqual(['POST /job/execute', 'GET /job/2514/status', 'GET /job/2514/status', 'GET /job/2514/status']);
    expect(service.clock.now()).toBe(1_007_000);
  });

  it.each<[string, Script[string]]>([
    ['a 409', () => status(409, { message: 'Job was already executed' })],
    ['a 409 inside a 200', { statusCode: 409, message: 'Job was already executed' }],
  ])('is taken for done when %s says so and the status shows it', async (_name, answer) => {
    const service = createFakeService({ 'POST /job/execute': answer });
    expect((await run(service)).outputs).toEqual({ total: 12.5 });
    expect(service.lines.filter((line) => line === 'POST /job/execute')).toHaveLength(1);
    expect(service.told()).toContain('job.executed');
  });

  it('has an unknown outcome after a 409 that the status does not confirm, in the words of the service', async () => {
    const service = createFakeService({
      'POST /job/execute': status(409, { message: 'Busy' }),
      'GET /job/2514/status': { status: 'PENDING' },
    });
    expect(await failureOf(service)).toMatchObject({
      code: 'EXECUTE_OUTCOME_UNKNOWN',
      status: 409,
      message: 'POST /job/execute answered 409: Busy, and the status of job 2514 does not tell whether it runs.',
    });
  });

  it('blames the drift that came between, after a 400', async () => {
    const changed = structuredClone(SCHEMA) as { jobPayloadSchema: Record<string, object> };
    changed.jobPayloadSchema['workflow_input_x'] = {
      ...changed.jobPayloadSchema['workflow_input_n'],
      variable_name: 'workflow_input_x',
      id: 'x',
      display_name: 'X',
    };
    const service = createFakeService({
      'GET /workflow/wf': (count) => (count === 0 ? SCHEMA : changed),
      'POST /job/execute': status(400, { message: 'missing X' }),
    });
    expect(await failureOf(service)).toMatchObject({ code: 'SCHEMA_DRIFT', changes: [{ rule: 'variable-added-required' }] });
  });

  it('passes on a 400 that no drift explains, also when looking again fails', async () => {
    const refused = status(400, { message: 'no' });
    expect(await failureOf(createFakeService({ 'POST /job/execute': refused }))).toMatchObject({
      code: 'BAD_REQUEST',
      jobExecutionId: '2514',
    });
    const blind = createFakeService({ 'POST /job/execute': refused, 'GET /workflow/wf': (count) => (count === 0 ? SCHEMA : status(403)) });
    expect(await failureOf(blind)).toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('the end of a job', () => {
  it('waits for results that are not there yet', async () => {
    const answers = [
      status(202),
      status(404),
      status(409),
      new Response(''),
      { results: { data: {} } },
      { results: { data: { workflow_output_t: 1 } } },
    ];
    const service = createFakeService({ 'GET /job/2514/results': (count) => answers[count] });
    expect((await run(service)).outputs).toEqual({ total: 1 });
  });

  it('says that they did not appear, after 30 s', async () => {
    const service = createFakeService({ 'GET /job/2514/results': status(404) });
    expect(await failureOf(service)).toMatchObject({
      name: 'ResultError',
      code: 'RESULTS_UNAVAILABLE',
      jobExecutionId: '2514',
      retryable: true,
    });
  });

  it('believes, after 30 s, that a branch gave nothing', async () => {
    const service = createFakeService({ 'GET /job/2514/results': { results: { data: {} } } });
    expect(await run(service)).toMatchObject({ outputs: {}, warnings: [] });
  });

  it('names the keys of results it cannot read', async () => {
    const service = createFakeService({ 'GET /job/2514/results': { outcome: { secret: 1 } } });
    expect(await failureOf(service)).toMatchObject({
      code: 'RESULTS_UNREADABLE',
      message: 'The results of job 2514 have an unknown shape (keys: outcome).',
    });
    const rewriting = createFakeService({ 'GET /job/2514/results': { ['red\u{1B}[31m' + 'x'.repeat(1_000)]: 1 } });
    const { message } = await failureOf(rewriting);
    expect(message).toContain('(keys: red [31mxxx');
    expect(message.length).toBeLessThan(400);
  });

  it.each([
    ['FAILED', 'JOB_FAILED', 'Job 2514 failed at "Extract": no text.'],
    ['canceled', 'JOB_CANCELLED', 'Job 2514 was cancelled at "Extract": no text.'],
    ['STOPPED', 'JOB_CANCELLED', 'Job 2514 was stopped at "Extract": no text.'],
    ['timed_out', 'JOB_TIMED_OUT', 'Job 2514 timed out on the platform at "Extract": no text.'],
  ])('%s is an error that names the node', async (raw, code, message) => {
    const service = createFakeService({
      'GET /job/2514/status': { status: raw },
      'GET /job/2514/audit': { failed_nodes: [{ name: 'Extract', message: 'no text' }] },
    });
    const failure = await failureOf(service);
    expect(failure).toMatchObject({ name: 'JobFailedError', code, message, jobExecutionId: '2514', failedNodes: [{ name: 'Extract' }] });
  });

  it('reports the failure even when the audit cannot be had', async () => {
    const service = createFakeService({ 'GET /job/2514/status': { status: 'FAILED' }, 'GET /job/2514/audit': status(500) });
    expect(await failureOf(service)).toMatchObject({ code: 'JOB_FAILED', message: 'Job 2514 failed.', failedNodes: [] });
    expect(service.lines.filter((line) => line.endsWith('/audit'))).toHaveLength(2);
  });

  it('shows a status nobody knows once, and waits on', async () => {
    const words = ['Pondering', 'IN PROGRESS', 'pondering', 'COMPLETED'];
    const service = createFakeService({ 'GET /job/2514/status': (count) => ({ status: words[Math.min(count, 3)] }) });
    await run(service);
    const shown = service.heard.flatMap((event) => (event.type === 'job.status' ? [event.rawStatus] : []));
    expect(shown).toEqual(['Pondering', 'IN PROGRESS', 'COMPLETED']);
  });
});

describe('an abort', () => {
  it.each([
    ['GET /workflow/wf', 'schema', 'no', undefined],
    ['POST /job/initiate', 'initiate', 'no', undefined],
    ['POST /job/file/upload', 'upload', 'no', '2514'],
    ['PUT /put?X-Amz-Signature=sss', 'upload', 'no', '2514'],
    ['POST /job/execute', 'execute', 'unknown', '2514'],
    ['GET /job/2514/status', 'wait', 'yes', '2514'],
    ['GET /job/2514/results', 'results', 'yes', '2514'],
  ])('during %s says the phase (%s), whether it was executed (%s), and the job (%s)', async (line, phase, executed, jobExecutionId) => {
    const controller = new AbortController();
    const service = createFakeService({
      [line]: () => {
        controller.abort();
        return 'never';
      },
    });
    const failure = await failureOf(service, { signal: controller.signal }, { note: 'hi', scan: SCAN });
    expect(failure).toMatchObject({ name: 'AbortedError', code: 'ABORTED', phase, executed, workflowId: 'wf' });
    expect(failure.jobExecutionId).toBe(jobExecutionId);
    expect(service.clock.pendingTimers).toBe(0);
    expect(service.lines.at(-1)).toBe(line);
  });

  it('needs one listener on a signal that many runs share, and none afterwards', async () => {
    const { signal } = new AbortController();
    let most = 0;
    const service = createFakeService({
      'GET /job/2514/status': (count) => {
        most = Math.max(most, getEventListeners(signal, 'abort').length);
        return { status: count < 20 ? 'IN PROGRESS' : 'COMPLETED' };
      },
    });
    const input = { note: 'hi', scan: SCAN };
    const options = { client: service.client, signal };
    await service.clock.settle(Promise.all(Array.from({ length: 20 }, () => workflow.run(input, options))));
    expect(most).toBe(1);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('before the start sends nothing', async () => {
    const service = createFakeService();
    expect(await failureOf(service, { signal: AbortSignal.abort() })).toMatchObject({ code: 'ABORTED', executed: 'no' });
    expect(service.lines).toEqual([]);
  });
});

describe('secrets', () => {
  const echo = { message: `key ${SERVICE_KEY} url https://bucket.example/put?X-Amz-Signature=sss` };

  it.each<[string, Script]>([
    ['a refused schema', { 'GET /workflow/wf': status(401, echo) }],
    ['a failed initiate', { 'POST /job/initiate': status(400, echo) }],
    ['a refused upload', { 'PUT /put?X-Amz-Signature=sss': () => new Response(JSON.stringify(echo), { status: 403 }) }],
    [
      'a lost upload',
      { 'PUT /put?X-Amz-Signature=sss': networkError('ECONNRESET', { url: 'https://bucket.example/put?X-Amz-Signature=sss' }) },
    ],
    ['a refused execute', { 'POST /job/execute': status(400, echo) }],
    [
      'an unreadable execute',
      { 'POST /job/execute': () => new Response(JSON.stringify(echo).slice(0, -1)), 'GET /job/2514/status': { status: 'PENDING' } },
    ],
    ['a refused status', { 'GET /job/2514/status': status(401, echo) }],
    ['an unreadable upload URL', { 'POST /job/file/upload': { presignedUrl: 'ftp://x?X-Amz-Signature=sss', fileUrl: 'f' } }],
    ['a failed node', { 'GET /job/2514/status': { status: 'FAILED' }, 'GET /job/2514/audit': { failed_nodes: [{ name: 'N', ...echo }] } }],
  ])('are nowhere in the error and the events of %s', async (_name, script) => {
    const service = createFakeService(script);
    const failure = await failureOf(service, {}, { note: 'hi', scan: SCAN });
    const printed = [failure, { deep: { deep: { deep: failure } } }, service.client, workflow, service.heard].flatMap((thing) => [
      inspect(thing, { depth: Infinity, showHidden: true }),
      inspect(thing, { depth: Infinity, customInspect: false, showHidden: true }),
      JSON.stringify(thing),
      String(thing),
    ]);
    expect([...printed, failure.stack ?? ''].join('\n')).not.toMatch(/_the-service-key|sss/);
  });
});

describe('map', () => {
  it('runs the workflow for each item and yields what settles', async () => {
    const service = createFakeService({ 'POST /job/initiate': (count) => (count === 1 ? status(403) : undefined) });
    const all = async (): Promise<readonly [number, string][]> => {
      const settled: [number, string][] = [];
      const items = [{ note: 'a' }, { note: 'b' }, { note: 'c' }];
      for await (const one of workflow.map(items, { client: service.client, concurrency: 1 })) settled.push([one.index, one.status]);
      return settled;
    };
    expect(await service.clock.settle(all())).toEqual([
      [0, 'fulfilled'],
      [1, 'rejected'],
      [2, 'fulfilled'],
    ]);
  });
});
