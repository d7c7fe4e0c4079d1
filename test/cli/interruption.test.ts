import { once } from 'node:events';
import { expect, test } from 'vitest';
import { startCliProject, type CliProject } from './harness.ts';
import { signalsArrive } from '../project/signals.ts';
import { workflowIds } from '../workflows/workflows.ts';

const hang = { call: 'getWorkflow', kind: 'hang', times: Infinity } as const;

/** Until a request hangs at the operator: the run is then in the middle of its work, holding its lock. */
async function untilAsked(project: CliProject): Promise<void> {
  await expect.poll(() => project.operator.requests.length).toBeGreaterThan(0);
}

test.runIf(signalsArrive).each(['SIGINT', 'SIGTERM'] as const)('%s ends with 130 and leaves everything as it was', async (signal) => {
  await using project = await startCliProject({ keys: ['invoice', 'sampler'] });
  await project.run(['--filter', 'invoice']);
  const before = project.tree();
  project.operator.clearRequests();
  project.operator.fault(hang);
  const running = project.start(['--format', 'json']);
  await untilAsked(project);
  running.child.kill(signal);
  const result = await running.ended;
  expect(result.code).toBe(130);
  expect(JSON.parse(result.stdout)).toMatchObject({ exitCode: 130, exitReasons: ['interrupted'], diagnostics: [{ code: 'OPUS9003' }] });
  expect(project.tree()).toEqual(before);
});

test('a run killed outright leaves a lock that the next run takes over, and nothing else', async () => {
  await using project = await startCliProject({ keys: ['invoice'] });
  project.operator.fault(hang);
  const running = project.start([]);
  await untilAsked(project);
  running.child.kill('SIGKILL');
  expect((await running.ended).code).toBeNull();
  expect(Object.keys(project.tree())).toEqual(['.opus-codegen.lock', 'opus.config.ts']);
  project.write({ 'opus/.opus-codegen-stage-1-dead/0.new': 'half of a' });
  project.operator.clearFaults();
  const next = await project.run([]);
  expect(next.code).toBe(0);
  expect(next.stderr).not.toContain('Waiting');
  expect(Object.keys(project.tree())).toEqual(['opus.config.ts', 'opus.lock.json', 'opus/index.ts', 'opus/invoice.ts']);
});

test('a second run waits for the first, says so, and then finds nothing to do', async () => {
  await using project = await startCliProject({ keys: ['invoice'] });
  project.operator.fault({ call: 'getWorkflow', kind: 'delay', delayMs: 1_500 });
  const first = project.start([]);
  await untilAsked(project);
  const second = await project.runProcess([]);
  const ended = await first.ended;
  expect(ended.code).toBe(0);
  expect(ended.stdout).toContain('done (3 created)');
  expect(second.stderr).toContain(`Waiting for another run (process ${first.child.pid}) to end\n`);
  expect(second.stdout).toBe('opus.config.ts: up to date (3 unchanged)\n');
  expect(Object.keys(project.tree())).toEqual(['opus.config.ts', 'opus.lock.json', 'opus/index.ts', 'opus/invoice.ts']);
});

test('a check and a dry run wait for nobody', async () => {
  await using project = await startCliProject({ keys: ['invoice'], generated: true });
  project.operator.fault({ ...hang, times: 1 });
  project.operator.clearRequests();
  const first = project.start([]);
  await untilAsked(project);
  expect((await project.run(['check', '--offline'])).code).toBe(0);
  expect((await project.run(['--frozen', '--dry-run'])).code).toBe(0);
  first.child.kill('SIGKILL');
  await once(first.child, 'close');
});

test.runIf(signalsArrive)('a schema that looks cut short is asked for again, and an interruption does not wait for that', async () => {
  await using project = await startCliProject({ keys: ['invoice'] });
  project.operator.editWorkflow(workflowIds.invoice, () => ({ jobPayloadSchema: {}, jobResultsPayloadSchema: {} }));
  const running = project.start(['--verbose']);
  let told = '';
  running.child.stderr?.on('data', (text: string) => (told += text));
  await expect.poll(() => told).toContain('asking again');
  running.child.kill('SIGINT');
  expect((await running.ended).code).toBe(130);
  expect(project.operator.requestCount('getWorkflow')).toBe(1);
});
