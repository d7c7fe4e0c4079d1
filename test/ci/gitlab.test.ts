import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { RawVariable, RawWorkflow } from '../workflows/workflows.ts';
import { repositoryRoot } from '../project/linked-project.ts';
import { startGitProject, type GitProject } from './git-project.ts';
import { bash, type BashResult } from './run-action.ts';

/** The scripts of docs/ci/gitlab.yml, run for real against the local operator and a remote; `curl` and `npx` only pretend. */

interface MergeRequest {
  readonly iid: number;
  readonly state: 'opened' | 'closed';
  readonly title: string;
  readonly description: string;
  readonly source_branch: string;
}

// On Windows `bash` is whichever comes first.
const isRunner = process.platform !== 'win32';
const BRANCH = 'opus-codegen/drift';
const pipeline = parse(readFileSync(join(repositoryRoot, 'docs/ci/gitlab.yml'), 'utf8')) as Readonly<
  Record<'opus-check' | 'opus-watch', { readonly script: readonly string[]; readonly variables?: Readonly<Record<string, string>> }>
>; // recipes.test.ts looks at its shape

let project: GitProject;

beforeAll(async () => {
  project = await startGitProject();
}, 120_000);
afterAll(() => project[Symbol.asyncDispose]());
beforeEach(() => {
  project.reset();
  for (const path of [statePath(), callsPath()]) rmSync(path, { force: true });
});

const statePath = (): string => join(dirname(project.workspace), 'merges.json');
const callsPath = (): string => join(dirname(project.workspace), 'curl-calls.jsonl');

function merges(): readonly MergeRequest[] {
  return existsSync(statePath()) ? (JSON.parse(readFileSync(statePath(), 'utf8')) as readonly MergeRequest[]) : []; // fake-curl.mjs wrote it
}

/** Runs a job's script as GitLab's runner does, with the variables it sets. */
function run(job: 'opus-check' | 'opus-watch', env: Readonly<Record<string, string>> = {}): Promise<BashResult> {
  project.checkOut();
  const remote = join(dirname(project.workspace), 'remote.git');
  project.git('config', '--global', 'url.file://' + remote + '.insteadOf', 'https://opus-watch:glpat-fake@gitlab.test:443/acme/app.git');
  const { script, variables = {} } = pipeline[job];
  const scriptPath = join(dirname(project.workspace), `${job}.sh`);
  // What stops compiling costs seconds a look, and is no matter of the nights.
  writeFileSync(scriptPath, script.join('\n').replaceAll(job === 'opus-watch' ? ' --impact' : '\0', ''));
  return bash(scriptPath, {
    cwd: project.workspace,
    env: {
      PATH: `${project.binFolder}:${process.env['PATH'] ?? ''}`,
      ...project.env,
      ...variables,
      CONFIRM_AFTER_SECONDS: '0',
      FAKE_GITLAB_STATE: statePath(),
      FAKE_GITLAB_CALLS: callsPath(),
      OPUS_SERVICE_KEY: project.operator.serviceKey,
      OPUS_WATCH_TOKEN: 'glpat-fake',
      CI_API_V4_URL: 'https://gitlab.test/api/v4',
      CI_SERVER_PROTOCOL: 'https',
      CI_SERVER_HOST: 'gitlab.test',
      CI_SERVER_PORT: '443',
      CI_PROJECT_PATH: 'acme/app',
      CI_PROJECT_ID: '7',
      CI_DEFAULT_BRANCH: 'main',
      CI_MERGE_REQUEST_PROJECT_ID: '7',
      CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '7',
      ...env,
    },
  });
}

function addRequired(workflow: RawWorkflow): void {
  const costCentre: RawVariable = {
    variable_name: 'workflow_input_c0stc3ntr',
    display_name: 'Cost Centre',
    type: 'str',
    is_nullable: false,
  };
  workflow.jobPayloadSchema['workflow_input_c0stc3ntr'] = costCentre;
}

const outage = { call: 'getWorkflow', kind: 'rateLimit', via: 'body', hintSeconds: 0, times: Infinity } as const;

test.runIf(isRunner)('a merge request: green without drift, 20 with; a fork is checked offline; others need the key', async () => {
  expect(await run('opus-check')).toMatchObject({ exitCode: 0, log: expect.stringContaining('2 of 2 verified') });
  project.operator.clearRequests();
  const fork = { OPUS_SERVICE_KEY: '', CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '8' };
  expect(await run('opus-check', fork)).toMatchObject({ exitCode: 0, log: expect.stringContaining('The service was not asked.') });
  expect(project.operator.requests).toEqual([]);
  project.edit(addRequired);
  expect(await run('opus-check')).toMatchObject({ exitCode: 20 });
  expect(readFileSync(join(project.workspace, 'gl-code-quality-report.json'), 'utf8')).toContain('opus-codegen/variable-added-required');
  expect(existsSync(join(project.workspace, 'opus-junit.xml'))).toBe(true);
});

test.runIf(isRunner)(
  'nights: opened as a draft, kept, left alone in an outage, closed by itself',
  async () => {
    expect(await run('opus-watch')).toMatchObject({ exitCode: 0 });
    expect(merges()).toEqual([]);

    project.edit(addRequired);
    expect(await run('opus-watch')).toMatchObject({ exitCode: 0 });
    const [opened] = merges();
    expect(opened).toMatchObject({
      iid: 1,
      state: 'opened',
      source_branch: BRANCH,
      title: 'Draft: Opus workflows changed: 1 breaking, 0 warning, 0 info',
      description: expect.stringContaining('The input "Cost Centre" (text) is new and required'),
    });
    const pushed = project.remoteBranch(BRANCH);
    expect(pushed).toBeDefined();

    expect(await run('opus-watch')).toMatchObject({ exitCode: 0 });
    expect(merges()).toEqual([opened]);
    expect(project.remoteBranch(BRANCH)).toBe(pushed);

    project.operator.fault(outage);
    const night = await run('opus-watch');
    expect(night).toMatchObject({ exitCode: 30, log: expect.stringContaining('Whether anything changed is unknown.') });
    expect([merges(), project.remoteBranch(BRANCH)]).toEqual([[opened], pushed]);

    project.operator.clearFaults();
    project.edit((workflow) => delete workflow.jobPayloadSchema['workflow_input_c0stc3ntr']);
    expect(await run('opus-watch')).toMatchObject({ exitCode: 0 });
    expect(merges()).toMatchObject([{ iid: 1, state: 'closed' }]);
    expect(project.remoteBranch(BRANCH)).toBeUndefined();
  },
  120_000,
);
