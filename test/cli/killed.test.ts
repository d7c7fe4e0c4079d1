/**
 * Runs killed by SIGKILL before every change of the disk they make, and the next command over what they left: the tree is the old one or the new one,
 * byte for byte, and which of the two is decided by whether there was a record.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configOf, startCliProject, treeOf, type CliProject } from './harness.ts';
import { workflowIds, type RawWorkflow, type WorkflowKey } from '../workflows/workflows.ts';

const DIE_AT_STEP = `--import=${pathToFileURL(join(import.meta.dirname, 'die-at-step.mjs')).href}`;
const PROGRAM = join(import.meta.dirname, 'commit-program.ts');
const BIN = join(import.meta.dirname, '../../generator/bin/opus-codegen.mjs');
const RECORD = '.opus-codegen-commit.json';

type Tree = Readonly<Record<string, string>>;

let project: CliProject;
let scratch: string;
/** One workflow was taken out of the config, another came, and a third has one more input. */
let former: Tree;
let next: Tree;

beforeAll(async () => {
  scratch = mkdtempSync(join(realpathSync(tmpdir()), 'opus-killed-'));
  project = await startCliProject({ keys: ['invoice', 'sampler', 'expenseClaim'] });
  project.write({ 'opus.config.ts': configOf(['invoice', 'sampler']) });
  await project.run([]);
  project.write({ 'opus.config.ts': configOf(['invoice', 'expenseClaim']) });
  former = project.tree();
  cpSync(project.folder, join(scratch, 'former'), { recursive: true });
  project.operator.editWorkflow<RawWorkflow>(workflowIds.invoice, ({ jobPayloadSchema, ...raw }) => ({
    ...raw,
    jobPayloadSchema: { ...jobPayloadSchema, more: { variable_name: 'more', display_name: 'One More', type: 'str', is_nullable: true } },
  }));
  const { stdout } = await project.run([]);
  if (!stdout.includes('done (1 created, 3 updated, 1 deleted)')) throw new Error(stdout);
  next = project.tree();
  const changed = [...new Set([...Object.keys(former), ...Object.keys(next)])].filter((name) => former[name] !== next[name]);
  writeFileSync(
    join(scratch, 'changes.json'),
    JSON.stringify(changed.toSorted((a) => (a === 'opus.lock.json' ? 1 : -1)).map((path) => ({ path, text: next[path] }))),
  );
}, 60_000);

afterAll(async () => {
  rmSync(scratch, { recursive: true, force: true });
  await project[Symbol.asyncDispose]();
});

/** A copy of a folder, gone after the block. */
function copyOf(folder: string): Disposable & { readonly folder: string } {
  const copy = mkdtempSync(join(scratch, 'copy-'));
  cpSync(folder, copy, { recursive: true });
  return { folder: copy, [Symbol.dispose]: () => rmSync(copy, { recursive: true, force: true }) };
}

async function dying(args: readonly string[], cwd: string, step: number, env: Tree = {}): Promise<'killed' | 'ended'> {
  const child = spawn(process.execPath, [...args], {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      NODE_OPTIONS: DIE_AT_STEP,
      DIE_BEFORE: String(step),
      ...env,
    },
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.on('close', (...ended) => resolve(ended));
  });
  if (signal === null && code !== 0) throw new Error(`ended with ${code}`);
  return signal === 'SIGKILL' ? 'killed' : 'ended';
}

/** Folders as a run leaves them that is killed before its first change of the disk, before its second, and so on; two at a time. */
async function everyDeath(from: string, args: readonly string[], look: (folder: string, step: number) => Promise<void>): Promise<number> {
  for (let step = 0; ; step += 2) {
    const outcomes = await Promise.all(
      [step, step + 1].map(async (one) => {
        using copy = copyOf(from);
        const outcome = await dying(args, copy.folder, one);
        await look(copy.folder, one);
        return outcome;
      }),
    );
    const alive = outcomes.indexOf('ended');
    if (alive >= 0) return step + alive;
  }
}

function expectWhole(tree: Tree): void {
  const files = Object.entries(tree).filter(([name]) => !name.includes('.opus-codegen'));
  expect(files.filter(([name, text]) => text !== former[name] && text !== next[name])).toEqual([]);
}

/** A run that was killed as it was about to take the lock held nothing; the next one that writes removes what it left. */
function withoutHalfALock(tree: Tree): Tree {
  return Object.fromEntries(Object.entries(tree).filter(([name]) => !name.startsWith('.opus-codegen.lock.')));
}

const COMMANDS = [
  { command: ['check', '--offline'], codes: { former: 21, next: 0 } },
  { command: ['list'], codes: { former: 0, next: 0 } },
  { command: ['generate', '--frozen'], codes: { former: 21, next: 0 } },
  { command: ['generate', '--frozen', '--dry-run'], codes: { former: 21, next: 0 } },
  { command: ['export', '--out', '/dev/null'], codes: { former: 21, next: 0 } },
] as const;

test('a commit killed before every step: files are whole, and the next command finds the old tree or the new one', async () => {
  const goals: ('former' | 'next')[] = [];
  const steps = await everyDeath(join(scratch, 'former'), [PROGRAM, join(scratch, 'changes.json')], async (folder, step) => {
    expectWhole(treeOf(folder));
    const goal = existsSync(join(folder, RECORD)) || !existsSync(join(folder, 'opus/sampler.ts')) ? 'next' : 'former';
    goals[step] = goal;
    const { command, codes } = COMMANDS[step % COMMANDS.length] ?? COMMANDS[0];
    const result = await project.run(command, { cwd: folder });
    expect([step, command, withoutHalfALock(treeOf(folder))]).toEqual([step, command, goal === 'next' ? next : former]);
    expect([step, command, result.code]).toEqual([step, command, codes[goal]]);
    await project.run(['generate', '--frozen'], { cwd: folder });
    expect([step, treeOf(folder)]).toEqual([step, goal === 'next' ? next : former]);
  });
  // The lock, five staged texts, four kept ones, the record; five renames; tidying up.
  expect(steps).toBeGreaterThan(25);
  expect(goals).toEqual(goals.toSorted());
  expect(goals.filter((goal) => goal === 'former').length).toBeGreaterThan(12);
}, 120_000);

/** Killed after two of its files were put in place. */
async function halfway(): Promise<ReturnType<typeof copyOf>> {
  const copy = copyOf(join(scratch, 'former'));
  await dying([PROGRAM, join(scratch, 'changes.json')], copy.folder, 2, { COUNT_FROM: RECORD });
  expect(existsSync(join(copy.folder, RECORD))).toBe(true);
  return copy;
}

test('what completes a commit, killed before every step of its own', async () => {
  using copy = await halfway();
  const steps = await everyDeath(copy.folder, [BIN, 'list', '--quiet'], async (folder) => {
    expectWhole(treeOf(folder));
    await project.run(['check', '--offline'], { cwd: folder });
    expect(withoutHalfALock(treeOf(folder))).toEqual(next);
    await project.run(['generate', '--frozen'], { cwd: folder });
    expect(treeOf(folder)).toEqual(next);
  });
  expect(steps).toBeGreaterThan(8);
}, 120_000);

test('it is told in one line on stderr, and stdout stays what it is', async () => {
  using copy = await halfway();
  const result = await project.run(['list', '--format', 'json'], { cwd: copy.folder });
  expect(result.stderr).toBe('opus.config.ts: a run was killed here; completed what it was writing (5 files)\n');
  expect(JSON.parse(result.stdout)).toMatchObject({
    exitCode: 0,
    workflows: [{ key: 'invoice' }, { key: 'expenseClaim', generated: true }],
  });
});

test('a file that somebody edited since is not written over: 23 from every command, until that is settled by hand', async () => {
  using copy = await halfway();
  const file = join(copy.folder, 'opus/invoice.ts');
  writeFileSync(file, 'my own work');
  const { '.opus-codegen.lock': _lock, ...found } = treeOf(copy.folder);
  for (const command of [['check', '--offline'], ['list'], ['generate', '--frozen', '--force'], ['pull', '--dry-run']]) {
    const result = await project.run(command, { cwd: copy.folder });
    expect(result.code).toBe(23);
    expect(result.stdout).toBe('');
    expect(result.stderr).toContain('error OPUS5017 opus/invoice.ts was changed after a write of it was cut short.\n  at  ');
    expect(treeOf(copy.folder)).toEqual(found);
  }
  // As the message says.
  rmSync(join(copy.folder, RECORD));
  rmSync(file);
  expect((await project.run(['generate'], { cwd: copy.folder })).code).toBe(0);
  expect(treeOf(copy.folder)).toEqual(next);
});

test('two commands that come upon it at once', async () => {
  using copy = await halfway();
  const results = await Promise.all(['list', 'check'].map((command) => project.runProcess([command, '--quiet'], { cwd: copy.folder })));
  expect(results.map(({ code, stderr }) => [code, stderr])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  expect(treeOf(copy.folder)).toEqual(next);
});

test('of several projects in one run, each is completed by its own record', async () => {
  using first = await halfway();
  using second = copyOf(join(scratch, 'former'));
  await dying([PROGRAM, join(scratch, 'changes.json')], second.folder, 9);
  const result = await project.run(['check', '--offline', '--config', first.folder, '--config', second.folder]);
  expect(result.code).toBe(21);
  expect(treeOf(first.folder)).toEqual(next);
  expect(treeOf(second.folder)).toEqual(former);
});

/** One of several configs of a file. */
function oneConfig(keys: readonly WorkflowKey[], output: string): string {
  return configOf(keys)
    .replace(/^[^]*defineConfig\(/, '')
    .replace(/\);\n$/, '')
    .replace("'./opus'", `'./${output}', lockfile: './${output}.lock.json'`);
}

test('of several configs in one file, the commit of one is completed by a command that was asked about another', async () => {
  using copy = await halfway();
  const config = `export default [${oneConfig(['invoice', 'expenseClaim'], 'opus')}, ${oneConfig(['sampler'], 'other')}];\n`;
  writeFileSync(join(copy.folder, 'opus.config.ts'), config);
  const result = await project.run(['list', '--filter', 'sampler'], { cwd: copy.folder });
  expect(result.stderr).toContain('opus.config.ts[1]: a run was killed here; completed what it was writing (5 files)\n');
  expect(treeOf(copy.folder)).toEqual({ ...next, 'opus.config.ts': config });
});
