/** The real command on a real terminal. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openScreen } from './screen.ts';
import { configOf, startCliProject, type CliProject } from '../cli/harness.ts';
import { atTerminal, CTRL_C, hasTerminals, type TerminalResult, type TerminalStep } from '../cli/terminal.ts';
import { workflowIds } from '../workflows/workflows.ts';

const BIN = join(import.meta.dirname, '../../generator/bin/opus-codegen.mjs');

interface Played extends TerminalResult {
  /** What stands on the screen at the end. */
  readonly lines: readonly string[];
}

async function onTerminal(
  project: CliProject,
  args: readonly string[],
  steps: readonly TerminalStep[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Played> {
  const { baseUrl, serviceKey } = project.operator;
  const result = await atTerminal([process.execPath, BIN, ...args], steps, {
    cwd: project.folder,
    size: [80, 24],
    env: { PATH: process.env['PATH'], OPUS_BASE_URL: baseUrl, OPUS_SERVICE_KEY: serviceKey, ...env },
  });
  const bytes = Buffer.from(result.written, 'base64');
  const screen = openScreen();
  let shown = 0;
  for (const { at, to } of result.resizes) {
    screen.show(bytes.subarray(shown, at).toString('utf8'));
    await screen.lines();
    screen.resize(...to);
    shown = at;
  }
  screen.show(bytes.subarray(shown).toString('utf8'));
  return { ...result, written: bytes.toString('utf8'), lines: await screen.lines() };
}

const withoutTimes = (lines: readonly string[]): readonly string[] => lines.map((line) => line.replace(/ {2}[\d.]+ s$/, ''));

test.skipIf(!hasTerminals)('a run leaves a line for each of its phases, and the result', async () => {
  await using project = await startCliProject({ keys: ['invoice', 'sampler'] });
  project.operator.fault({ call: 'getWorkflow', kind: 'status', status: 503 });
  const { code, lines, isAsBefore, written } = await onTerminal(project, []);
  expect(withoutTimes(lines)).toEqual([
    '✓ Reading workflows  2/2  1 asked again',
    '✓ Typing and formatting  3/3',
    '✓ Writing  4/4',
    'opus.config.ts: done (4 created)',
    '  created   opus.lock.json',
    '  created   opus/index.ts',
    '  created   opus/invoice.ts',
    '  created   opus/sampler.ts',
  ]);
  expect(code).toBe(0);
  expect(isAsBefore).toBe(true);
  expect(written).not.toContain('\u001b[?25l');
});

test.skipIf(!hasTerminals)('Ctrl-C in the middle ends with 130, and leaves terminal and project as they were', async () => {
  await using project = await startCliProject({ keys: ['invoice', 'sampler'] });
  const before = project.tree();
  project.operator.fault({ call: 'getWorkflow', kind: 'hang', match: ({ path }) => path.includes(workflowIds.sampler), times: Infinity });
  const { code, lines, isAsBefore, missing, written } = await onTerminal(project, [], [{ expect: '1/2', send: CTRL_C }]);
  expect(missing).toBeNull();
  expect(code).toBe(130);
  expect(withoutTimes(lines)).toEqual([
    '✗ Reading workflows  1/2',
    'error OPUS9003 Interrupted.',
    '  why The run was stopped before it was done.',
    '  fix Run again: everything is as it was before.',
  ]);
  expect(isAsBefore).toBe(true);
  expect(written).not.toContain('\u001b[?25l');
  expect(project.tree()).toEqual(before);
});

test.skipIf(!hasTerminals)('a window that changes its size in the middle shows the list once', async () => {
  await using project = await startCliProject({ keys: ['invoice', 'sampler'] });
  project.operator.fault({ call: 'getWorkflow', kind: 'delay', delayMs: 1_500, match: ({ path }) => path.includes(workflowIds.sampler) });
  const { code, lines } = await onTerminal(project, ['pull'], [{ expect: '1/2', resize: [24, 20] }]);
  expect(code).toBe(0);
  expect(lines).toEqual([
    '✓ Reading workflows  2…',
    expect.stringMatching(/^✓ Writing {2}1\/1 {2}/),
    'opus.config.ts: done (1 ',
    'created)',
    '  created   opus.lock.js',
    'on',
  ]);
});

test.skipIf(!hasTerminals)('a watch shows that it is watching, tells what changed above that, and ends with 130 at Ctrl-C', async () => {
  await using project = await startCliProject({ keys: ['invoice', 'sampler'], generated: true });
  project.write({ 'opus.config.ts': configOf(['invoice']) });
  const { code, lines, isAsBefore, missing } = await onTerminal(project, ['watch'], [{ expect: 'Watching 1 workflow', send: CTRL_C }]);
  expect(missing).toBeNull();
  expect(code).toBe(130);
  expect(withoutTimes(lines)).toEqual([
    '✓ Reading workflows  1/1',
    '✓ Typing and formatting  1/1',
    '✓ Writing  3/3',
    expect.stringContaining('unchanged'),
    '',
    'unchanged  invoice',
    '',
    'gone  sampler',
    '',
    'opus.config.ts: done (2 updated, 1 deleted, 1 unchanged)',
    '  updated   opus.lock.json',
    '  updated   opus/index.ts',
    '  deleted   opus/sampler.ts',
    '✓ Watching 1 workflow, every 60 s',
  ]);
  expect(isAsBefore).toBe(true);
  expect(Object.keys(project.tree())).toEqual(['opus.config.ts', 'opus.lock.json', 'opus/index.ts', 'opus/invoice.ts']);
});

test.skipIf(!hasTerminals)('in CI there are lines even on a terminal, and --quiet says nothing', async () => {
  await using project = await startCliProject({ keys: ['invoice'] });
  const inCi = await onTerminal(project, ['pull'], [], { CI: 'true' });
  expect(inCi.lines.slice(0, 2)).toEqual(['Reading workflows (1)', 'Writing (1)']);
  expect(inCi.written).not.toContain('\u001b[?2026');
  expect((await onTerminal(project, ['generate', '--quiet'])).written).toBe('');
  expect((await onTerminal(project, ['generate', '--verbose'])).lines).toContain('  invoice');
});
