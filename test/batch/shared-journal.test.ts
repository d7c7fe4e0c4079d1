/** One journal, and more than one who wants it. */
import { expect, test } from 'vitest';
import { setBatch } from './batch.ts';

test('of two processes that begin at the same moment one runs, and the other is refused before it sends anything', async () => {
  await using batch = await setBatch();
  const items = 12;

  const ends = await Promise.all([batch.run({ items, concurrency: 4 }), batch.run({ items, concurrency: 4 })]);

  const refused = ends.filter(({ errors }) => errors.includes('JOURNAL_FAILED'));
  expect(refused).toHaveLength(1);
  // Which one it is can be read a moment after the lock is there.
  expect(refused[0]?.errors).toMatch(/The journal \S+ is in use by (process \d+|another process)\./);
  expect(refused[0]?.outcomes).toEqual({});
  expect(batch.executions(items)).toEqual(Array(items).fill(1));
});

test('one that was killed leaves its lock behind, and keeps nobody out', async () => {
  await using batch = await setBatch();

  await batch.run({ items: 2, concurrency: 1, kill: { state: 'prepared', nth: 2, when: 'before' } });
  const { outcomes } = await batch.run({ items: 2, concurrency: 1 });

  expect(outcomes).toEqual({ 'order 0': 'done', 'order 1': 'done' });
  expect(batch.executions(2)).toEqual([1, 1]);
});

test('another input under a key that is known is refused, done or not, and executes nothing', async () => {
  await using batch = await setBatch();
  await batch.run({ items: 4, concurrency: 1, kill: { state: 'executed', nth: 3, when: 'after' } });
  const before = batch.operator.jobs;

  const { outcomes } = await batch.run({ items: 4, concurrency: 1, suffix: '-corrected' });

  expect(outcomes).toEqual({
    'order 0': 'RUN_KEY_CONFLICT',
    'order 1': 'RUN_KEY_CONFLICT',
    'order 2': 'RUN_KEY_CONFLICT',
    // Nobody had begun it.
    'order 3': 'done',
  });
  expect(batch.operator.jobs.slice(0, before.length)).toEqual(before);
  expect(batch.executions(4)).toEqual([1, 1, 1, 1]);
});
