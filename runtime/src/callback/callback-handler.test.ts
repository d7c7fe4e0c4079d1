import { describe, expect, it } from 'vitest';
import { createFakeService, DESCRIPTOR } from '../testing/fake-service.ts';
import { defineWorkflow } from '../workflow/define-workflow.ts';
import { createCallbackHandler } from './callback-handler.ts';

const post = (body: BodyInit | null) => new Request('https://me.example/cb', { method: 'POST', body });

/** A job that waits for a person: it would be looked at after a minute. */
async function waiting() {
  const service = createFakeService({ 'GET /job/2514/status': (count) => ({ status: count === 0 ? 'WAITING' : 'COMPLETED' }) });
  const job = defineWorkflow<object, object>(DESCRIPTOR).job('2514', { client: service.client });
  const result = job.result();
  await service.clock.advance(5_000);
  return { service, result, handle: createCallbackHandler({ client: service.client }) };
}

describe('the callback handler', () => {
  it.each([
    ['with the id', JSON.stringify({ jobExecutionId: '2514' })],
    ['with the id as a number', JSON.stringify({ job_execution_id: 2514 })],
    ['with an id of something else', JSON.stringify({ id: 'case-7' })],
    ['with nothing', null],
    ['with nonsense', '<xml/>'],
    ['with a flood', 'x'.repeat(100_000)],
  ])('wakes the waiting job, called %s, and answers 204', async (_name, body) => {
    const { service, result, handle } = await waiting();
    expect((await handle(post(body))).status).toBe(204);
    await service.clock.advance(10);
    expect(service.clock.now()).toBe(1_005_010);
    expect(await result).toMatchObject({ status: 'COMPLETED' });
  });

  it('believes nothing it is told: the service’s own results count', async () => {
    const { service, result, handle } = await waiting();
    await handle(post(JSON.stringify({ jobExecutionId: '2514', status: 'FAILED', results: { data: { workflow_output_t: 666 } } })));
    expect((await service.clock.settle(result)).outputs).toEqual({ total: 12.5 });
  });

  it('takes POST only, and answers also when nobody waits', async () => {
    const { client } = createFakeService();
    const handle = createCallbackHandler({ client });
    expect((await handle(new Request('https://me.example/cb'))).status).toBe(405);
    expect((await handle(post('{}'))).status).toBe(204);
  });
});
