/** `opus-codegen watch`, over hours that pass in a moment: each wait ends at once, and what happens meanwhile is played at its second. */
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configOf, startCliProject, type CliProject, type CliResult } from './harness.ts';
import { workflowIds, type RawWorkflow } from '../workflows/workflows.ts';

type Happening = readonly [atSeconds: number, act: () => void];

interface Watched extends CliResult {
  /** When the service was asked, in whole seconds from the start; each workflow counts. */
  readonly askedAt: readonly number[];
}

/** Runs it until the last thing has happened, and then for the rest of those seconds; then comes Ctrl-C. */
async function watched(
  project: CliProject,
  args: readonly string[],
  lastsSeconds: number,
  happenings: readonly Happening[] = [],
): Promise<Watched> {
  const interruption = new AbortController();
  const left = [...happenings];
  const askedAt: number[] = [];
  let nowMs = 0;
  let asked = project.operator.requestCount('getWorkflow');
  const sleep = async (delayMs: number): Promise<void> => {
    const now = project.operator.requestCount('getWorkflow');
    askedAt.push(...Array.from({ length: now - asked }, () => Math.round(nowMs / 1_000)));
    asked = now;
    nowMs += delayMs;
    while (left[0] !== undefined && nowMs >= left[0][0] * 1_000) left.shift()?.[1]();
    if (nowMs >= lastsSeconds * 1_000) interruption.abort(new Error('Ctrl-C'));
    interruption.signal.throwIfAborted();
  };
  const result = await project.run(['watch', ...args], { sleep, signal: interruption.signal });
  return { ...result, askedAt };
}

/** A new input, as somebody adds it in the canvas. */
function addInput(project: CliProject, name: string, isRequired = false): void {
  project.operator.editWorkflow<RawWorkflow>(workflowIds.invoice, ({ jobPayloadSchema, ...raw }) => ({
    ...raw,
    jobPayloadSchema: { ...jobPayloadSchema, [name]: { variable_name: name, display_name: name, type: 'str', is_nullable: !isRequired } },
  }));
}

/** With an answer that is not asked for again within a look, which would take real time. */
const down = (project: CliProject): void => project.operator.fault({ call: 'getWorkflow', kind: 'status', status: 400, times: Infinity });

test('begins with a generate, and is stopped with 130, leaving nothing but what it wrote', async () => {
  await using project = await startCliProject({ keys: ['invoice', 'sampler'] });
  const { code, stdout, stderr } = await watched(project, [], 30);
  expect(code).toBe(130);
  expect(stdout).toMatch(/^opus\.config\.ts: done \(4 created\)\n/);
  expect(stderr).toBe('Reading workflows (2)\nTyping and formatting (3)\nWriting (4)\nWatching 2 workflows, every 60 s\n');
  expect(Object.keys(project.tree())).toEqual(['opus.config.ts', 'opus.lock.json', 'opus/index.ts', 'opus/invoice.ts', 'opus/sampler.ts']);
});

test('asks every so often, and says and writes nothing while nothing changes', async () => {
  await using project = await startCliProject({ keys: ['invoice'], generated: true });
  const written: number[] = [];
  const note = (): void => void written.push(project.modifiedAtMs('.'), project.modifiedAtMs('opus'));
  const { stdout, stderr, askedAt } = await watched(project, ['--interval', '100'], 1_000, [
    [50, note],
    [990, note],
  ]);
  expect(stdout).toBe('opus.config.ts: up to date (3 unchanged)\n');
  expect(stderr).toBe('Reading workflows (1)\nWatching 1 workflow, every 100 s\n');
  expect(askedAt[0]).toBe(0);
  expect(askedAt.length).toBeGreaterThanOrEqual(9);
  expect(askedAt.length).toBeLessThanOrEqual(12);
  for (const [index, atSeconds] of askedAt.entries()) {
    const since = atSeconds - (askedAt[index - 1] ?? atSeconds - 100);
    expect(since).toBeGreaterThanOrEqual(90);
    expect(since).toBeLessThanOrEqual(110);
  }
  // Not even a lock appears for a moment: others may watch these folders.
  expect(written.slice(2)).toEqual(written.slice(0, 2));
});

test('a change is told in the words of diff, and what was written', async () => {
  await using project = await startCliProject({ keys: ['invoice', 'sampler'], generated: true });
  const { stdout, stderr } = await watched(project, [], 300, [[70, () => addInput(project, 'costCentre', true)]]);
  const [, change] = stdout.split('opus.config.ts: up to date (4 unchanged)\n');
  expect(change).toContain('1 of 2 unchanged · 1 changed (1 breaking)\n');
  expect(change).toMatch(/ {2}breaking {2}inputs\.costCentre {2}variable-added-required\n/);
  expect(change).toContain('opus.config.ts: done (2 updated, 2 unchanged)\n  updated   opus.lock.json\n  updated   opus/invoice.ts\n');
  expect(project.read('opus/invoice.ts')).toContain('costCentre: string;');
  expect(stderr.match(/^Watching 2 workflows, every 60 s$/gm)).toHaveLength(2);
  // As a diff of the two lockfiles says it.
  expect((await project.run(['check'])).code).toBe(0);
});

test('several changes between two looks are one', async () => {
  await using project = await startCliProject({ keys: ['invoice'], generated: true });
  // The second look is 54 to 66 seconds after the first.
  const { stdout } = await watched(project, [], 200, [
    [20, () => addInput(project, 'one')],
    [30, () => addInput(project, 'two')],
    [40, () => addInput(project, 'three')],
  ]);
  expect(stdout.match(/: done/g)).toHaveLength(1);
  expect(stdout).toContain('1 changed (3 info)');
});

test('a generated file that somebody deletes is there again after the next look; one that somebody edits is told once', async () => {
  await using project = await startCliProject({ keys: ['invoice'], generated: true });
  const { stdout, stderr } = await watched(project, [], 1_000, [
    [70, () => rmSync(join(project.folder, 'opus/invoice.ts'))],
    [200, () => project.write({ 'opus/index.ts': `${project.read('opus/index.ts')}// mine\n` })],
    [700, () => addInput(project, 'more')],
  ]);
  expect(stdout).toContain('done (1 created, 2 unchanged)\n  created   opus/invoice.ts\n');
  expect(stderr.match(/OPUS5001/g)).toHaveLength(1);
  expect(project.read('opus/index.ts')).toContain('// mine');
  expect(project.read('opus/invoice.ts')).not.toContain('more');
});

describe('a service that does not answer', () => {
  test('is told once, asked less and less often, and told again when it is back', async () => {
    await using project = await startCliProject({ keys: ['invoice'], generated: true });
    const before = project.tree();
    const { code, stdout, stderr, askedAt } = await watched(project, [], 8_000, [
      [70, () => down(project)],
      [6_000, () => project.operator.clearFaults()],
      [7_500, () => addInput(project, 'late')],
    ]);
    expect(code).toBe(130);
    expect(stderr.match(/OPUS3006/g)).toHaveLength(1);
    expect(stderr.match(/^The service answers again\.$/gm)).toHaveLength(1);
    expect(stderr.indexOf('OPUS3006')).toBeLessThan(stderr.indexOf('The service answers again.'));
    const during = askedAt.filter((atSeconds) => atSeconds > 70 && atSeconds < 6_000);
    expect(during.length).toBeLessThan(14);
    expect(Math.max(...during.slice(1).map((atSeconds, index) => atSeconds - (during[index] ?? 0)))).toBeGreaterThan(800);
    expect(stdout).toContain('1 changed (1 info)');
    expect(project.tree()).not.toEqual(before);
  });

  test('at the start is no reason to end', async () => {
    await using project = await startCliProject({ keys: ['invoice'] });
    down(project);
    const { code, stdout, stderr } = await watched(project, [], 400, [[100, () => project.operator.clearFaults()]]);
    expect(code).toBe(130);
    expect(stdout).toMatch(/^opus\.config\.ts: nothing was written\nopus\.config\.ts: done \(3 created\)\n/);
    expect(stderr).toContain('The service answers again.');
  });

  test('for one workflow of several is told, and the others are watched as before', async () => {
    await using project = await startCliProject({ keys: ['invoice', 'sampler'], generated: true });
    const { stdout, stderr, askedAt } = await watched(project, [], 1_000, [
      [70, () => project.operator.removeWorkflow(workflowIds.sampler)],
      [500, () => addInput(project, 'more')],
    ]);
    expect(stderr.match(/OPUS3004/g)).toHaveLength(1);
    expect(stdout).toContain('1 changed (1 info)');
    expect(askedAt.length).toBeGreaterThan(25);
  });
});

describe('the config', () => {
  test('is read again when it changes, at once', async () => {
    await using project = await startCliProject({ keys: ['invoice', 'sampler'] });
    project.write({ 'opus.config.ts': configOf(['invoice']) });
    const { stdout, stderr, askedAt } = await watched(project, ['--interval', '3600'], 100, [
      [40, () => project.write({ 'opus.config.ts': configOf(['invoice', 'sampler']) })],
    ]);
    expect(stderr).toContain('The config or its .env changed; looking again.\n');
    expect(stdout).toContain('done (1 created, 2 updated, 1 unchanged)');
    expect(stdout).toContain('new  sampler');
    expect(askedAt).toEqual([0, 41, 41]);
    expect(stderr).toContain('Watching 2 workflows, every 3600 s\n');
  });

  test('that breaks is told, and once it is mended the watch goes on', async () => {
    await using project = await startCliProject({ keys: ['invoice'], generated: true });
    const { code, stdout, stderr, askedAt } = await watched(project, [], 1_000, [
      [40, () => project.write({ 'opus.config.ts': 'export default {' })],
      [700, () => project.write({ 'opus.config.ts': configOf(['invoice']) })],
    ]);
    expect(code).toBe(130);
    expect(stderr.match(/OPUS1002/g)).toHaveLength(1);
    expect(stderr).toContain('Waiting for the config to be mended\n');
    expect(stderr).toContain('Nothing is in the way any more.\n');
    expect(askedAt.filter((atSeconds) => atSeconds > 42 && atSeconds < 700)).toEqual([]);
    expect(stdout.match(/up to date/g)).toHaveLength(2);
  });

  test('that goes and comes under another name is noticed, too', async () => {
    await using project = await startCliProject({ keys: ['invoice'], generated: true });
    const { stderr, askedAt } = await watched(project, ['--interval', '3600'], 100, [
      [40, () => rmSync(join(project.folder, 'opus.config.ts'))],
      [60, () => project.write({ 'opus.config.mts': configOf(['invoice']) })],
    ]);
    expect(stderr.match(/OPUS1001/g)).toHaveLength(1);
    expect(stderr).toContain('Nothing is in the way any more.\n');
    expect(askedAt).toEqual([0, 61]);
  });

  test('that is broken from the start ends it with 2', async () => {
    await using project = await startCliProject({ keys: ['invoice'], files: { 'opus.config.ts': 'export default {' } });
    expect((await project.run(['watch'])).code).toBe(2);
  });

  test('has its key beside it, and a key that comes is noticed', async () => {
    await using project = await startCliProject({ keys: ['invoice'], generated: true });
    const key = project.operator.serviceKey;
    const interruption = new AbortController();
    let nowMs = 0;
    const sleep = async (delayMs: number): Promise<void> => {
      nowMs += delayMs;
      if (nowMs === 5_000) project.write({ '.env': `OPUS_SERVICE_KEY=${key}\n` });
      if (nowMs > 20_000) interruption.abort(new Error('Ctrl-C'));
      interruption.signal.throwIfAborted();
    };
    const { stdout, stderr } = await project.run(['watch'], { sleep, signal: interruption.signal, env: { OPUS_SERVICE_KEY: undefined } });
    expect(stderr.match(/OPUS3001/g)).toHaveLength(1);
    expect(stderr).toContain('The service answers again.');
    expect(stdout).toContain('up to date (3 unchanged)');
  });
});

test('in json, stdout has one line for each event, and stderr no diagnostics', async () => {
  await using project = await startCliProject({ keys: ['invoice'], generated: true });
  const { stdout, stderr } = await watched(project, ['--format', 'json'], 2_000, [
    [70, () => addInput(project, 'costCentre', true)],
    [200, () => down(project)],
    [900, () => project.operator.clearFaults()],
  ]);
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>); // our own lines
  expect(events.map(({ event }) => event)).toEqual(['generated', 'generated', 'trouble', 'over']);
  expect(events[1]).toMatchObject({
    formatVersion: 1,
    command: 'watch',
    config: 'opus.config.ts',
    written: true,
    read: ['invoice'],
    changes: { workflows: [{ key: 'invoice', findings: [{ rule: 'variable-added-required' }] }] },
  });
  expect(events[2]).toMatchObject({ diagnostics: [{ code: 'OPUS3006' }] });
  expect(stderr).not.toContain('OPUS');
});

test('--quiet says nothing but errors', async () => {
  await using project = await startCliProject({ keys: ['invoice'], generated: true });
  const { stdout, stderr } = await watched(project, ['--quiet'], 300, [
    [70, () => addInput(project, 'more')],
    [200, () => down(project)],
  ]);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^error OPUS3006 .*\n( {2}.*\n)+$/);
});

test('a reader that goes away stops it when there is something to tell, with what was written whole', async () => {
  await using project = await startCliProject({ keys: ['invoice'], generated: true });
  const { child, ended } = project.start(['watch', '--quiet', '--format', 'json']);
  await once(child.stdout ?? child, 'data');
  child.stdout?.destroy();
  project.write({ 'opus.config.ts': configOf(['invoice'], 'barrel: false,\n') });
  expect(await ended).toMatchObject({ code: 130, stderr: '' });
  expect(Object.keys(project.tree())).toEqual(['opus.config.ts', 'opus.lock.json', 'opus/invoice.ts']);
});

test.each(['9', '0', '-1', '1.5', 'soon', '86401'])('--interval %s is refused', async (interval) => {
  await using project = await startCliProject({ keys: ['invoice'] });
  const { code, stderr } = await project.run(['watch', '--interval', interval]);
  expect(code).toBe(2);
  expect(stderr).toContain('whole number of seconds from 10 to 86400');
});
