import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { repositoryRoot } from '../project/linked-project.ts';
import { MADE_PAGES } from './made/made-pages.ts';

// Dozens of commands and a compiler: seconds on a machine of its own, much more beside other tests.
vi.setConfig({ testTimeout: 120_000 });

// In a process of its own, as it is done by hand: here, configs would be loaded by the test runner.
test.each(MADE_PAGES)('$path is what `pnpm make-docs` writes', ({ path }) => {
  const main = join(repositoryRoot, 'test/docs/made/main.ts');
  const { stdout, stderr } = spawnSync(process.execPath, [main, '--check', path], { cwd: repositoryRoot, encoding: 'utf8' });
  expect(stdout + stderr).toBe('');
});
