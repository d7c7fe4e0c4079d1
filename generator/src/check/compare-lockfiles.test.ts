import type { LockedWorkflow, Lockfile } from '@opus-codegen/schema/lockfile';
import { expect, test } from 'vitest';
import { compareLockfiles } from './compare-lockfiles.ts';

const workflow = (more: Partial<LockedWorkflow> = {}): LockedWorkflow => ({
  workflowId: 'a',
  name: 'A',
  description: '',
  generation: 'v1',
  fingerprint: { inputs: '', outputs: '' },
  inputs: [],
  outputs: [],
  removed: [],
  ...more,
});
const lockfile = (workflows: Readonly<Record<string, LockedWorkflow>>): Lockfile => ({ lockfileVersion: 1, workflows });
const input = { name: 'poNumber', wire: 'w1', displayName: 'PO Number', type: 'str' } as const;

test('what stands in both is compared, what stands in one is new or gone, and another workflow under the same key is both', () => {
  const older = lockfile({ same: workflow(), changed: workflow({ inputs: [input] }), gone: workflow(), other: workflow() });
  const newer = lockfile({ same: workflow(), changed: workflow(), fresh: workflow(), other: workflow({ workflowId: 'b' }) });
  const { workflows, added, removed } = compareLockfiles(older, newer, { driftRules: {} }, undefined);
  expect(
    workflows.map(({ key, state, findings }) => `${key} ${state} ${findings.map(({ rule, level }) => `${level} ${rule}`).join()}`),
  ).toEqual(['changed drifted breaking variable-removed', 'same verified ']);
  expect([added, removed]).toEqual([
    ['fresh', 'other'],
    ['gone', 'other'],
  ]);
});

test('levels of the config and a filter hold here too', () => {
  const older = lockfile({ one: workflow({ inputs: [input] }), two: workflow({ inputs: [input] }) });
  const newer = lockfile({ one: workflow(), two: workflow() });
  const { workflows } = compareLockfiles(older, newer, { driftRules: { 'variable-removed': 'info' } }, new Set(['two']));
  expect(workflows.map(({ key, findings }) => `${key} ${findings[0]?.level}`)).toEqual(['two info']);
});
