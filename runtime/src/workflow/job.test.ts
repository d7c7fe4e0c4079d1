import { describe, expect, it } from 'vitest';
import type { OpusError } from '../errors/opus-error.ts';
import { createFakeService, DESCRIPTOR, type FakeService } from '../testing/fake-service.ts';
import { networkError } from '../testing/fake-fetch.ts';
import { defineWorkflow } from './define-workflow.ts';
import type { JobUpdate, UpdateOptions } from './job.ts';

const workflow = defineWorkflow<{ readonly note: string }, { readonly total?: number }>(DESCRIPTOR);

const collect = async (service: FakeService, options?: UpdateOptions): Promise<{ updates: readonly JobUpdate[]; error?: OpusError }> => {
  const updates: JobUpdate[] = [];
  const loop = async (): Promise<void> => {
    for await (const update of workflow.job('2514', { client: service.client }).updates(options)) updates.push(update);
  };
  const done = loop().then(
    () => ({ updates }),
    (error: OpusError) => ({ updates, error }),
  );
  return await service.clock.settle(done);
};

describe('a job handle', () => {
  it('is made without a request and without a look at the environment, and is no thenable', async () => {
    const service = createFakeService();
    const job = workflow.job('2514', { client: service.client });
    expect(await job).toBe(job);
    expect('then' in job).toBe(false);
    expect([job.id, job.workflowId]).toEqual(['2514', 'wf']);
    expect(service.lines).toEqual([]);
    expect(() => workflow.job('2514')).not.toThrow();
    expect(() => workflow.job('../2514')).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
  });

  it('is what start gives, as soon as the job is executed', async () => {
    const service = createFakeService();
    const job = await service.clock.settle(workflow.start({ note: 'hi' }, { client: service.client }));
    expect(service.lines.at(-1)).toBe('POST /job/execute');
    expect((await service.clock.settle(job.result())).outputs).toEqual({ total: 12.5 });
  });

  it('looks at once for the result when its updates have told of the end', async () => {
    const service = createFakeService();
    const job = await service.clock.settle(workflow.start({ note: 'hi' }, { client: service.client }));
    const statuses: string[] = [];
    const following = async (): Promise<void> => {
      for await (const { status } of job.updates({ progress: false })) statuses.push(status);
    };
    await service.clock.settle(following());
    const endedAtMs = service.clock.now();
    expect((await service.clock.settle(job.result())).outputs).toEqual({ total: 12.5 });
    expect(statuses.at(-1)).toBe('COMPLETED');
    // The distance the client keeps between two looks, and no wait beyond it.
    expect(service.clock.now() - endedAtMs).toBe(100);
  });

  it('resumes by id, looking at once', async () => {
    const service = createFakeService({ 'GET /job/2514/status': { status: 'COMPLETED' } });
    const result = await service.clock.settle(workflow.job('2514', { client: service.client }).result());
    expect(result.outputs).toEqual({ total: 12.5 });
    expect(service.lines).toEqual(['GET /job/2514/status', 'GET /job/2514/results']);
    expect(service.clock.now()).toBe(1_000_000);
  });

  it('looks at the status once, through outages', async () => {
    const service = createFakeService({
      'GET /job/2514/status': (count) =>
        [networkError('ECONNRESET'), Response.json({}, { status: 502 }), {}, { status: 'in progress' }][count],
    });
    const job = workflow.job('2514', { client: service.client });
    expect(await service.clock.settle(job.status())).toEqual({ status: 'IN_PROGRESS', rawStatus: 'in progress', terminal: false });
  });

  it('tells the retries of what follows the wait', async () => {
    const service = createFakeService({
      'GET /job/2514/status': { status: 'COMPLETED' },
      'GET /job/2514/results': (count) => (count === 0 ? Response.json({}, { status: 502 }) : undefined),
    });
    const told: unknown[] = [];
    await service.clock.settle(
      workflow.job('2514', { client: service.client }).result({ onEvent: (event) => told.push({ ...event, timeMs: 0 }) }),
    );
    const retry = { type: 'retry', call: 'results', reason: 'SERVER_ERROR', status: 502, attempt: 1, delayMs: 125, jobExecutionId: '2514' };
    expect(told).toContainEqual({ ...retry, workflowId: 'wf', timeMs: 0 });
    expect(service.told()).toContain('retry');
  });

  it('reads the audit', async () => {
    const service = createFakeService({ 'GET /job/2514/audit': { nb_nodes: 3, nb_executed_nodes: 1, audit: null } });
    const report = await service.clock.settle(workflow.job('2514', { client: service.client }).audit());
    expect(report).toMatchObject({ jobExecutionId: '2514', progress: { nodes: 3, executedNodes: 1 } });
  });

  it('waits by its own options before those of the start', async () => {
    const service = createFakeService({ 'GET /job/2514/status': { status: 'WAITING' } });
    const job = await service.clock.settle(workflow.start({ note: 'hi' }, { client: service.client, waitTimeoutMs: 5_000 }));
    await expect(service.clock.settle(job.result())).rejects.toMatchObject({ code: 'WAIT_TIMEOUT' });
    expect(service.clock.now()).toBe(1_005_000);
    await expect(service.clock.settle(job.result({ waitTimeoutMs: 60_000 }))).rejects.toMatchObject({
      code: 'WAIT_TIMEOUT',
      observed: { WAITING: 2 },
    });
    expect(service.clock.now()).toBe(1_065_000);
  });
});

describe('updates', () => {
  it('shows every change of status and of node progress, to the end', async () => {
    const words = ['PENDING', 'PENDING', 'IN PROGRESS', 'IN PROGRESS', 'COMPLETED'];
    const service = createFakeService({
      'GET /job/2514/status': (count) => ({ status: words[count] }),
      'GET /job/2514/audit': (count) => ({ nb_nodes: 3, nb_executed_nodes: Math.max(0, count - 1), running_node: 'Extract' }),
    });
    const { updates, error } = await collect(service);
    expect(error).toBeUndefined();
    expect(updates.map(({ status, progress }) => [status, progress?.executedNodes])).toEqual([
      ['PENDING', 0],
      ['IN_PROGRESS', 1],
      ['IN_PROGRESS', 2],
      ['COMPLETED', undefined],
    ]);
  });

  it('ends with a failed job too, without throwing', async () => {
    const service = createFakeService({ 'GET /job/2514/status': { status: 'FAILED' } });
    expect(await collect(service)).toEqual({ updates: [{ status: 'FAILED', rawStatus: 'FAILED', terminal: true }] });
  });

  it('does without the progress when it is not wanted or not to be had', async () => {
    const unwanted = createFakeService();
    await collect(unwanted, { progress: false });
    expect(unwanted.lines.filter((line) => line.endsWith('/audit'))).toEqual([]);
    const missing = createFakeService({ 'GET /job/2514/audit': Response.json({}, { status: 404 }) });
    expect((await collect(missing)).updates.map(({ status }) => status)).toEqual(['IN_PROGRESS', 'COMPLETED']);
  });

  it('throws when the waiting ends first, after what was seen', async () => {
    const service = createFakeService({ 'GET /job/2514/status': { status: 'WAITING' } });
    const { updates, error } = await collect(service, { waitTimeoutMs: 10_000 });
    expect(updates.map(({ status }) => status)).toEqual(['WAITING']);
    expect(error).toMatchObject({ code: 'WAIT_TIMEOUT' });
  });

  it('stops looking when the loop is left, or the signal is aborted', async () => {
    const service = createFakeService();
    const first = async (): Promise<JobUpdate | undefined> => {
      for await (const update of workflow.job('2514', { client: service.client }).updates()) return update;
      return undefined;
    };
    expect(await service.clock.settle(first())).toMatchObject({ status: 'IN_PROGRESS' });
    await service.clock.advance(60_000);
    expect(service.lines.filter((line) => line.endsWith('/status'))).toHaveLength(1);
    expect(service.clock.pendingTimers).toBe(0);

    const controller = new AbortController();
    const aborted = createFakeService({
      'GET /job/2514/status': () => {
        controller.abort();
        return 'never';
      },
    });
    const { error } = await collect(aborted, { signal: controller.signal });
    expect(error).toMatchObject({ code: 'ABORTED', jobExecutionId: '2514' });
  });
});
