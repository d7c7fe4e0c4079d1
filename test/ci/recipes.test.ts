import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { repositoryRoot } from '../project/linked-project.ts';
import { loadGithubParser, type GithubParser } from './github-parser.ts';
import { readAction } from './run-action.ts';

/** The recipes of docs/ci and the action, by GitHub's own parser and by the rules of docs/ci/README.md. */

const read = (path: string): string => readFileSync(join(repositoryRoot, path), 'utf8');
const workflows = globSync('docs/ci/github-*.yml', { cwd: repositoryRoot })
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted();
const action = readAction(join(repositoryRoot, 'action.yml'));
const page = read('docs/ci/README.md');

interface WorkflowFile {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, { readonly 'timeout-minutes'?: number; readonly steps: readonly WorkflowStep[] }>>;
}

interface WorkflowStep {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

function workflowFile(path: string): WorkflowFile {
  return parse(read(path)) as WorkflowFile; // GitHub's parser has something to say about its shape, below
}

function stepsOf(path: string): readonly WorkflowStep[] {
  return Object.values(workflowFile(path).jobs).flatMap(({ steps }) => steps);
}

describe("GitHub's own parser", () => {
  let errorsIn: GithubParser;

  beforeAll(async () => {
    errorsIn = await loadGithubParser();
  });

  test('finds what is wrong, so that its silence means something', () => {
    expect(errorsIn.workflow('bad.yml', read('docs/ci/github-nightly.yml').replace('runs-on', 'run-on'))).not.toEqual([]);
    expect(errorsIn.action('bad.yml', read('action.yml').replace('shell: bash', 'shel: bash'))).not.toEqual([]);
    expect(errorsIn.action('bad.yml', read('action.yml').replace('inputs.mode }}', 'inptus.mode }}'))).not.toEqual([]);
  });

  test.each(workflows)('takes %s', (path) => {
    expect(errorsIn.workflow(path, read(path))).toEqual([]);
  });

  test('takes action.yml', () => {
    expect(errorsIn.action('action.yml', read('action.yml'))).toEqual([]);
  });
});

describe.each(workflows)('%s', (path) => {
  test('gives secrets to nobody but the action', () => {
    const { on, jobs } = workflowFile(path);
    expect(Object.keys(on)).not.toContain('pull_request_target');
    const text = JSON.stringify(jobs);
    expect(text.match(/secrets\.\w+/g)).toEqual(['secrets.OPUS_SERVICE_KEY']);
    const uses = stepsOf(path).find((step) => step.uses?.includes('/opus-codegen@') === true);
    expect(uses?.with?.['service-key']).toBe('${{ secrets.OPUS_SERVICE_KEY }}');
  });

  test('asks for the least it needs', () => {
    const isWatch = stepsOf(path).some((step) => step.with?.['mode'] === 'watch');
    expect(workflowFile(path).permissions).toEqual(isWatch ? { contents: 'write', 'pull-requests': 'write' } : { contents: 'read' });
    // A token that nothing needs is not left lying in .git/config.
    const checkout = stepsOf(path).find((step) => step.uses?.startsWith('actions/checkout@') === true);
    expect(checkout?.with?.['persist-credentials']).toBe(isWatch ? undefined : false);
    expect(workflowFile(path).concurrency !== undefined).toBe(isWatch);
    expect(Object.values(workflowFile(path).jobs).map((job) => job['timeout-minutes'])).not.toContain(undefined);
  });

  test('pins actions by their major version, and puts no expression into a script', () => {
    const uses = stepsOf(path).flatMap((step) => step.uses ?? []);
    expect(uses.filter((name) => !/^[\w-]+\/[\w-]+@v\d+$/.test(name))).toEqual([]);
    expect(stepsOf(path).flatMap((step) => (step.run?.includes('${{') === true ? [step.run] : []))).toEqual([]);
  });

  test('uses inputs that the action has', () => {
    const given = stepsOf(path).flatMap((step) => (step.uses?.includes('/opus-codegen@') === true ? Object.keys(step.with ?? {}) : []));
    expect(given.filter((name) => !(name in action.inputs))).toEqual([]);
  });
});

describe('action.yml', () => {
  test('puts no expression into a script, and traces none', () => {
    for (const { run } of action.runs.steps) expect(/\$\{\{|set -\w*x|xtrace/.exec(run)).toBeNull();
  });

  test('is described on the page, input by input and output by output', () => {
    const rows = [...page.matchAll(/^\| `([\w-]+)` +\| (?:`(.*?)`)? *\| \S.*\|$/gm)].map(
      ([, name, fallback = '']) => [name, fallback] as const,
    );
    const inputs = Object.entries(action.inputs).map(([name, { default: fallback = '' }]) => [name, fallback] as const);
    expect(rows.filter(([name]) => name !== undefined && name in action.inputs)).toEqual(inputs);
    const described = [...page.matchAll(/^\| `([a-z][a-z-]+)` +\| \S[^|]*\|$/gm)].map(([, name]) => name);
    expect(described.filter((name) => name !== undefined && !(name in action.inputs))).toEqual(Object.keys(action.outputs));
  });
});

test('every recipe is on the page', () => {
  const recipes = globSync('docs/ci/*.yml', { cwd: repositoryRoot }).map((path) => path.replaceAll('\\', '/').replace('docs/ci/', ''));
  expect(recipes.filter((name) => !page.includes(`](${name})`))).toEqual([]);
});

describe('gitlab.yml', () => {
  const pipeline = parse(read('docs/ci/gitlab.yml')) as Readonly<Record<string, GitlabJob>>; // its shape is what is tested

  interface GitlabJob {
    readonly extends?: string;
    readonly rules?: readonly { readonly if: string }[];
    readonly script?: readonly string[];
    readonly before_script?: readonly string[];
    readonly artifacts?: { readonly when: string; readonly reports: Readonly<Record<string, string>> };
    readonly resource_group?: string;
  }

  test('has one job for merge requests and one for the schedule, told apart by their rules', () => {
    expect(Object.keys(pipeline)).toEqual(['.opus', 'opus-check', 'opus-watch']);
    expect(pipeline['opus-check']?.rules?.map((rule) => rule.if)).toEqual([
      '$CI_PIPELINE_SOURCE == "merge_request_event"',
      '$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
    ]);
    expect(pipeline['opus-watch']?.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "schedule"' }]);
    expect(pipeline['opus-watch']?.resource_group).toBe('opus-watch');
  });

  test('hands over the reports that the command was told to write, also of a red job', () => {
    const { artifacts, script = [] } = pipeline['opus-check'] ?? {};
    expect(artifacts).toEqual({ when: 'always', reports: { codequality: 'gl-code-quality-report.json', junit: 'opus-junit.xml' } });
    expect(script.at(-1)).toContain('--report gitlab=gl-code-quality-report.json --report junit=opus-junit.xml');
  });

  // On Windows `bash` is whichever comes first.
  test.runIf(process.platform !== 'win32')('is bash that parses', () => {
    for (const job of Object.values(pipeline)) {
      const script = [...(job.before_script ?? []), ...(job.script ?? [])].join('\n');
      expect(execFileSync('bash', ['-n'], { input: script, encoding: 'utf8' })).toBe('');
    }
  });
});
