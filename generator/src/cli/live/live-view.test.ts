import { Writable } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { liveView } from './live-view.ts';

const evil = 'a\u001b[2J\nb';

test('on a terminal a last line moves below those that stay, by itself every second, and is gone at the end', () => {
  vi.useFakeTimers();
  try {
    let text = '';
    const write = (chunk: unknown, _encoding: unknown, done: () => void): void => {
      text += String(chunk);
      done();
    };
    const stream = Object.assign(new Writable({ decodeStrings: false, write }), { columns: 80, rows: 24, isTTY: true });
    const taken = (): string => {
      const seen = text;
      text = '';
      return seen;
    };
    const view = liveView(stream as unknown as NodeJS.WriteStream); // as much of one as is used
    let count = 0;
    view.show(() => `done ${count}`);
    expect(taken()).toContain('done 0');
    count = 1;
    vi.advanceTimersByTime(1_000);
    expect(taken()).toContain('done 1');
    view.say(evil);
    expect(taken()).toMatch(/a\\u\{1b\}\[2J⏎b\n.*done 1/s);
    view.show(() => 'x'.repeat(200));
    expect(taken()).toContain(`${'x'.repeat(78)}…`);
    view.show((columns) => `fits ${columns}`);
    expect(taken()).toContain('fits 79');
    view.news('not said twice');
    expect(taken()).not.toContain('not said twice');
    view.end();
    taken();
    vi.advanceTimersByTime(5_000);
    expect(taken()).toBe('');
  } finally {
    vi.useRealTimers();
  }
});
