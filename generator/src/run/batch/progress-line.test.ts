import { expect, test } from 'vitest';
import { durationText } from '../duration.ts';
import { progressLine, rateText } from './progress-line.ts';

test('a batch is shown by what is done, failed and running, its rate and the time left', () => {
  expect(progressLine({ rows: 100, done: 45, failed: 2, running: 8, doneNow: 25, elapsedMs: 50_000 })).toBe(
    '[█████████░░░░░░░░░░░] 45/100 rows, 2 failed, 8 running, 30/min, 1 min 50 s left',
  );
});

test('without anything done there is no rate yet, and at the end no time left', () => {
  expect(progressLine({ rows: 10, done: 0, failed: 0, running: 4, doneNow: 0, elapsedMs: 0 })).toBe(
    '[░░░░░░░░░░░░░░░░░░░░] 0/10 rows, 0 failed, 4 running',
  );
  expect(progressLine({ rows: 10, done: 10, failed: 0, running: 0, doneNow: 10, elapsedMs: 1_000 })).toBe(
    '[████████████████████] 10/10 rows, 0 failed, 0 running, 10/s',
  );
  expect(progressLine({ rows: 0, done: 0, failed: 0, running: 0, doneNow: 0, elapsedMs: 5 })).toBe(
    '[████████████████████] 0/0 rows, 0 failed, 0 running',
  );
});

const far = { rows: 10_000, done: 4_500, failed: 20, running: 8, doneNow: 2_500, elapsedMs: 5_000_000 };

test.each([
  [200, '[█████████░░░░░░░░░░░] 4500/10000 rows, 20 failed, 8 running, 30/min, 3 h 3 min left'],
  [79, '[██████░░░░░░░░░] 4500/10000 rows, 20 failed, 8 running, 30/min, 3 h 3 min left'],
  [65, '4500/10000 rows, 20 failed, 8 running, 30/min, 3 h 3 min left'],
  [60, '4500/10000 rows, 20 failed, 8 running, 3 h 3 min left'],
  [39, '4500/10000, 20 failed, 3 h 3 min left'],
])('in %d columns the time left and what failed go last', (columns, line) => {
  expect(progressLine(far, columns)).toBe(line);
});

test.each([
  [0.1, '100/s'],
  [0.0015, '1.5/s'],
  [0.001, '1/s'],
  [1 / 120_000, '30/h'],
  [1 / 40_000, '1.5/min'],
])('%f a millisecond is %s', (perMs, text) => {
  expect(rateText(perMs)).toBe(text);
});

test.each([
  [400, '0 s'],
  [59_499, '59 s'],
  [59_600, '1 min'],
  [185_000, '3 min 5 s'],
  [3_600_000, '1 h'],
  [7_800_000, '2 h 10 min'],
])('%d ms is %s', (durationMs, text) => {
  expect(durationText(durationMs)).toBe(text);
});
