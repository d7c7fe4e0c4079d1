import { expect, test } from 'vitest';
import { startLocalOperator } from './index.ts';
import { clientOf, PDF, v1Payload, type LocalClient } from './testing/local-client.ts';
import { v1Schema } from './testing/schemas.ts';

async function wholeRun(client: LocalClient): Promise<number> {
  const id = await client.initiate();
  await client.execute(id, v1Payload(await client.upload(PDF, '.pdf', 'application/pdf')));
  return (await client.get(`/job/${id}/results`)).status;
}

test('200 runs at once all come through, each with its own job and file', async () => {
  await using operator = await startLocalOperator({
    workflows: [{ schema: v1Schema }],
    jobDurationMs: 0,
    maxRecordedRequests: 100,
    recordBodies: false,
  });
  const client = clientOf(operator);

  const statuses = await Promise.all(Array.from({ length: 200 }, () => wholeRun(client)));

  expect(statuses).toEqual(statuses.map(() => 200));
  expect(new Set(operator.jobs.map((job) => job.id)).size).toBe(200);
  expect(operator.storedFiles).toHaveLength(200);
  expect(operator.requestCount('execute')).toBe(200);
  expect(operator.requests).toHaveLength(100);
  expect(operator.requests.some((request) => 'bodyText' in request || 'json' in request)).toBe(false);
  expect(operator.jobs.some((job) => 'payload' in job)).toBe(false);
});
