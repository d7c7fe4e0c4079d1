/** How the work grows with the workflows, in function calls: a quadratic step would show here on any machine. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 120_000 });

const counted = new Map<string, Promise<number>>();

function callsOf(kind: 'cold' | 'noop', count: number): Promise<number> {
  const args = [join(import.meta.dirname, 'count-calls.ts'), String(count), kind];
  const id = args.join(' ');
  const calls =
    counted.get(id) ??
    promisify(execFile)(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: '' } }).then(({ stdout }) => Number(stdout));
  counted.set(id, calls);
  return calls;
}

test('a cold run makes calls in proportion to the workflows', async () => {
  const [ten, forty] = [await callsOf('cold', 10), await callsOf('cold', 40)];
  expect(forty / ten).toBeGreaterThan(2);
  expect(forty / ten).toBeLessThan(4);
});

test('a run that finds nothing new does so too, with a small share of the calls', async () => {
  const [ten, forty, cold] = [await callsOf('noop', 10), await callsOf('noop', 40), await callsOf('cold', 40)];
  expect(forty / ten).toBeLessThan(4);
  expect(forty / cold).toBeLessThan(0.1);
});
