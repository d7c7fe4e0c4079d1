import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { evaluate, filledIn, type Contexts } from './expressions.ts';

/** A composite action, as far as it is run here: bash steps one after another, as GitHub's runner runs them. */
export interface CompositeAction {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string; readonly required?: boolean }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: 'composite'; readonly steps: readonly CompositeStep[] };
}

export interface CompositeStep {
  readonly id?: string;
  readonly if?: string;
  readonly shell: string;
  readonly run: string;
  readonly 'working-directory'?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export function readAction(path: string): CompositeAction {
  return parse(readFileSync(path, 'utf8')) as CompositeAction; // its shape is the parser's test's affair
}

export interface ActionRun {
  readonly with: Readonly<Record<string, string>>;
  /** The `github` context. */
  readonly github: Contexts;
  /** Where the repository is checked out. */
  readonly workspace: string;
  /** Put before PATH: where a fake `gh` lies. */
  readonly binFolder: string;
  /** The machine's own environment, besides PATH. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface ActionResult {
  /** Of the step that failed; 0 when none did. */
  readonly exitCode: number;
  readonly outputs: Readonly<Record<string, string>>;
  /** The ids of the steps that ran. */
  readonly ran: readonly string[];
  readonly log: string;
  readonly summary: string;
}

/** Runs an action's steps until one fails. Expressions are evaluated by GitHub's own library, scripts by the bash of this machine. */
export async function runAction(action: CompositeAction, run: ActionRun): Promise<ActionResult> {
  const temp = mkdtempSync(join(run.workspace, '..', 'runner-'));
  const summaryPath = join(temp, 'summary.md');
  const inputs = Object.fromEntries(
    Object.entries(action.inputs).map(([name, { default: fallback = '' }]) => [
      name,
      run.with[name] ?? filledIn(fallback, { github: run.github }),
    ]),
  );
  const unknown = Object.keys(run.with).filter((name) => !(name in action.inputs));
  if (unknown.length > 0) throw new Error(`The action has no input ${unknown.join(', ')}.`);

  const steps: Record<string, { readonly outputs: Readonly<Record<string, string>> }> = {};
  const contexts = (): Contexts => ({ github: run.github, inputs, steps });
  const ran: string[] = [];
  let log = '';
  let exitCode = 0;
  for (const [index, step] of action.runs.steps.entries()) {
    const id = step.id ?? `step-${index}`;
    steps[id] = { outputs: {} };
    if (exitCode !== 0 || (step.if !== undefined && !isTruthy(evaluate(step.if, withAllSteps(contexts(), action))))) continue;
    ran.push(id);
    const outputPath = join(temp, `${id}.output`);
    writeFileSync(outputPath, '');
    const scriptPath = join(temp, `${id}.sh`);
    writeFileSync(scriptPath, filledIn(step.run, contexts()));
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, filledIn(text, contexts())]));
    const ended = await bash(scriptPath, {
      cwd: join(run.workspace, filledIn(step['working-directory'] ?? '.', contexts())),
      env: {
        PATH: `${run.binFolder}${delimiter}${process.env['PATH'] ?? ''}`,
        HOME: temp,
        ...run.env,
        ...env,
        GITHUB_OUTPUT: outputPath,
        GITHUB_STEP_SUMMARY: summaryPath,
        RUNNER_TEMP: temp,
        CI: 'true',
      },
    });
    log += ended.log;
    exitCode = ended.exitCode;
    steps[id] = { outputs: readOutputs(outputPath) };
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, filledIn(value, contexts())] as const);
  return {
    exitCode,
    outputs: Object.fromEntries(outputs),
    ran,
    log,
    summary: existsSync(summaryPath) ? readFileSync(summaryPath, 'utf8') : '',
  };
}

/** A step that was not reached yet has no outputs, and asking for one gives nothing. */
function withAllSteps(contexts: Contexts, action: CompositeAction): Contexts {
  const none = Object.fromEntries(action.runs.steps.map(({ id }, index) => [id ?? `step-${index}`, { outputs: {} }]));
  return { ...contexts, steps: { ...none, ...(contexts['steps'] as Contexts) } }; // put there above
}

function isTruthy(value: boolean | string): boolean {
  return value !== false && value !== '';
}

function readOutputs(path: string): Readonly<Record<string, string>> {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

export interface BashResult {
  readonly exitCode: number;
  readonly log: string;
}

/** As the runner starts `shell: bash`. */
export function bash(
  scriptPath: string,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<BashResult> {
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', scriptPath], { cwd, env });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (log += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ exitCode: code ?? 130, log }));
  });
}
