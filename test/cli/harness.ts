import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { startLocalOperator, type LocalOperator } from '@opus-codegen/local-operator';
import { run } from '../../generator/src/cli/run.ts';
import { typedTerminal } from './typed-terminal.ts';
import type { Step } from './terminal.ts';
import { createHastyClock } from '../project/hasty-clock.ts';
import { readWorkflowFile, workflowIds, type WorkflowKey } from '../workflows/workflows.ts';

export const BIN: string = join(import.meta.dirname, '../../generator/bin/opus-codegen.mjs');

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** What is piped in. */
  readonly stdin?: string;
  readonly signal?: AbortSignal;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Instead of waiting. */
  readonly sleep?: (delayMs: number, signal: AbortSignal) => Promise<void>;
  /** Somebody sits at a terminal, and answers what is asked. Without: nobody does. */
  readonly steps?: readonly Step[];
}

export interface ProcessOptions extends Omit<RunOptions, 'steps' | 'stdin' | 'signal' | 'sleep'> {
  /** Run as somebody who owns nothing: what root may do proves nothing about permissions. */
  readonly asNobody?: boolean;
}

/** A running `opus-codegen`, to be interrupted or killed. */
export interface RunningCli {
  readonly child: ChildProcess;
  readonly ended: Promise<CliResult>;
}

/** A user's folder, outside the checkout and without node_modules, and the service its workflows live on. */
export interface CliProject extends AsyncDisposable {
  readonly folder: string;
  readonly operator: LocalOperator;
  /**
   * Runs a command line there, with the operator's key and address in the environment: all that `opus-codegen` does but its process, whose start
   * takes most of the time of a run.
   */
  run(args: readonly string[], options?: RunOptions): Promise<CliResult>;
  /** The same as users do it: the bin, in a process of its own. */
  runProcess(args: readonly string[], options?: ProcessOptions): Promise<CliResult>;
  start(args: readonly string[], options?: ProcessOptions): RunningCli;
  write(files: Readonly<Record<string, string>>): void;
  read(name: string): string;
  /** Every file's text by its path, sorted. */
  tree(): Readonly<Record<string, string>>;
  modifiedAtMs(name: string): number;
}

export interface CliProjectOptions {
  readonly keys: readonly WorkflowKey[];
  /** Files besides the config, or instead of it. */
  readonly files?: Readonly<Record<string, string>>;
  /** Begin with what a `generate` of these workflows writes. */
  readonly generated?: boolean;
}

/** What `generate` wrote for some workflows, once a process: a run takes its time, and its result is always the same. */
const generatedTrees = new Map<string, Promise<Readonly<Record<string, string>>>>();

function generatedTree(keys: readonly WorkflowKey[]): Promise<Readonly<Record<string, string>>> {
  const id = keys.join(' ');
  const tree = generatedTrees.get(id) ?? generate(keys);
  generatedTrees.set(id, tree);
  return tree;
}

async function generate(keys: readonly WorkflowKey[]): Promise<Readonly<Record<string, string>>> {
  await using project = await startCliProject({ keys });
  const { code, stderr } = await project.run(['--quiet']);
  if (code !== 0) throw new Error(stderr);
  return project.tree();
}

export async function startCliProject({ keys, files = {}, generated = false }: CliProjectOptions): Promise<CliProject> {
  const operator = await startLocalOperator({ workflows: keys.map((key) => ({ id: workflowIds[key], schema: readWorkflowFile(key) })) });
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'opus-cli-'));
  const write = (more: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(more)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  };
  write({ 'opus.config.ts': configOf(keys), ...(generated ? await generatedTree(keys) : {}), ...files });
  // Nothing of the test runner's own environment: only what a shell would have.
  const environment = { PATH: process.env['PATH'], OPUS_BASE_URL: operator.baseUrl, OPUS_SERVICE_KEY: operator.serviceKey };
  const start = (args: readonly string[], { env = {}, asNobody = false, cwd = folder }: ProcessOptions = {}): RunningCli => {
    const isRoot = process.getuid?.() === 0;
    const child = spawn(process.execPath, [BIN, ...args], {
      cwd,
      env: { ...environment, ...env },
      ...(asNobody && isRoot ? { uid: 65_534, gid: 65_534 } : {}),
    });
    return { child, ended: resultOf(child) };
  };
  return {
    folder,
    operator,
    start,
    run: (args, options = {}) => runHere(args, { cwd: folder, ...options, env: { ...environment, ...options.env } }),
    runProcess: (args, options) => start(args, options).ended,
    write,
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    tree: () => treeOf(folder),
    modifiedAtMs: (name) => statSync(join(folder, name)).mtimeMs,
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true });
      await operator.close();
    },
  };
}

let runCount = 0;

type HereOptions = RunOptions & Required<Pick<RunOptions, 'env' | 'cwd'>>;

async function runHere(
  argv: readonly string[],
  { env, cwd, stdin, signal, steps, sleep = async () => {} }: HereOptions,
): Promise<CliResult> {
  const typed = steps && typedTerminal(steps);
  let stdout = '';
  let stderr = '';
  runCount += 1;
  const code = await run({
    argv,
    cwd,
    env,
    version: '0.0.0',
    today: '2026-11-23',
    runId: `${process.pid}-${runCount}`,
    signal: signal ?? typed?.signal ?? new AbortController().signal,
    sleep,
    clock: createHastyClock({ realFromMs: 30_000 }),
    stdin: () => Readable.from(stdin === undefined ? [] : [Buffer.from(stdin)]),
    stdout: { isTty: false, write: (text) => (stdout += text) },
    stderr: { isTty: false, write: (text) => (stderr += text) },
    terminal: typed?.terminal,
  });
  if (typed !== undefined && typed.left.length > 0) throw new Error(`waited in vain for "${typed.left[0]?.expect}":\n${stderr}`);
  return { code, stdout, stderr };
}

/** A config with these workflows under their own keys. */
export function configOf(keys: readonly WorkflowKey[], more = ''): string {
  const workflows = keys.map((key) => `    ${key}: '${workflowIds[key]}',`).join('\n');
  return `import { defineConfig } from '@opus-codegen/generator';\n\nexport default defineConfig({\n  output: './opus',\n${more}  workflows: {\n${workflows}\n  },\n});\n`;
}

/** stdout as the one JSON document it should be. */
export function json(result: CliResult): Record<string, unknown> & { diagnostics: { code: string; name: string; what: string }[] } {
  return JSON.parse(result.stdout) as ReturnType<typeof json>; // the tool's own documented shape
}

function resultOf(child: ChildProcess): Promise<CliResult> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Every file's text by its path, sorted. */
export function treeOf(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .toSorted()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}
