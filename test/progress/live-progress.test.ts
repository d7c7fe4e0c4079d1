import { describe, expect, test } from 'vitest';
import { openScreen, type Screen } from './screen.ts';
import { liveProgress } from '../../generator/src/cli/live/live-progress.ts';
import type { Progress } from '../../generator/src/generate/run-context.ts';
import { NO_COLORS } from '../../generator/src/reports/text.ts';

interface Stage {
  readonly screen: Screen;
  readonly progress: Progress;
  /** So much later, with all the ticks in between. */
  pass(durationMs: number): void;
}

function openStage(size: Parameters<typeof openScreen>[0] = {}): Stage {
  const screen = openScreen(size);
  let nowMs = 0;
  const ticks = new Set<{ readonly periodMs: number; readonly tick: () => void }>();
  const clock = {
    now: () => nowMs,
    every: (periodMs: number, tick: () => void) => {
      const entry = { periodMs, tick };
      ticks.add(entry);
      return () => void ticks.delete(entry);
    },
  };
  return {
    screen,
    progress: liveProgress(screen.stream, NO_COLORS, clock),
    pass(durationMs) {
      for (let passedMs = 0; passedMs < durationMs; passedMs += 100) {
        nowMs += Math.min(100, durationMs - passedMs);
        for (const { tick } of ticks) tick();
      }
    },
  };
}

test('a phase shows how far it is and what it is at, and leaves one line', async () => {
  const { screen, progress, pass } = openStage();
  const task = progress.begin('Reading workflows', 3);
  task.start('invoice');
  task.start('sampler');
  pass(2_100);
  expect(await screen.lines()).toEqual(['• Reading workflows  0/3  2 s', '    invoice', '    sampler']);
  task.step('invoice');
  task.note('sampler', 'HTTP 503, asking again in 1.0 s');
  task.start('vendorCheck');
  pass(100);
  expect(await screen.lines()).toEqual([
    '• Reading workflows  1/3  1 asked again  2 s',
    '    sampler  HTTP 503, asking again in 1.0 s',
    '    vendorCheck',
  ]);
  task.step('sampler');
  task.step('vendorCheck', 'HTTP 404');
  task.end();
  expect(await screen.lines()).toEqual(['✗ Reading workflows  3/3  1 failed  1 asked again  2.2 s']);
  expect(await screen.cursor()).toEqual({ line: 1, column: 0 });
  // Told again, it says nothing more.
  task.end();
  task.step('late');
  expect(await screen.lines()).toHaveLength(1);
});

test('one phase after another: a line each for those that are over, the one that goes on below', async () => {
  const { screen, progress, pass } = openStage();
  const reading = progress.begin('Reading workflows', 1);
  reading.step('invoice');
  pass(400);
  reading.end();
  const typing = progress.begin('Typing and formatting', 2);
  typing.step('invoice.ts');
  pass(100);
  expect(await screen.lines()).toEqual(['✓ Reading workflows  1/1  0.4 s', '• Typing and formatting  1/2']);
  typing.step('index.ts');
  typing.end();
  expect(await screen.lines()).toEqual(['✓ Reading workflows  1/1  0.4 s', '✓ Typing and formatting  2/2  0.1 s']);
});

test('phases at the same time stand below each other, and what is said meanwhile above them', async () => {
  const { screen, progress, pass } = openStage();
  const first = progress.begin('First', 2);
  const second = progress.begin('Second', 2);
  first.start('a');
  second.start('b');
  pass(100);
  progress.note('Waiting for another run (process 7) to end');
  expect(await screen.lines()).toEqual(['Waiting for another run (process 7) to end', '• First  0/2', '    a', '• Second  0/2', '    b']);
  first.end();
  pass(100);
  expect(await screen.lines()).toEqual(['Waiting for another run (process 7) to end', '✗ First  0/2  0.1 s', '• Second  0/2', '    b']);
});

test('a thousand workflows, six at a time: a few lines, and no more written than an eye sees', async () => {
  const { screen, progress, pass } = openStage();
  const task = progress.begin('Reading workflows', 1_000);
  for (let index = 0; index < 1_000; index += 1) {
    task.start(`workflow${index}`);
    if (index >= 6) task.step(`workflow${index - 6}`);
    if (index % 10 === 0) pass(10);
  }
  pass(100);
  expect((await screen.lines()).length).toBe(7);
  expect(screen.written.length).toBeLessThan(30_000);
  for (let index = 994; index < 1_000; index += 1) task.step(`workflow${index}`);
  task.end();
  expect(await screen.lines()).toEqual(['✓ Reading workflows  1000/1000  1.1 s']);
});

const signals = (): number => process.listenerCount('SIGINT') + process.listenerCount('SIGTERM') + process.listenerCount('exit');

test('nothing of a terminal is changed: no cursor hidden, no signal listened to, no timer left', async () => {
  const before = signals();
  const { screen, progress } = openStage();
  const task = progress.begin('Reading workflows', 1);
  expect(screen.stream.listenerCount('resize')).toBe(1);
  task.end();
  progress.note('done');
  expect(signals()).toBe(before);
  expect(screen.stream.listenerCount('resize')).toBe(0);
  expect(screen.written).not.toContain('\u001b[?25');
  expect(screen.written).not.toContain('\u001b[?1049');
});

describe('names that are wide, long, or hostile', () => {
  test.each([
    ['wide characters', '請求書の処理ワークフロー'.repeat(10)],
    ['emoji', '👩‍👩‍👧‍👦🇯🇵✋🏽'.repeat(20)],
    ['combining marks', 'e\u0301\u0302\u0323'.repeat(100)],
    ['cursor moves and colours', '\u001b[2J\u001b[31mred\u001b[0m\u001b[10A'.repeat(5)],
    ['text that turns round', '\u202eevil\u202c\u2066x\u2069'.repeat(10)],
    ['line breaks', 'a\r\nb\nc\u2028d'.repeat(30)],
  ])('%s take one row each and leave the rest alone', async (_, name) => {
    const { screen, progress, pass } = openStage({ columns: 40 });
    progress.note('before');
    const task = progress.begin('Reading', 2);
    task.start(name);
    task.note(name, name);
    for (let times = 0; times < 5; times += 1) pass(1_000);
    const [first, second, ...rest] = await screen.lines();
    expect([first, second]).toEqual(['before', '• Reading  0/2  1 asked again  5 s']);
    expect(rest).toHaveLength(1);
    task.step(name);
    task.step(name, name);
    task.end();
    expect(await screen.lines()).toEqual(['before', '✗ Reading  2/2  1 failed  1 asked agai…']);
  });
});

describe('a terminal', () => {
  test.each([1, 2, 5, 12])('%d columns wide shows what fits, one row a line', async (columns) => {
    const { screen, progress, pass } = openStage({ columns });
    const task = progress.begin('Reading workflows', 3);
    for (const name of ['invoice', 'sampler', 'vendorCheck']) task.start(name);
    for (let times = 0; times < 3; times += 1) pass(1_000);
    expect((await screen.lines()).length).toBeLessThanOrEqual(4);
    task.end();
    expect((await screen.lines()).length).toBeLessThanOrEqual(1);
  });

  test.each([1, 2, 3, 5])('%d rows high is never scrolled away', async (rows) => {
    const { screen, progress, pass } = openStage({ rows });
    const task = progress.begin('Reading workflows', 30);
    for (let index = 0; index < 20; index += 1) task.start(`workflow${index}`);
    for (let times = 0; times < 3; times += 1) pass(1_000);
    task.end();
    expect(await screen.lines()).toEqual(['✗ Reading workflows  0/30  3.0 s']);
  });

  test.each([
    [80, 30],
    [80, 12],
    [40, 120],
  ])('that goes from %d to %d columns in the middle keeps what stood above, and shows the list once', async (from, to) => {
    const { screen, progress, pass } = openStage({ columns: from });
    progress.note('above');
    const task = progress.begin('Reading workflows', 30);
    for (let index = 0; index < 4; index += 1) task.start(`a-workflow-with-a-rather-long-name-${index}`);
    pass(1_000);
    await screen.lines();
    screen.resize(to, 24);
    pass(1_000);
    const lines = await screen.lines();
    expect(lines[0]).toBe('above');
    expect(lines).toHaveLength(6);
    expect(lines.filter((line) => line.startsWith('•'))).toHaveLength(1);
    task.end();
    expect((await screen.lines()).map((line) => line.slice(0, 4))).toEqual(['abov', '✗ Re']);
  });
});
