/** A batch killed by SIGKILL at every line that it writes, and begun again by the same command: no row runs twice, none is lost, each has one result. */
import { expect, test } from 'vitest';
import { eachRow, startBatchProject, type BatchProject } from './batch-project.ts';
import type { Kill } from './killed-run.ts';

/** Two dozen processes, on a machine that may be busy. */
const TIMEOUT_MS = 180_000;
const WHENS = ['before', 'torn', 'after'] as const;
const JOURNAL_KILLS: readonly Kill[] = ['prepared', 'initiated', 'executing', 'executed', 'done'].flatMap((state) =>
  WHENS.map((when) => ({ words: `"state":"${state}"`, when, nth: 3 })),
);
const RESULT_KILLS: readonly Kill[] = WHENS.map((when) => ({ words: '{"row":', when, nth: 3 }));

function expectNoRowTwice(batch: BatchProject): void {
  const keys = batch.results().map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(Object.values(batch.executions()).filter((count) => count > 1)).toEqual([]);
}

test(
  'eighteen kills, one row at a time: each row exactly once, but for the moment nobody can tell, which is reported and not guessed',
  { timeout: TIMEOUT_MS },
  async () => {
    await using batch = await startBatchProject(100);
    const args = ['--concurrency', '1', '--quiet'];
    for (const kill of [...JOURNAL_KILLS, ...RESULT_KILLS]) {
      expect(await batch.batchProcess(args, kill)).toMatchObject({ signal: 'SIGKILL', stderr: '' });
      expectNoRowTwice(batch);
    }

    const end = await batch.batchProcess(args);

    expectNoRowTwice(batch);
    const statuses = Object.fromEntries(batch.results().map(({ key, status }) => [key, status]));
    expect(Object.keys(statuses)).toHaveLength(100);
    // It was kept that the row is about to be executed, and not a byte was sent.
    const untold = Object.keys(statuses).filter((key) => statuses[key] !== 'succeeded');
    expect(untold.map((key) => statuses[key])).toEqual(['unknown']);
    expect(batch.executions()).toEqual(eachRow(100, (key) => (untold.includes(key) ? 0 : 1)));
    expect(end).toMatchObject({ exitCode: 41, signal: null });
    expect(end.stdout).toContain('invoice: 99 of 100 rows succeeded');
    expect(end.stdout).toMatch(/^ {2}unknown {9}1 {2}for a person to look at$/m);
  },
);

test(
  'kills in the middle of eight rows at a time: what has a result was executed once, and what is not certain not at all',
  { timeout: TIMEOUT_MS },
  async () => {
    await using batch = await startBatchProject(100);
    const args = ['--concurrency', '8', '--quiet'];
    const kills: readonly Kill[] = [
      { words: '"state":"initiated"', when: 'torn', nth: 12 },
      { words: '"state":"executing"', when: 'before', nth: 12 },
      { words: '{"row":', when: 'torn', nth: 12 },
      { words: '"state":"done"', when: 'after', nth: 12 },
      { words: '{"row":', when: 'before', nth: 12 },
    ];
    for (const kill of kills) {
      expect(await batch.batchProcess(args, kill)).toMatchObject({ signal: 'SIGKILL' });
      expectNoRowTwice(batch);
    }

    await batch.batchProcess(args);

    expectNoRowTwice(batch);
    const results = batch.results();
    expect(results).toHaveLength(100);
    const statuses = Object.fromEntries(results.map(({ key, status }) => [key, status]));
    expect(Object.values(statuses).filter((status) => status !== 'succeeded' && status !== 'unknown')).toEqual([]);
    expect(batch.executions()).toEqual(eachRow(100, (key) => (statuses[key] === 'succeeded' ? 1 : 0)));

    // Done is done: once more, nothing is made, nothing executed, and no line is written.
    const [jobs, text] = [batch.operator.jobs.length, batch.read('results.jsonl')];
    await batch.batchProcess(args);
    expect(batch.operator.jobs).toHaveLength(jobs);
    expect(batch.results().toSorted((a, b) => a.row - b.row)).toEqual(results.toSorted((a, b) => a.row - b.row));
    expect(batch.read('results.jsonl').length).toBe(text.length);
  },
);
