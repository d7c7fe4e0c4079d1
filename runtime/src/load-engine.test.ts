import { expect, test, vi } from 'vitest';
import { createOpusClient } from './client/client.ts';
import { defineWorkflow } from './workflow/define-workflow.ts';

const loaded = vi.fn<() => void>();
vi.mock('./engine.ts', async (actual) => {
  loaded();
  return actual();
});

const invoice = defineWorkflow<{ readonly poNumber: string }, object>({
  key: 'invoice',
  workflowId: 'wf',
  generation: 'v1',
  name: 'Invoices',
  inputs: [{ name: 'poNumber', wire: 'w1', type: 'str' }],
  outputs: [],
});

test('defining a workflow, making a client, validating and taking up a job load nothing that sends requests', async () => {
  const asked: string[] = [];
  const client = createOpusClient({
    serviceKey: '_key',
    baseUrl: 'https://operator.example',
    fetch: async (input) => {
      asked.push((input as Request).url); // ky hands over a Request
      return Response.json({ status: 'COMPLETED' });
    },
  });
  const job = invoice.job('2514', { client });
  expect((await invoice['~standard'].validate({})).issues).toHaveLength(1);
  expect(() => invoice.job('../2514', { client })).toThrow(/cannot be a jobExecutionId/);
  expect(() => job.updates({ waitTimeoutMs: -1 })).toThrow(/waitTimeoutMs/);
  await expect(job.result({ waitTimeoutMs: -1 })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
  expect(loaded).not.toHaveBeenCalled();

  expect(await Promise.all([job.status(), job.status()])).toMatchObject([{ status: 'COMPLETED' }, { status: 'COMPLETED' }]);
  expect(loaded).toHaveBeenCalledOnce();
  expect(asked).toEqual(Array(2).fill('https://operator.example/job/2514/status'));
});
