import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { readWorkflowFile, type RawVariable, type RawWorkflow } from '../workflows/workflows.ts';
import { repositoryRoot } from '../project/linked-project.ts';
import type { Contexts } from './expressions.ts';
import { startGitProject, type GitProject } from './git-project.ts';
import { readAction, runAction, type ActionResult } from './run-action.ts';

/** The steps of `action.yml`, run for real: their bash, GitHub's own expressions, the real command, git, the local operator, and a `gh` that only pretends. */

// The scripts are for the Linux and macOS runners that the page names: on Windows `bash` is whichever comes first.
const isRunner = process.platform !== 'win32';
// Nights are long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const action = readAction(join(repositoryRoot, 'action.yml'));
const BRANCH = 'opus-codegen/drift';
let project: GitProject;

let firstNight: ActionResult;

beforeAll(async () => {
  project = await startGitProject();
  project.edit(addRequired);
  firstNight = await watch();
  project.keep('first night');
}, 120_000);
afterAll(() => project[Symbol.asyncDispose]());
beforeEach(() => project.reset());

/** Breaking drift that the watch has opened its pull request for. */
function afterFirstNight(): void {
  project.reset('first night');
  project.edit(addRequired);
}

const onPullRequest = (headRepository: string, actor = 'ada'): Contexts => ({
  event_name: 'pull_request',
  repository: 'acme/app',
  actor,
  ref_name: '12/merge',
  token: 'ghs_fake',
  event: { pull_request: { head: { repo: { full_name: headRepository } } } },
});
const onSchedule: Contexts = {
  event_name: 'schedule',
  repository: 'acme/app',
  actor: 'ada',
  ref_name: 'main',
  token: 'ghs_fake',
  event: {},
};

function run(github: Contexts, inputs: Readonly<Record<string, string>> = {}): Promise<ActionResult> {
  const { workspace, binFolder, env, command } = project;
  const key = { 'service-key': project.operator.serviceKey };
  return runAction(action, { workspace, binFolder, env, github, with: { command, ...key, ...inputs } });
}

/** A night: a fresh checkout, and the watch. */
function watch(inputs: Readonly<Record<string, string>> = {}): Promise<ActionResult> {
  project.checkOut();
  return run(onSchedule, { mode: 'watch', 'confirm-after-seconds': '0', ...inputs });
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

function addOptional(workflow: RawWorkflow): void {
  addRequired(workflow);
  Object.assign(workflow.jobPayloadSchema['workflow_input_c0stc3ntr'] ?? {}, { is_nullable: true });
}

const outage = { call: 'getWorkflow', kind: 'rateLimit', via: 'body', hintSeconds: 0, times: Infinity } as const;

describe.runIf(isRunner)('check', () => {
  test('no drift: green, with a report', async () => {
    const result = await run(onPullRequest('acme/app'));
    expect(result).toMatchObject({ exitCode: 0, ran: ['look'], outputs: { state: 'clean', 'exit-code': '0', 'pull-request': '' } });
    expect(result.log).toContain('2 of 2 verified');
    expect(result.summary).toContain('2 of 2 verified');
    expect(result.outputs['report']).toMatch(/report\.md$/);
  });

  test('breaking drift: red with 20, annotated and in the summary', async () => {
    project.edit(addRequired);
    const result = await run(onPullRequest('acme/app'));
    expect(result).toMatchObject({ exitCode: 20, ran: ['look'], outputs: { state: 'drift', 'exit-code': '20' } });
    expect(result.log).toMatch(/^::error file=opus\.lock\.json,line=\d+,col=\d+,title=invoice\.inputs\.costCentre/m);
    expect(result.summary).toContain('**breaking**');
  });

  test('a fork without the key: files only, no socket, green', async () => {
    const result = await run(onPullRequest('mallory/app'), { 'service-key': '', impact: 'true', remote: 'auto' });
    expect(result).toMatchObject({ exitCode: 0, ran: ['look'], outputs: { state: 'offline', 'exit-code': '0', report: '' } });
    expect(project.operator.requests).toEqual([]);
  });

  test('a fork without the key that forgot to regenerate: red with 21', async () => {
    writeFileSync(join(project.workspace, 'src/opus/index.ts'), '');
    const result = await run(onPullRequest('mallory/app'), { 'service-key': '' });
    expect(result).toMatchObject({ exitCode: 21, outputs: { state: 'offline', 'exit-code': '21' } });
  });

  test('a bot that is given no secrets is treated like a fork', async () => {
    const result = await run(onPullRequest('acme/app', 'dependabot[bot]'), { 'service-key': '' });
    expect(result).toMatchObject({ exitCode: 0, outputs: { state: 'offline' } });
  });

  test('nobody else may lack the key: red with 31, never green', async () => {
    for (const github of [onPullRequest('acme/app'), onSchedule]) {
      project.checkOut();
      const result = await run(github, { 'service-key': '' });
      expect(result).toMatchObject({ exitCode: 31, outputs: { state: 'unknown', 'exit-code': '31' } });
    }
  });

  test('an outage: red with 30, and neither drift nor clean', async () => {
    project.operator.fault(outage);
    const result = await run(onPullRequest('acme/app'));
    expect(result).toMatchObject({ exitCode: 30, outputs: { state: 'unknown', 'exit-code': '30' } });
    expect(result.log).toContain('::error title=opus-codegen::Could not look (exit 30). Whether anything changed is unknown.');
  });

  test('an outage that nobody need wait for: green, and not called clean', async () => {
    project.operator.fault(outage);
    const result = await run(onPullRequest('acme/app'), { remote: 'auto' });
    expect(result).toMatchObject({ exitCode: 0, outputs: { state: 'unknown', 'exit-code': '0' } });
    expect(result.log).toContain('2 NOT VERIFIED');
  });

  test('arguments and the name of the key go to the command', async () => {
    writeFileSync(
      join(project.workspace, 'opus.config.json'),
      JSON.stringify({ ...JSON.parse(project.git('show', 'HEAD:opus.config.json')), serviceKeyEnv: 'ACME_OPUS_KEY' }),
    );
    project.edit(addOptional);
    const result = await run(onPullRequest('acme/app'), {
      'service-key-env': 'ACME_OPUS_KEY',
      arguments: '--fail-on info --filter invoice',
    });
    expect(result).toMatchObject({ exitCode: 22, outputs: { state: 'drift', 'exit-code': '22' } });
    expect(result.log).toContain('0 of 1 verified · 1 drifted');
  });

  test('a config that cannot be read: red with 2', async () => {
    writeFileSync(join(project.workspace, 'opus.config.json'), '{');
    expect(await run(onPullRequest('acme/app'))).toMatchObject({ exitCode: 2, outputs: { state: 'unknown', report: '' } });
  });
});

describe.runIf(isRunner)('watch', () => {
  test('no drift and nothing open: nothing is done', async () => {
    const result = await watch();
    expect(result).toMatchObject({ exitCode: 0, ran: ['look', 'pull-request'], outputs: { state: 'clean', 'pull-request': '' } });
    expect(project.calls.map(([, verb]) => verb)).toEqual(['list']);
    expect(project.remoteBranch(BRANCH)).toBeUndefined();
  });

  test('breaking drift, seen twice: one draft with the regenerated bindings and the report', () => {
    afterFirstNight();
    expect(firstNight).toMatchObject({
      exitCode: 0,
      ran: ['look', 'confirm', 'pull-request'],
      outputs: { state: 'drift', 'exit-code': '20', 'pull-request': '1' },
    });
    expect(project.pulls).toMatchObject([
      { number: 1, state: 'open', head: BRANCH, base: 'main', isDraft: true, title: 'Opus workflows changed: 1 breaking' },
    ]);
    expect(project.pulls[0]?.body).toContain('The input "Cost Centre" (text) is new and required');
    project.git('fetch', '--quiet', 'origin', BRANCH);
    expect(project.git('diff', '--name-only', 'origin/main', 'FETCH_HEAD').split('\n')).toEqual(['opus.lock.json', 'src/opus/invoice.ts']);
    expect(project.git('show', 'FETCH_HEAD:src/opus/invoice.ts')).toContain('costCentre: string;');
  });

  test('the next night with the same drift: the same pull request, no second push, and a draft declared ready stays so', async () => {
    afterFirstNight();
    const pushed = project.remoteBranch(BRANCH);
    project.setPulls(project.pulls.map((pull) => ({ ...pull, isDraft: false })));
    expect(await watch()).toMatchObject({ exitCode: 0, outputs: { 'pull-request': '1' } });
    expect(project.remoteBranch(BRANCH)).toBe(pushed);
    expect(project.pulls).toMatchObject([{ number: 1, state: 'open', isDraft: false }]);
    expect(project.calls.map(([, verb]) => verb)).toEqual(['list', 'edit']);
  });

  test('the drift becomes harmless: pushed anew, and ready; then it goes away: closed by itself, and the branch with it', async () => {
    afterFirstNight();
    const pushed = project.remoteBranch(BRANCH);
    project.edit(addOptional);
    await watch();
    expect(project.remoteBranch(BRANCH)).not.toBe(pushed);
    expect(project.pulls).toMatchObject([{ number: 1, isDraft: false, title: 'Opus workflows changed: 1 info' }]);

    project.edit((workflow) => delete workflow.jobPayloadSchema['workflow_input_c0stc3ntr']);
    expect(await watch()).toMatchObject({ exitCode: 0, outputs: { state: 'clean', 'pull-request': '' } });
    const comment = 'The drift is gone, or was accepted.';
    expect(project.pulls).toMatchObject([{ number: 1, state: 'closed', comment }]);
    expect(project.remoteBranch(BRANCH)).toBeUndefined();
  });

  test('not the same when looked at again: nobody is bothered', async () => {
    project.edit(addRequired);
    let looks = 0;
    project.operator.fault({
      call: 'getWorkflow',
      kind: 'body',
      times: Infinity,
      match: ({ path }) => path.includes('B9uGJfZ3CFwOdMKH'),
      body: (real) => {
        looks += 1;
        const workflow = real as RawWorkflow; // what the operator serves
        if (looks > 1) delete workflow.jobPayloadSchema['workflow_input_p0nr71x2c'];
        return workflow;
      },
    });
    const result = await watch();
    expect(result).toMatchObject({ exitCode: 0, ran: ['look', 'confirm'], outputs: { 'pull-request': '' } });
    expect(result.log).toContain('somebody is at work');
    expect(project.pulls).toEqual([]);
    expect(project.remoteBranch(BRANCH)).toBeUndefined();
  });

  test('an outage: red, and an open pull request stays as it is', async () => {
    afterFirstNight();
    const [pulls, branch] = [project.pulls, project.remoteBranch(BRANCH)];
    project.operator.fault(outage);
    const result = await watch({ remote: 'auto' });
    expect(result).toMatchObject({ exitCode: 30, ran: ['look'], outputs: { state: 'unknown' } });
    expect(project.calls).toEqual([]);
    expect([project.pulls, project.remoteBranch(BRANCH)]).toEqual([pulls, branch]);
  });

  test('an outage of one workflow: the drift of the other is told, and the night is red; nothing is closed', async () => {
    project.operator.fault({ ...outage, match: ({ path }) => path.includes('Zt8TypesAllEight') });
    expect(await watch()).toMatchObject({ exitCode: 30, ran: ['look'], outputs: { state: 'unknown' } });
    project.edit(addRequired);
    const result = await watch();
    expect(result).toMatchObject({
      exitCode: 30,
      ran: ['look', 'confirm', 'pull-request'],
      outputs: { state: 'drift', 'pull-request': '1' },
    });
    expect(result.log).toContain('1 workflows could not be looked at. Whether they changed is unknown.');
    expect(project.pulls).toMatchObject([{ state: 'open', isDraft: true }]);
  });

  test('somebody works on the branch: their commits stay, the report is new', async () => {
    afterFirstNight();
    project.git('fetch', '--quiet', 'origin', BRANCH);
    project.git('checkout', '--quiet', '-B', 'mine', 'FETCH_HEAD');
    writeFileSync(join(project.workspace, 'call-site.ts'), 'export {};\n');
    project.git('add', '.');
    project.git('commit', '--quiet', '--message', 'Pass the cost centre');
    project.git('push', '--quiet', 'origin', `HEAD:refs/heads/${BRANCH}`);
    const theirs = project.remoteBranch(BRANCH);
    project.edit((workflow) => delete workflow.jobPayloadSchema['workflow_input_p0nr71x2c']);
    const result = await watch();
    expect(result).toMatchObject({ exitCode: 0, outputs: { 'pull-request': '1' } });
    expect(project.remoteBranch(BRANCH)).toBe(theirs);
    expect(project.pulls[0]?.title).toBe('Opus workflows changed: 2 breaking');
    project.edit((workflow) => Object.assign(workflow, { jobPayloadSchema: untouched() }));
    await watch();
    expect(project.pulls[0]?.state).toBe('closed');
    expect(project.remoteBranch(BRANCH)).toBe(theirs);
  });

  test('main moves on, the drift is the same: nothing is pushed again', async () => {
    afterFirstNight();
    const pushed = project.remoteBranch(BRANCH);
    writeFileSync(join(project.workspace, 'README.md'), 'More.\n');
    project.git('add', '.');
    project.git('commit', '--quiet', '--message', 'More');
    project.git('push', '--quiet', 'origin', 'main');
    await watch();
    expect(project.remoteBranch(BRANCH)).toBe(pushed);
  });

  test("a stranger's pull request from a branch of the same name is left alone", async () => {
    const stranger = {
      number: 1,
      state: 'open',
      head: BRANCH,
      base: 'main',
      title: 't',
      body: 'b',
      isDraft: false,
      isCrossRepository: true,
    } as const;
    project.setPulls([stranger]);
    await watch();
    expect(project.pulls).toEqual([stranger]);
    expect(project.calls.map(([, verb]) => verb)).toEqual(['list']);
  });

  test('files changed before the watch began are not swept along', async () => {
    project.edit(addRequired);
    project.checkOut();
    writeFileSync(join(project.workspace, 'opus.config.json'), project.git('show', 'HEAD:opus.config.json').replace('./src', 'src'));
    const result = await run(onSchedule, { mode: 'watch', 'confirm-after-seconds': '0' });
    expect(result.exitCode).toBe(2);
    expect(result.log).toContain('Tracked files were changed before the watch began');
    expect(project.remoteBranch(BRANCH)).toBeUndefined();
  });

  test('a workflow that is gone leaves nothing to regenerate: red with 20', async () => {
    project.operator.removeWorkflow('B9uGJfZ3CFwOdMKH');
    const result = await watch();
    expect(result).toMatchObject({ exitCode: 20, outputs: { state: 'drift', 'pull-request': '' } });
    expect(project.pulls).toEqual([]);
  });
});

test.runIf(isRunner)('the key is nowhere in log, summary, pull request or history', () => {
  afterFirstNight();
  project.git('fetch', '--quiet', 'origin', `${BRANCH}:drift`);
  const { log, summary } = firstNight;
  const told = [log, summary, JSON.stringify(project.pulls), project.git('log', '-p', '--all')];
  expect(told.filter((text) => text.includes(project.operator.serviceKey))).toEqual([]);
});

function untouched(): RawWorkflow['jobPayloadSchema'] {
  return readWorkflowFile('invoice').jobPayloadSchema;
}
