import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { liveProgress, plainProgress, silentProgress } from './progress.ts';
import type { Progress } from '../generate/run-context.ts';

function tellSomething(progress: Progress): void {
  const task = progress.begin('Reading workflows', 3);
  task.step('invoice');
  task.note('sampler: SERVER_ERROR, asking again in 0.5 s');
  task.step('sampler\u001b[2J');
  task.end();
  progress.note('Waiting for another run');
}

function logged(verbose: boolean): string {
  let text = '';
  tellSomething(plainProgress((more) => (text += more), verbose));
  return text;
}

test('a log has a line for the beginning and for what is out of the ordinary, and everything when asked', () => {
  expect(logged(false)).toBe('Reading workflows (3)\nWaiting for another run\n');
  expect(logged(true)).toBe(
    'Reading workflows (3)\n  invoice\n  sampler: SERVER_ERROR, asking again in 0.5 s\n  sampler\\u{1b}[2J\nWaiting for another run\n',
  );
});

test('a terminal shows how far it is, hides no cursor, listens to no signal, and is clean at the end', async () => {
  const written: string[] = [];
  const stream = { isTTY: true, columns: 80, rows: 24, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream; // all it uses
  const listeners = process.listenerCount('SIGINT');
  tellSomething(await liveProgress(stream));
  expect(process.listenerCount('SIGINT')).toBe(listeners);
  const all = written.join('');
  expect(all).not.toContain('\u001b[?25l');
  const shown = stripVTControlCharacters(all);
  expect(shown).toContain('Reading workflows 0/3');
  expect(shown).toContain('2/3');
  expect(shown).not.toContain('\u001b');
  expect(shown).toMatch(/Waiting for another run\n$/);
});

test('quiet says nothing', () => {
  expect(() => tellSomething(silentProgress)).not.toThrow();
});
