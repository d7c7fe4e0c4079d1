import { expect, test } from 'vitest';
import { plainProgress, silentProgress } from './progress.ts';
import type { Progress } from '../generate/run-context.ts';

function tellSomething(progress: Progress): void {
  const task = progress.begin('Reading workflows', 3);
  for (const item of ['invoice', 'sampler', 'gone']) task.start(item);
  task.step('invoice');
  task.note('sampler', 'SERVER_ERROR, asking again in 0.5 s');
  task.note('sampler', 'SERVER_ERROR, asking again in 1.0 s');
  task.step('sampler\u001b[2J');
  task.step('gone', 'HTTP 404');
  task.end();
  progress.begin('Compiling').end();
  progress.note('Waiting for another run');
}

function logged(verbose: boolean): string {
  let text = '';
  tellSomething(plainProgress((more) => (text += more), verbose));
  return text;
}

test('a log has a line for each beginning and for what was out of the ordinary, and everything when asked', () => {
  expect(logged(false)).toBe('Reading workflows (3)\nReading workflows: 1 asked again, 1 failed\nCompiling\nWaiting for another run\n');
  expect(logged(true)).toBe(`Reading workflows (3)
  invoice
  sampler: SERVER_ERROR, asking again in 0.5 s
  sampler: SERVER_ERROR, asking again in 1.0 s
  sampler\\u{1b}[2J
  gone failed: HTTP 404
Reading workflows: 1 asked again, 1 failed
Compiling
Waiting for another run
`);
});

test('quiet says nothing', () => {
  expect(() => tellSomething(silentProgress)).not.toThrow();
});
