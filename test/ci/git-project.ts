import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startLocalOperator, type LocalOperator } from '@opus-codegen/local-operator';
import { readWorkflowFile, workflowIds, type RawWorkflow, type WorkflowKey } from '../workflows/workflows.ts';

const BIN = join(import.meta.dirname, '../../generator/bin/opus-codegen.mjs');
const KEYS: readonly WorkflowKey[] = ['invoice', 'sampler'];

export interface PullRequest {
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  readonly isDraft: boolean;
  readonly isCrossRepository?: boolean;
  readonly comment?: string;
}

/** A user's repository with generated bindings, its remote, the service, and the tools of a runner that only pretend. */
export interface GitProject extends AsyncDisposable {
  readonly operator: LocalOperator;
  readonly workspace: string;
  readonly binFolder: string;
  /** The environment of a runner: where git, gh and Node keep their things. */
  readonly env: Readonly<Record<string, string>>;
  readonly command: string;
  /** A fresh checkout of main, as each run of a pipeline begins with. */
  checkOut(): void;
  git(...args: readonly string[]): string;
  /** The commit of a branch of the remote; absent when there is no such branch. */
  remoteBranch(name: string): string | undefined;
  readonly pulls: readonly PullRequest[];
  setPulls(pulls: readonly PullRequest[]): void;
  /** The calls of `gh` since the last checkout, as `list`, `create …`. */
  readonly calls: readonly (readonly string[])[];
  edit(change: (workflow: RawWorkflow) => void): void;
  /** The service as it was, no faults; remote and pull requests as they were kept under this name, or in the beginning. */
  reset(kept?: string): void;
  /** Keeps the remote and the pull requests as they are. */
  keep(name: string): void;
}

export async function startGitProject(): Promise<GitProject> {
  const operator = await startLocalOperator({ workflows: KEYS.map((key) => ({ id: workflowIds[key], schema: readWorkflowFile(key) })) });
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'opus-ci-'));
  const paths = {
    remote: join(root, 'remote.git'),
    kept: join(root, 'kept'),
    workspace: join(root, 'workspace'),
    bin: join(root, 'bin'),
    state: join(root, 'pulls.json'),
    calls: join(root, 'calls.jsonl'),
  };
  const env = {
    FAKE_GH_STATE: paths.state,
    FAKE_GH_CALLS: paths.calls,
    // Attempts at a service that is down follow one another without making a test wait.
    NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, '../network/hasty-timers.mjs')).href}`,
    HASTE: '20',
    OPUS_BASE_URL: operator.baseUrl,
    FAKE_NPX_BIN: BIN,
    GIT_CONFIG_GLOBAL: join(root, 'gitconfig'),
    GIT_CONFIG_NOSYSTEM: '1',
  };
  const run = (cwd: string, file: string, ...args: readonly string[]): string =>
    execFileSync(file, args, { cwd, env: { PATH: process.env['PATH'], ...env }, encoding: 'utf8' });

  mkdirSync(paths.bin);
  for (const name of ['gh', 'curl', 'npx'] as const) {
    cpSync(join(import.meta.dirname, `fake-${name}.mjs`), join(paths.bin, name));
    chmodSync(join(paths.bin, name), 0o755);
  }
  writeFileSync(env.GIT_CONFIG_GLOBAL, '[init]\n\tdefaultBranch = main\n[user]\n\tname = Ada\n\temail = ada@example.test\n');
  mkdirSync(paths.workspace);
  const workflows = Object.fromEntries(KEYS.map((key) => [key, workflowIds[key]]));
  writeFileSync(join(paths.workspace, 'opus.config.json'), JSON.stringify({ output: './src/opus', workflows }));
  writeFileSync(
    join(paths.workspace, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { strict: true, noEmit: true }, include: ['src'] }),
  );
  // Not the synchronous way: the service it asks lives in this process.
  await promisify(execFile)(process.execPath, [BIN, 'generate'], {
    cwd: paths.workspace,
    env: { ...env, OPUS_SERVICE_KEY: operator.serviceKey },
  });
  run(paths.workspace, 'git', 'init', '--quiet');
  run(paths.workspace, 'git', 'add', '.');
  run(paths.workspace, 'git', 'commit', '--quiet', '--message', 'A project');
  run(root, 'git', 'clone', '--quiet', '--bare', paths.workspace, paths.remote);

  const project: GitProject = {
    operator,
    workspace: paths.workspace,
    binFolder: paths.bin,
    env,
    command: `${process.execPath} ${BIN}`,
    checkOut() {
      rmSync(paths.workspace, { recursive: true });
      rmSync(paths.calls, { force: true });
      // A file URL, since a clone by path ignores the depth.
      run(root, 'git', 'clone', '--quiet', '--depth=1', `file://${paths.remote}`, paths.workspace);
    },
    git: (...args) => run(paths.workspace, 'git', ...args).trim(),
    remoteBranch(name) {
      return run(paths.remote, 'git', 'for-each-ref', '--format=%(objectname)', `refs/heads/${name}`).trim() || undefined;
    },
    get pulls() {
      return existsSync(paths.state) ? (JSON.parse(readFileSync(paths.state, 'utf8')) as readonly PullRequest[]) : []; // fake-gh.mjs wrote it
    },
    setPulls: (pulls) => writeFileSync(paths.state, JSON.stringify(pulls)),
    get calls() {
      if (!existsSync(paths.calls)) return [];
      const lines = readFileSync(paths.calls, 'utf8').trimEnd().split('\n');
      return lines.map((line) => (JSON.parse(line) as { readonly args: readonly string[] }).args); // fake-gh.mjs wrote it
    },
    edit: (change) =>
      operator.editWorkflow(workflowIds.invoice, (raw) => {
        const workflow = raw as RawWorkflow; // what readWorkflowFile put there
        change(workflow);
        return workflow;
      }),
    keep(name) {
      cpSync(paths.remote, join(paths.kept, name, 'remote.git'), { recursive: true });
      if (existsSync(paths.state)) cpSync(paths.state, join(paths.kept, name, 'pulls.json'));
    },
    reset(kept = 'beginning') {
      for (const key of KEYS) operator.putWorkflow({ id: workflowIds[key], schema: readWorkflowFile(key) });
      operator.clearFaults();
      operator.clearRequests();
      for (const path of [paths.state, paths.remote]) rmSync(path, { recursive: true, force: true });
      cpSync(join(paths.kept, kept, 'remote.git'), paths.remote, { recursive: true });
      if (existsSync(join(paths.kept, kept, 'pulls.json'))) cpSync(join(paths.kept, kept, 'pulls.json'), paths.state);
      project.checkOut();
    },
    async [Symbol.asyncDispose]() {
      rmSync(root, { recursive: true, force: true });
      await operator.close();
    },
  };
  project.keep('beginning');
  return project;
}
