/** The same command once more: what a batch goes on with, and what it leaves alone. */
import { expect, test } from 'vitest';
import { json } from '../cli/harness.ts';
import { eachRow, startBatchProject, tableOf } from './batch-project.ts';

test('goes on with what came to no end, and replaces its line', async () => {
  await using batch = await startBatchProject(4);
  batch.operator.fault({
    call: 'execute',
    kind: 'status',
    status: 400,
    match: ({ json: body }) => JSON.stringify(body).includes('"PO-2"'),
  });
  const first = await batch.batch(['--concurrency', '4', '--format', 'json']);
  expect(json(first)).toMatchObject({
    exitCode: 40,
    succeeded: 3,
    unfinished: 1,
    codes: [{ code: 'BAD_REQUEST', status: 'unfinished' }],
  });
  expect(batch.results().find(({ key }) => key === 'A-2')).toMatchObject({ status: 'unfinished', error: { code: 'BAD_REQUEST' } });

  const second = await batch.batch(['--format', 'json']);
  expect(json(second)).toMatchObject({ exitCode: 0, succeeded: 4, before: 3, unfinished: 0 });
  expect(
    batch
      .results()
      .map(({ key, status }) => `${key} ${status}`)
      .toSorted(),
  ).toEqual(['A-1', 'A-2', 'A-3', 'A-4'].map((key) => `${key} succeeded`));
  // The job that was made the first time, and no other.
  expect(batch.operator.jobs).toHaveLength(4);
  expect(batch.executions()).toEqual(eachRow(4, () => 1));
});

test('runs rows that were added, in any order, and not the others', async () => {
  await using batch = await startBatchProject(3);
  await batch.batch();
  const [head = '', ...rows] = tableOf(5)
    .split('\n')
    .filter((line) => line !== '');
  batch.write({ 'rows.csv': [head, ...rows.toReversed()].join('\n') });
  expect(json(await batch.batch(['--format', 'json']))).toMatchObject({ exitCode: 0, rows: 5, succeeded: 5, before: 3 });
  expect(batch.executions()).toEqual(eachRow(5, () => 1));
});

test('tells a row that is another than it was, done or not, and runs it under no circumstances', async () => {
  await using batch = await startBatchProject(4);
  batch.operator.fault({
    call: 'execute',
    kind: 'dropBefore',
    times: Infinity,
    match: ({ json: body }) => JSON.stringify(body).includes('PO-4'),
  });
  await batch.batch(['--concurrency', '1']);
  batch.operator.clearFaults();
  batch.write({ 'rows.csv': tableOf(4).replace('PO-1', 'PO-one').replace('PO-4', 'PO-four') });
  const { code, stdout, stderr } = await batch.batch(['--concurrency', '1']);
  expect(code).toBe(2);
  expect(stdout).toMatch(
    /^ {2}changed {9}2 {2}since they were run; not run again\n {4}RUN_KEY_CONFLICT {14}2 {2}row 1 \(A-1, job \d+\), row 4 \(A-4, job \d+\)$/m,
  );
  expect(stderr).toMatch(/^error OPUS7010 .*\n {2}at {2}rows\.csv › row 1 \(A-1/m);
  expect(batch.results().find(({ key }) => key === 'A-1')).toMatchObject({ status: 'succeeded' });
  expect(batch.results().find(({ key }) => key === 'A-4')).toMatchObject({ status: 'conflict', error: { code: 'RUN_KEY_CONFLICT' } });
  expect(batch.executions()).toEqual({ 'A-1': 1, 'A-2': 1, 'A-3': 1, 'A-4': 0 });
});

test('recovers a results file whose last line is torn, and one that is gone', async () => {
  await using batch = await startBatchProject(3);
  await batch.batch();
  const before = batch.results();
  const text = batch.read('results.jsonl');
  batch.write({ 'results.jsonl': text.slice(0, -30) });
  expect((await batch.batch()).code).toBe(0);
  expect(batch.results().toSorted((a, b) => a.row - b.row)).toEqual(before.toSorted((a, b) => a.row - b.row));
  batch.write({ 'results.jsonl': '' });
  expect((await batch.batch()).code).toBe(0);
  expect(batch.results().toSorted((a, b) => a.row - b.row)).toEqual(before.toSorted((a, b) => a.row - b.row));
  expect(batch.executions()).toEqual(eachRow(3, () => 1));
});

test.each([
  ['of another kind', 'hello\n'],
  ['without a line end', 'hello'],
  ['of results that the journal does not know', '{"row":1,"key":"A-1","status":"succeeded","jobExecutionId":"1"}\n'],
  ['that is no text', '\u0000\u0001\n'],
])('leaves a results file %s as it is, and runs nothing', async (_kind, text) => {
  await using batch = await startBatchProject(2);
  batch.write({ 'results.jsonl': text });
  const { code, stderr } = await batch.batch();
  expect(code).toBe(23);
  expect(stderr).toContain('error OPUS7008 ');
  expect(batch.read('results.jsonl')).toBe(text);
  expect(batch.operator.requests).toEqual([]);
});

test('refuses a journal that is something else', async () => {
  await using batch = await startBatchProject(2);
  batch.write({ 'results.jsonl.journal': 'hello\n' });
  const { code, stderr } = await batch.batch();
  expect(code).toBe(2);
  expect(stderr).toContain('error OPUS7009 ');
  expect(batch.read('results.jsonl.journal')).toBe('hello\n');
});

test('of two at once over one journal the second is refused before it sends anything', async () => {
  await using batch = await startBatchProject(6);
  batch.operator.fault({ call: 'status', kind: 'status', status: 503, times: Infinity });
  const first = batch.batch(['--concurrency', '2']);
  await expect.poll(() => batch.operator.requestCount('initiate')).toBeGreaterThan(0);
  const second = await batch.batchProcess([]);
  batch.operator.clearFaults();
  expect(second.exitCode).toBe(2);
  expect(second.stderr).toMatch(/error OPUS7009 The journal \S+ is in use by process \d+\./);
  expect((await first).code).toBe(0);
  expect(batch.results()).toHaveLength(6);
  expect(batch.executions()).toEqual(eachRow(6, () => 1));
});
