import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { json, type CliProject } from '../cli/harness.ts';
import { addInput, dropInput, startDriftingProject } from './drifting-project.ts';

let project: CliProject;
const accepting = ['--reason', 'ships on Friday', '--owner', 'kim', '--until', '2026-12-31'] as const;

beforeAll(async () => {
  project = await startDriftingProject();
});
afterAll(() => project[Symbol.asyncDispose]());
beforeEach(async () => {
  for (const file of ['opus.drift.json', 'drift.json']) rmSync(join(project.folder, file), { force: true });
  await project.run(['check', '--report', 'json=drift.json']);
  project.operator.clearRequests();
});

describe('accept', () => {
  test('records one finding, asking nobody; check then goes on and says who answers for it', async () => {
    const result = await project.run([
      'accept',
      'variable-added-required',
      'invoice.inputs.costCentre',
      '--from',
      'drift.json',
      ...accepting,
    ]);
    expect(result).toEqual({
      code: 0,
      stdout: `opus.drift.json: 1 accepted until 2026-12-31 (kim)
  breaking  invoice.inputs.costCentre  variable-added-required
check goes on without them until then. The guard before a run minds them all the same.
`,
      stderr: '',
    });
    expect(project.operator.requests).toEqual([]);
    expect(JSON.parse(project.read('opus.drift.json'))).toEqual({
      driftFileVersion: 1,
      accepted: [
        {
          rule: 'variable-added-required',
          workflow: 'invoice',
          place: 'invoice.inputs.costCentre',
          fingerprint: expect.stringMatching(/^df1:[0-9a-f]{64}$/),
          reason: 'ships on Friday',
          owner: 'kim',
          until: '2026-12-31',
        },
      ],
    });
    const check = await project.run(['check', '--fail-on', 'info']);
    expect(check.code).toBe(0);
    expect(check.stdout).toMatch(/^1 of 2 verified · 1 drifted \(1 accepted\)\n/);
    expect(check.stdout).toContain('accepted until 2026-12-31 by kim: ships on Friday');
  });

  test('another change counts all the same; --all takes it too, and leaves what is accepted as it is', async () => {
    await project.run(['accept', '--all', '--from', 'drift.json', ...accepting]);
    addInput(project, 'Buyer');
    const check = await project.run(['check', '--report', 'json=drift.json']);
    expect(check.code).toBe(20);
    expect(check.stdout).toMatch(/^1 of 2 verified · 1 drifted \(1 breaking, 1 accepted\)\n/);
    const result = await project.run([
      'accept',
      '--all',
      '--from',
      'drift.json',
      '--reason',
      'x',
      '--owner',
      'lee',
      '--until',
      '2026-11-30',
    ]);
    expect(result.stdout).toContain('1 accepted until 2026-11-30 (lee)');
    dropInput(project, 'Buyer');
    const owners = JSON.parse(project.read('opus.drift.json')).accepted.map(({ owner }: { owner: string }) => owner);
    expect(owners).toEqual(['lee', 'kim']);
    const after = await project.run(['check']);
    expect(after.code).toBe(0);
    expect(after.stdout).toMatch(
      /warning OPUS6012 The acceptance of variable-added-required at invoice\.inputs\.buyer \(lee\) matches nothing/,
    );
  });

  test('what has run out comes back, and says so', async () => {
    await project.run(['accept', '--all', '--from', 'drift.json', ...accepting]);
    project.write({ 'opus.drift.json': project.read('opus.drift.json').replace('2026-12-31', '2026-11-22') });
    const check = await project.run(['check']);
    expect(check.code).toBe(20);
    expect(check.stdout).toContain('ran out on 2026-11-22; it counts again.');
  });

  test('is prolonged by name, from a report in which it stands as accepted', async () => {
    await project.run(['accept', '--all', '--from', 'drift.json', ...accepting]);
    await project.run(['check', '--report', 'json=drift.json']);
    const named = ['accept', 'variable-added-required', 'inputs.costCentre', '--from', 'drift.json'];
    expect((await project.run([...named, '--reason', 'x', '--owner', 'kim', '--until', '2027-01-15'])).code).toBe(0);
    expect(project.read('opus.drift.json').match(/"until": ".*"/g)).toEqual(['"until": "2027-01-15"']);
  });

  test('takes what check --format json printed, and a fingerprint in place of a report', async () => {
    const { stdout } = await project.run(['check', '--format', 'json']);
    project.write({ 'printed.json': stdout });
    expect(json(await project.run(['accept', '--all', '--from', 'printed.json', ...accepting, '--format', 'json']))).toMatchObject({
      exitCode: 0,
      files: ['opus.drift.json'],
      accepted: [{ rule: 'variable-added-required', level: 'breaking', place: 'invoice.inputs.costCentre', owner: 'kim' }],
    });
    const accepted = project.read('opus.drift.json');
    const [fingerprint = ''] = /df1:[0-9a-f]{64}/.exec(accepted) ?? [];
    rmSync(join(project.folder, 'opus.drift.json'));
    const named = ['accept', 'variable-added-required', 'invoice.inputs.costCentre', '--fingerprint', fingerprint];
    expect((await project.run([...named, ...accepting])).code).toBe(0);
    expect(project.read('opus.drift.json')).toBe(accepted);
    expect((await project.run([...named, '--reason', 'x', '--owner', 'kim', '--until', '2027-12-31'])).stderr).toContain(
      '2027-02-21 at the latest',
    );
  });

  test.each([
    [['--all'], 'Neither --from nor --fingerprint says what was found.'],
    [['variable-removed', '--from', 'drift.json'], 'The rule or the place is missing.'],
    [['variable-added-requird', 'x', '--from', 'drift.json'], 'Did you mean variable-added-required?'],
    [['variable-removed', 'invoice.inputs.x', '--from', 'drift.json'], 'The report has no variable-removed at invoice.inputs.x.'],
    [['--all', '--from', 'nowhere.json'], 'OPUS6016 nowhere.json cannot be read (ENOENT).'],
    [['--all', '--from', 'opus.lock.json'], 'OPUS6016 opus.lock.json: the report.projects should be a list.'],
    [['variable-removed', 'x', '--fingerprint', 'abc'], '--fingerprint is no fingerprint of a finding.'],
    [['variable-removed', 'a.inputs.x', '--fingerprint', `df1:${'0'.repeat(64)}`], 'the config has no workflow "a".'],
  ])('%j is refused with 2, and nothing is written', async (args, problem) => {
    const result = await project.run(['accept', ...args, ...accepting]);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain(problem);
    expect(Object.keys(project.tree())).not.toContain('opus.drift.json');
  });

  test('a damaged opus.drift.json stops check and accept alike, and stays as it is', async () => {
    project.write({ 'opus.drift.json': '{ "driftFileVersion": 1, "accepted": [{ "rule": "x" }] }' });
    for (const args of [['check'], ['check', '--offline'], ['accept', '--all', '--from', 'drift.json', ...accepting]]) {
      const result = await project.run(args);
      expect(result.code).toBe(2);
      expect(result.stderr).toContain('OPUS6009 opus.drift.json is damaged: accepted[0].until should be a text.');
    }
    expect(project.read('opus.drift.json')).toContain('[{ "rule": "x" }]');
  });
});
