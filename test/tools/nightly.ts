/**
 * `pnpm nightly`: the property tests of what is generated, of what drifts and of odd answers, with 10,000 random cases each where `pnpm test` takes 500.
 * `NUM_RUNS` sets another number, arguments go to vitest (`pnpm nightly generator/src/emit`). Each night draws other cases; `SEED` repeats one.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { binOf } from './bin-of.ts';

const root = join(import.meta.dirname, '../..');
const folders = [
  ...['config-edit', 'emit', 'names', 'types', 'plan'].map((room) => `generator/src/${room}/`),
  'packages/schema/src/lockfile/',
];
const args = process.argv.slice(2);
const seed = process.env['SEED'] ?? String(Math.trunc(Math.random() * 2 ** 31));
console.log(`SEED=${seed}`);

const { status } = spawnSync(
  process.execPath,
  [
    binOf('vitest'),
    'run',
    '--testTimeout=3600000',
    ...(args.length > 0 ? args : [...folders, 'test/compile/random', 'test/drift/', 'test/faults/odd-answers']),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NUM_RUNS: process.env['NUM_RUNS'] ?? '10000', SEED: seed },
  },
);
process.exitCode = status ?? 1;
