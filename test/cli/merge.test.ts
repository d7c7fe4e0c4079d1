/** Two branches that both regenerated, as Git merges them. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { startCliProject } from './harness.ts';

test('a conflict is told for what it is, in the lockfile and in the files, and is over when a side is kept of both', async () => {
  await using project = await startCliProject({ keys: ['invoice'], generated: true });
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', '-c', 'core.autocrlf=false', ...args], {
      cwd: project.folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const renamed = async (name: string): Promise<void> => {
    project.write({ 'opus.lock.json': project.read('opus.lock.json').replace('"poNumber"', `"${name}"`) });
    expect((await project.run(['--frozen'])).code).toBe(0);
    git('commit', '--quiet', '--all', '--message', name);
  };
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'generated');
  git('checkout', '--quiet', '-b', 'other');
  await renamed('orderNumber');
  git('checkout', '--quiet', 'main');
  await renamed('order');
  expect(() => git('merge', 'other')).toThrow('Command failed');

  expect((await project.run([])).stderr).toMatch(/^error OPUS2002 .*\n.*\n.*\n {2}fix Keep either side, of the generated files, too /m);
  git('checkout', '--theirs', 'opus.lock.json');
  const generate = await project.run([]);
  expect(generate.code).toBe(23);
  expect(generate.stderr).toMatch(/error OPUS5001 invoice\.ts holds merge conflict markers\.\n.*\n.*\n {2}fix Keep either side /);
  const check = await project.run(['check', '--offline']);
  expect(check.code).toBe(21);
  expect(check.stdout).toMatch(/error OPUS5012 invoice\.ts holds merge conflict markers\.\n/);

  git('checkout', '--theirs', 'opus.lock.json', 'opus');
  expect((await project.run([])).code).toBe(0);
  expect(project.read('opus/invoice.ts')).toContain('orderNumber: string;');
  expect((await project.run(['check'])).code).toBe(0);
});
