/** What a changeset makes of the versions: planned by the changesets tool itself, in a copy of the manifests. */
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { repositoryRoot } from '../project/linked-project.ts';
import { binOf } from '../tools/bin-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'opus-changesets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const git = (...args: readonly string[]): void => {
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], { cwd: folder, stdio: 'ignore' });
};

interface Plan {
  readonly releases: readonly { readonly name: string; readonly type: string; readonly newVersion: string }[];
}

test('a change of one package gives all five the same next version, and none to what is private', () => {
  const manifests = globSync('{.,packages/*,runtime,generator,generated,test}/package.json', { cwd: repositoryRoot });
  for (const file of [...manifests, 'pnpm-workspace.yaml', '.changeset/config.json']) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(repositoryRoot, file), join(folder, file));
  }
  git('init', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--message', 'before');
  writeFileSync(join(folder, '.changeset/one.md'), `---\n'@opus-codegen/schema': minor\n---\n\nReads more.\n`);
  execFileSync(process.execPath, [binOf('@changesets/cli', 'changeset'), 'status', '--output', 'plan.json'], {
    cwd: folder,
    stdio: 'pipe',
  });

  const { releases }: Plan = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'));
  const released = releases.filter(({ type }) => type !== 'none');
  expect(released.map(({ name }) => name).toSorted()).toEqual(
    ['generator', 'local-operator', 'operator-api', 'runtime', 'schema'].map((name) => `@opus-codegen/${name}`),
  );
  const { version }: { readonly version: string } = JSON.parse(readFileSync(join(folder, 'packages/schema/package.json'), 'utf8'));
  const [major, minor] = version.split('.');
  expect(new Set(released.map(({ newVersion }) => newVersion))).toEqual(new Set([`${major}.${Number(minor) + 1}.0`]));
});
