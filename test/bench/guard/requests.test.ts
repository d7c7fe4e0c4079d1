/** How many requests are sent, and which: the same on every machine. Each one costs a user time, and the service a place in its queue. */
import { startLocalOperator, OPERATOR_CALLS, type LocalOperator } from '@opus-codegen/local-operator';
import { bytes, createOpusClient, type OpusClient } from '@opus-codegen/runtime';
import { defineWorkflow } from '@opus-codegen/runtime/codegen-v1';
import { describe, expect, test } from 'vitest';
import { DESCRIPTOR, INPUT, simulateService } from '../setup/simulated-service.ts';
import { workloadOf } from '../workload/workflows.ts';
import { workloadFolder } from './workload-folder.ts';

const workflow = defineWorkflow<object, object>(DESCRIPTOR);
const [invoiceDocument, attachment] = [bytes(new Uint8Array(1), 'invoice.pdf'), bytes(new Uint8Array(1), 'attachment.csv')];
const inputWithFiles = { ...INPUT, invoiceDocument, attachments: [attachment] };

function startOperator(count = 1): Promise<LocalOperator> {
  return startLocalOperator({ workflows: workloadOf(count).map(({ schema }) => ({ schema })), recordBodies: false });
}

/** Time flies between requests. Schemas are remembered as long as they are unless told. */
function clientOf({ clientOptions }: LocalOperator): OpusClient {
  return createOpusClient({ ...clientOptions, schemaMaxAgeMs: 15_000 });
}

function requestsTo(operator: LocalOperator): Readonly<Record<string, number>> {
  return Object.fromEntries(OPERATOR_CALLS.map((call) => [call, operator.requestCount(call)]));
}

describe('a job', () => {
  test('with two files takes nine requests, each call once and the two of a file twice', async () => {
    await using operator = await startOperator();
    await workflow.run(inputWithFiles, { client: clientOf(operator) });
    expect(operator.requests.map(({ call }) => call).toSorted()).toEqual(
      ['getWorkflow', 'initiate', 'uploadUrl', 'uploadUrl', 'put', 'put', 'execute', 'status', 'results'].toSorted(),
    );
  });

  test.each([1, 50])('%i at once: the schema is asked for once, everything else once a job or a file', async (count) => {
    await using operator = await startOperator();
    const client = clientOf(operator);
    await Promise.all(Array.from({ length: count }, () => workflow.run(inputWithFiles, { client })));
    expect(requestsTo(operator)).toEqual({
      getWorkflow: 1,
      initiate: count,
      uploadUrl: 2 * count,
      put: 2 * count,
      execute: count,
      status: count,
      results: count,
      audit: 0,
    });
  });
});

describe('ten thousand jobs that wait', () => {
  test('are looked at ten times a second, another one each time', async () => {
    const { clock, client, workflow: simulated, looks } = simulateService(Infinity, 1);
    const leave = new AbortController();
    const jobs = Array.from({ length: 10_000 }, (_, index) => simulated.job(String(index), { client }).result({ signal: leave.signal }));
    jobs.forEach((job) => job.catch(() => {}));
    await clock.advance(29_950);
    expect(looks.length).toBe(300);
    expect(new Set(looks.map(({ jobExecutionId }) => jobExecutionId)).size).toBe(300);
    expect(looks.map(({ atMs }) => Math.round(atMs))).toEqual(looks.map((_, index) => index * 100));
    leave.abort();
    await Promise.allSettled(jobs);
  });
});

describe('the generator', () => {
  test.each(['pull', 'generate'])('%s asks once for each workflow and for nothing else, and so does a second time', async (command) => {
    await using operator = await startOperator(12);
    using project = workloadFolder(12, { ...operator.env });
    for (const times of [1, 2]) {
      await project.run(command);
      expect(operator.requestCount('getWorkflow')).toBe(12 * times);
      expect(operator.requests.length).toBe(12 * times);
    }
    expect(new Set(operator.requests.map(({ path }) => path)).size).toBe(12);
  });

  test('a frozen generate and an offline check ask for nothing', async () => {
    await using operator = await startOperator(3);
    using project = workloadFolder(3, { ...operator.env });
    await project.run('--frozen');
    await project.run('check', '--offline');
    expect(operator.requests).toEqual([]);
  });
});
