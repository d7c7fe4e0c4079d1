import { appendFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configOf, json, startCliProject } from './harness.ts';
import { workflowIds } from '../workflows/workflows.ts';

test('the first generate writes lockfile and bindings, says so on stdout, and ends with 0', async () => {
  await using project = await startCliProject({ keys: ['invoice', 'sampler'] });
  const result = await project.runProcess([]);
  expect(result.stderr).toBe('Reading workflows (2)\nTyping and formatting (3)\nWriting (4)\n');
  expect(result.stdout).toBe(`opus.config.ts: done (4 created)
  created   opus.lock.json
  created   opus/index.ts
  created   opus/invoice.ts
  created   opus/sampler.ts
`);
  expect(result.code).toBe(0);
  expect(Object.keys(project.tree())).toEqual(['opus.config.ts', 'opus.lock.json', 'opus/index.ts', 'opus/invoice.ts', 'opus/sampler.ts']);
  expect(project.read('opus/invoice.ts')).toContain('export function runInvoiceWorkflow(');
  expect(project.operator.requests.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
    `GET /workflow/${workflowIds.invoice}`,
    `GET /workflow/${workflowIds.sampler}`,
  ]);
});

test('a second one changes nothing: same bytes, same times', async () => {
  await using project = await startCliProject({ keys: ['invoice'], generated: true });
  for (const name of ['opus.lock.json', 'opus/invoice.ts', 'opus/index.ts']) utimesSync(join(project.folder, name), 1_000_000, 1_000_000);
  const before = project.tree();
  const result = await project.run(['generate', '--cwd', project.folder], { cwd: '/' });
  expect(result.stdout).toMatch(/opus\.config\.ts: up to date \(3 unchanged\)\n$/);
  expect(result.code).toBe(0);
  expect(project.tree()).toEqual(before);
  for (const name of ['opus.lock.json', 'opus/invoice.ts', 'opus/index.ts']) expect(project.modifiedAtMs(name)).toBe(1_000_000_000);
});

test('--dry-run tells the plan and touches nothing', async () => {
  await using project = await startCliProject({ keys: ['invoice'] });
  const before = project.tree();
  const result = await project.run(['--dry-run', '--quiet', '--format', 'json']);
  expect(result.stderr).toBe('');
  expect(json(result)).toMatchObject({
    formatVersion: 1,
    command: 'generate',
    exitCode: 0,
    dryRun: true,
    projects: [
      {
        config: 'opus.config.ts',
        written: false,
        read: ['invoice'],
        failed: [],
        lockfile: { path: 'opus.lock.json', action: 'create' },
        files: [
          { path: 'opus/index.ts', action: 'create' },
          { path: 'opus/invoice.ts', action: 'create' },
        ],
      },
    ],
    diagnostics: [],
  });
  expect(result.code).toBe(0);
  expect(project.tree()).toEqual(before);
});

describe('--frozen', () => {
  test('makes the files from the lockfile alone: without network, without key', async () => {
    await using project = await startCliProject({ keys: ['invoice'], generated: true });
    const before = project.tree();
    rmSync(join(project.folder, 'opus'), { recursive: true });
    project.operator.clearRequests();
    const result = await project.run(['generate', '--frozen'], { env: { OPUS_SERVICE_KEY: undefined } });
    expect(result).toEqual({
      code: 0,
      stdout: 'opus.config.ts: done (2 created, 1 unchanged)\n  created   opus/index.ts\n  created   opus/invoice.ts\n',
      stderr: 'Typing and formatting (2)\nWriting (2)\n',
    });
    expect(project.tree()).toEqual(before);
    expect(project.operator.requests).toEqual([]);
  });

  test('refuses when config and lockfile disagree, or there is no lockfile', async () => {
    await using project = await startCliProject({ keys: ['invoice', 'sampler'] });
    const without = await project.run(['--frozen']);
    expect(without.code).toBe(21);
    expect(without.stderr).toMatch(/^error OPUS2005 There is no lockfile\.\n/);
    await project.run([]);
    const before = project.tree();
    project.write({ 'opus.config.ts': configOf(['invoice', 'expenseClaim']) });
    const result = await project.run(['--frozen', '--format', 'json']);
    expect(result.code).toBe(21);
    expect(json(result).diagnostics.map(({ code, what }) => `${code} ${what}`)).toEqual([
      'OPUS2006 "expenseClaim" is not in the lockfile.',
      'OPUS2007 "sampler" is in the lockfile, not in the config.',
    ]);
    expect({ ...project.tree(), 'opus.config.ts': '' }).toEqual({ ...before, 'opus.config.ts': '' });
  });
});

describe('files in the way', () => {
  test('an edited file is refused with 23 and nothing is written at all; --force overwrites it', async () => {
    await using project = await startCliProject({ keys: ['invoice', 'sampler'] });
    await project.run(['--filter', 'invoice']);
    appendFileSync(join(project.folder, 'opus/invoice.ts'), '// my own note\n');
    const before = project.tree();
    const refused = await project.run([]);
    expect(refused.code).toBe(23);
    expect(refused.stdout).toBe('opus.config.ts: nothing was written\n');
    expect(refused.stderr).toContain('error OPUS5001 invoice.ts was edited by hand since it was generated.');
    expect(project.tree()).toEqual(before);
    const forced = await project.run(['--force']);
    expect(forced.code).toBe(0);
    expect(project.read('opus/invoice.ts')).not.toContain('my own note');
  });

  test('a file that is not ours is never touched, not even with --force', async () => {
    await using project = await startCliProject({ keys: ['invoice'], files: { 'opus/invoice.ts': 'export const mine = 1;\n' } });
    const result = await project.run(['--force']);
    expect(result.code).toBe(23);
    expect(result.stderr).toContain('error OPUS5002 invoice.ts is in the way of the generated invoice.ts.');
    expect(Object.keys(project.tree())).toEqual(['opus.config.ts', 'opus/invoice.ts']);
    expect(project.read('opus/invoice.ts')).toBe('export const mine = 1;\n');
  });

  test('a workflow taken out of the config loses its file; its neighbours of other origin stay', async () => {
    await using project = await startCliProject({
      keys: ['invoice', 'sampler'],
      files: { 'opus/own.ts': 'export {};\n', 'opus/notes.md': '' },
    });
    await project.run([]);
    project.write({ 'opus.config.ts': configOf(['invoice']) });
    const result = await project.run([]);
    expect(result.code).toBe(0);
    expect(result.stdout).toContain('  deleted   opus/sampler.ts\n');
    expect(Object.keys(project.tree())).toEqual([
      'opus.config.ts',
      'opus.lock.json',
      'opus/index.ts',
      'opus/invoice.ts',
      'opus/notes.md',
      'opus/own.ts',
    ]);
  });
});

test('--filter reads and writes only that workflow', async () => {
  await using project = await startCliProject({ keys: ['invoice', 'sampler'], generated: true });
  const before = project.tree();
  for (const key of ['invoice', 'sampler'] as const) {
    project.operator.editWorkflow(workflowIds[key], (raw) => ({ ...(raw as object), description: 'Edited.' }));
  }
  project.operator.clearRequests();
  const result = await project.run(['--filter', 'invoice']);
  expect(result.code).toBe(0);
  expect(project.operator.requests.map(({ path }) => path)).toEqual([`/workflow/${workflowIds.invoice}`]);
  const changed = Object.entries(project.tree()).filter(([name, text]) => before[name] !== text);
  expect(changed.map(([name]) => name)).toEqual(['opus.lock.json', 'opus/invoice.ts']);
});

test('pull writes the lockfile and nothing else', async () => {
  await using project = await startCliProject({ keys: ['invoice'] });
  const result = await project.run(['pull']);
  expect(result.stdout).toBe('opus.config.ts: done (1 created)\n  created   opus.lock.json\n');
  expect(Object.keys(project.tree())).toEqual(['opus.config.ts', 'opus.lock.json']);
});

test('a removed input stays as one that does not compile until --prune', async () => {
  await using project = await startCliProject({ keys: ['invoice'], generated: true });
  project.operator.editWorkflow(workflowIds.invoice, (raw) => {
    const workflow = raw as { jobPayloadSchema: Record<string, { display_name: string }> };
    const [gone] = Object.entries(workflow.jobPayloadSchema).find(([, { display_name: label }]) => label === 'PO Number') ?? ['none'];
    delete workflow.jobPayloadSchema[gone];
    return workflow;
  });
  await project.run([]);
  expect(project.read('opus/invoice.ts')).toMatch(/poNumber\?: RemovedInput</);
  await project.run(['--prune']);
  expect(project.read('opus/invoice.ts')).not.toContain('poNumber');
});

test('an array of configs serves two packages, each with its own lockfile', async () => {
  await using project = await startCliProject({
    keys: ['invoice', 'sampler'],
    files: {
      'opus.config.ts': `export default [
        { output: './packages/a/opus', workflows: { invoice: '${workflowIds.invoice}' } },
        { output: './packages/b/opus', barrel: false, workflows: { invoice: '${workflowIds.invoice}', sampler: '${workflowIds.sampler}' } },
      ];`,
    },
  });
  const result = await project.run([]);
  expect(result.code).toBe(0);
  expect(Object.keys(project.tree()).filter((name) => name !== 'opus.config.ts')).toEqual([
    'packages/a/opus/index.ts',
    'packages/a/opus/invoice.ts',
    'packages/a/opus/opus.lock.json',
    'packages/b/opus/invoice.ts',
    'packages/b/opus/opus.lock.json',
    'packages/b/opus/sampler.ts',
  ]);
});

test('no sample value, default, file URL or key gets into lockfile, code or output', async () => {
  const canary = 'CUSTOMER-DATA-4711';
  await using project = await startCliProject({ keys: ['invoice'] });
  project.operator.editWorkflow(workflowIds.invoice, (raw) => {
    const workflow = raw as { jobPayloadSchema: Record<string, object> };
    const stuffed = { value: canary, default: canary, sample: [canary], file_url: `https://files.opus.com/${canary}`, mapping: { canary } };
    return {
      ...workflow,
      workflowBlueprint: { canary },
      workflowEstimation: canary,
      jobPayloadSchema: Object.fromEntries(
        Object.entries(workflow.jobPayloadSchema).map(([key, variable]) => [key, { ...variable, ...stuffed }]),
      ),
    };
  });
  const result = await project.run(['--verbose']);
  expect(result.code).toBe(0);
  const everything = [result.stdout, result.stderr, ...Object.values(project.tree())].join('\n');
  expect(everything).not.toContain(canary);
  expect(everything).not.toContain(project.operator.serviceKey);
});
