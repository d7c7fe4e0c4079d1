/** This repository's own pipelines: where it is tested, and how it is published. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { repositoryRoot } from '../project/linked-project.ts';
import { loadGithubParser } from './github-parser.ts';

const read = (path: string): string => readFileSync(join(repositoryRoot, path), 'utf8');
const workflows = globSync('.github/workflows/*.yml', { cwd: repositoryRoot })
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted();

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
  readonly steps: readonly { readonly uses?: string; readonly run?: string; readonly with?: Readonly<Record<string, unknown>> }[];
}

const workflow = (path: string): Workflow => parse(read(path)) as Workflow; // GitHub's parser has something to say about its shape, below

function job(path: string, name: string): Job {
  const found = workflow(path).jobs[name];
  if (found === undefined) throw new Error(`${path} has no job ${name}`);
  return found;
}

test('there is one to test and one to release, and GitHub takes both', async () => {
  const errorsIn = await loadGithubParser();
  expect(workflows).toEqual(['.github/workflows/ci.yml', '.github/workflows/release.yml']);
  expect(workflows.flatMap((path) => errorsIn.workflow(path, read(path)))).toEqual([]);
  expect(errorsIn.workflow('bad.yml', read('.github/workflows/release.yml').replace('runs-on', 'run-on'))).not.toEqual([]);
});

test.each(workflows)('%s may read the code and no more where its jobs do not say otherwise, and ends in time', (path) => {
  const { permissions, jobs } = workflow(path);
  expect(permissions).toEqual({ contents: 'read' });
  for (const each of Object.values(jobs)) expect(each['timeout-minutes']).toBeLessThanOrEqual(40);
});

test('what is promised is tested: three systems, three versions of Node.js, by the command of the README', () => {
  const { strategy, steps } = job('.github/workflows/ci.yml', 'test');
  expect(strategy?.matrix).toEqual({ os: ['ubuntu-latest', 'macos-latest', 'windows-latest'], node: [22, 24, 26] });
  expect(steps.map(({ run }) => run)).toContain('npx -y pnpm@12 test');
});

test('a release is published by identity: without any token, after everything passed, from nothing that was cached', () => {
  const text = read('.github/workflows/release.yml');
  const { permissions, steps } = job('.github/workflows/release.yml', 'release');
  expect(permissions).toEqual({ contents: 'write', 'pull-requests': 'write', 'id-token': 'write' });
  expect(text.match(/secrets\.\w+/g)).toEqual(['secrets.GITHUB_TOKEN']);
  // It would write a token's place into .npmrc, which is then preferred to the identity.
  expect(text).not.toMatch(/registry-url|NODE_AUTH_TOKEN|NPM_TOKEN/);
  expect(steps.map(({ uses, run }) => uses ?? run)).toEqual([
    'actions/checkout@v6',
    'actions/setup-node@v6',
    'npx -y pnpm@12 test',
    'changesets/action@v1',
  ]);
  expect(steps.at(-1)?.with).toMatchObject({ version: 'npx -y pnpm@12 changeset version', publish: 'npx -y pnpm@12 release' });
  const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(read('package.json'));
  expect(scripts['release']).toBe('pnpm build && pnpm -r publish && changeset tag');
});
