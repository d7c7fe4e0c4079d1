/** A batch that is stopped, by whom or what: what it says, and that nothing is lost. */
import { expect, test } from 'vitest';
import { json } from '../cli/harness.ts';
import { workflowIds } from '../workflows/workflows.ts';
import { eachRow, startBatchProject, tableOf } from './batch-project.ts';

test('a batch stopped by Ctrl-C says what goes on, and the same command waits for it', async () => {
  await using batch = await startBatchProject(6);
  // Of all but the first two, whoever asks learns nothing.
  const isLater = (path: string): boolean => !/A-[12]$/.test(batch.operator.job(path.split('/')[2] ?? '')?.title ?? '');
  batch.operator.fault({ call: 'status', kind: 'status', status: 503, times: Infinity, match: ({ path }) => isLater(path) });
  const interruption = new AbortController();
  const running = batch.batch(['--concurrency', '3'], { signal: interruption.signal });
  await expect.poll(() => [batch.results().length, batch.operator.requestCount('execute')]).toEqual([2, 5]);
  interruption.abort(new Error('interrupted'));
  const { code, stderr } = await running;
  batch.operator.clearFaults();
  expect(code).toBe(130);
  expect(stderr).toContain('error OPUS9003 Interrupted: 2 of 6 rows are done. 3 jobs go on at the service.\n');
  expect(stderr).toContain('  fix Run the same command again: it goes on where this one stopped.\n');
  expect(batch.results()).toHaveLength(2);

  expect((await batch.batch(['--concurrency', '3'])).code).toBe(0);
  expect(batch.executions()).toEqual(eachRow(6, () => 1));
});

test('a batch stopped by a key that is refused asks once for each that runs, and no more', async () => {
  await using batch = await startBatchProject(50);
  const result = await batch.run(
    ['run', 'invoice', '--batch', 'rows.csv', '--out', 'results.jsonl', '--key', 'order', '--concurrency', '2', '--format', 'json'],
    { env: { OPUS_SERVICE_KEY: '_wrong' } },
  );
  expect(result.code).toBe(31);
  expect(json(result).diagnostics.map(({ code }) => code)).toEqual(['OPUS7020', 'OPUS3002']);
  expect(batch.operator.requests.length).toBeLessThan(6);

  expect((await batch.batch()).code).toBe(0);
  expect(batch.executions()).toEqual(eachRow(50, () => 1));
});

test('a batch stopped by an outage stops after some rows, and loses none', async () => {
  await using batch = await startBatchProject(40);
  batch.operator.fault({ call: 'getWorkflow', kind: 'html', status: 502, times: Infinity });
  const result = await batch.batch(['--concurrency', '2', '--format', 'json']);
  const { unfinished, notDone } = json(result);
  expect(json(result)).toMatchObject({ exitCode: 30, succeeded: 0, diagnostics: [{ code: 'OPUS7020' }, { code: 'OPUS3006' }] });
  expect(Number(unfinished)).toBeGreaterThanOrEqual(10);
  expect(Number(unfinished) + Number(notDone)).toBe(40);
  expect(Number(unfinished)).toBeLessThanOrEqual(13);
  batch.operator.clearFaults();
  expect((await batch.batch()).code).toBe(0);
  expect(batch.results()).toHaveLength(40);
  expect(batch.executions()).toEqual(eachRow(40, () => 1));
});

test('a batch stopped by rows that change under its hands begins no other, though they were read ahead', async () => {
  await using batch = await startBatchProject(30);
  batch.operator.setOutcome(workflowIds.invoice, () => {
    batch.write({ 'rows.csv': tableOf(5) });
    return { durationMs: 0 };
  });
  const { code, stderr } = await batch.batch(['--concurrency', '1']);
  expect(code).toBe(2);
  expect(stderr).toContain('error OPUS7006 rows.csv is not what it was when it was checked.\n');
  expect(batch.results()).toMatchObject([{ key: 'A-1', status: 'succeeded' }]);
  expect(batch.executions()).toEqual({ 'A-1': 1 });
  batch.operator.setOutcome(workflowIds.invoice, { durationMs: 0 });
  expect(json(await batch.batch(['--format', 'json']))).toMatchObject({ exitCode: 0, rows: 5, succeeded: 5, before: 1 });
});
