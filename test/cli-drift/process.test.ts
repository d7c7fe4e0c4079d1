import { expect, test } from 'vitest';
import { json } from '../cli/harness.ts';
import { signalsArrive } from '../project/signals.ts';
import { startDriftingProject } from './drifting-project.ts';

/** The other tests run the command line inside their own process; these see that the real one does the same. */

test('check, accept, check: as three processes, held against the day of this machine', async () => {
  await using project = await startDriftingProject();
  expect((await project.runProcess(['check', '--report', 'json=drift.json'])).code).toBe(20);
  const until = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
  const accepted = await project.runProcess(
    ['accept', '--all', '--from', 'drift.json', '--reason', 'x', '--owner', 'kim', '--until', until, '--format', 'json'],
    { env: { OPUS_SERVICE_KEY: undefined } },
  );
  expect(json(accepted)).toMatchObject({ exitCode: 0, accepted: [{ place: 'invoice.inputs.costCentre', until }] });
  expect((await project.runProcess(['check'])).code).toBe(0);
  expect(json(await project.runProcess(['rules', '--format', 'json']))).toMatchObject({ command: 'rules', exitCode: 0 });
});

test.runIf(signalsArrive)('Ctrl-C ends a diff with 130, and a check with reports writes none', async () => {
  await using project = await startDriftingProject();
  const before = project.tree();
  project.operator.clearRequests();
  project.operator.fault({ call: 'getWorkflow', kind: 'hang', times: Infinity });
  const running = [project.start(['diff']), project.start(['check', '--report', 'json=drift.json'])];
  await expect.poll(() => project.operator.requests.length).toBe(4);
  for (const { child } of running) child.kill('SIGINT');
  for (const { ended } of running) expect((await ended).code).toBe(130);
  expect(project.tree()).toEqual(before);
});
