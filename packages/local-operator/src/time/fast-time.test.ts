import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFastTime } from './fast-time.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
let answer: () => void;

beforeEach(() => {
  vi.stubGlobal('fetch', () => new Promise((resolve) => (answer = () => resolve(new Response('ok')))));
});
afterEach(() => vi.unstubAllGlobals());

test('timers fire in the order of their moments, which are what the clock then shows', async () => {
  const { clock } = createFastTime();
  const startMs = clock.now();
  const fired: (readonly [string, number])[] = [];
  const at = (name: string, delayMs: number): Promise<void> =>
    new Promise((resolve) => {
      clock.setTimer(() => {
        fired.push([name, clock.now() - startMs]);
        resolve();
      }, delayMs);
    });
  await Promise.all([at('minute', 60_000), at('now', 0), at('moment', 250), at('also a moment', 250)]);

  expect(fired).toEqual([
    ['now', 0],
    ['moment', 250],
    ['also a moment', 250],
    ['minute', 60_000],
  ]);
});

test('a timer that was cancelled, or is for never, does not fire and holds up nobody', async () => {
  const { clock } = createFastTime();
  const fired: string[] = [];
  clock.setTimer(() => fired.push('cancelled'), 10)();
  clock.setTimer(() => fired.push('never'), Infinity);
  await new Promise<void>((resolve) => clock.setTimer(resolve, 1_000));

  expect(fired).toEqual([]);
});

test('time stands still where nobody waits', async () => {
  const { clock } = createFastTime();
  const startMs = clock.now();
  for (let turns = 0; turns < 5; turns += 1) await turn();

  expect(clock.now()).toBe(startMs);
});

test('while a request is under way time is real: its limit does not run out, what hangs does in its own time', async () => {
  const { clock, fetch } = createFastTime();
  const fired: string[] = [];
  const request = fetch('http://127.0.0.1/');
  clock.setTimer(() => fired.push('limit of the request'), 30_000);
  const shortMs = performance.now();
  await new Promise<void>((resolve) => clock.setTimer(resolve, 20));

  expect(performance.now() - shortMs).toBeGreaterThanOrEqual(15);
  expect(fired).toEqual([]);
  answer();
  await request;
  await new Promise<void>((resolve) => clock.setTimer(resolve, 40_000));
  expect(fired).toEqual(['limit of the request']);
});
