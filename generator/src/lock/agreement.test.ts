import type { LockedWorkflow, Lockfile } from '@opus-codegen/schema/lockfile';
import { expect, test } from 'vitest';
import { disagreements, lockedWorkflow } from './agreement.ts';
import type { OpusConfig } from '../config/define-config.ts';
import type { Project } from '../config/project.ts';
import { projectIn } from '../testing/project.ts';

const project = (workflows: OpusConfig['workflows']): Project => projectIn('/p', { workflows });

function lockfile(workflows: Readonly<Record<string, Partial<LockedWorkflow>>>): Lockfile {
  const whole = {
    workflowId: 'x',
    name: '',
    description: '',
    generation: 'v1',
    fingerprint: { inputs: '', outputs: '' },
    inputs: [],
    outputs: [],
    removed: [],
  } as const;
  return {
    lockfileVersion: 1,
    workflows: Object.fromEntries(Object.entries(workflows).map(([key, over]) => [key, { ...whole, ...over }])),
  };
}

function said(...args: Parameters<typeof disagreements>): readonly string[] {
  return disagreements(...args).map(({ name, where, what }) => `${name} at ${where}: ${what}`);
}

test('config and lockfile that speak of the same workflows agree', () => {
  expect(said(project({ a: 'x', b: { id: 'y', version: 2 } }), lockfile({ a: {}, b: { workflowId: 'y', pin: { version: 2 } } }))).toEqual(
    [],
  );
});

test('no lockfile is one disagreement, not one a workflow', () => {
  expect(said(project({ a: 'x', b: 'y' }), undefined)).toEqual(['lockfile-missing at /p/opus.lock.json: There is no lockfile.']);
});

test('each difference is told with its place', () => {
  expect(
    said(
      project({ fresh: 'x', moved: 'new', pinned: { id: 'p', version: 2 }, constructor: 'c' }),
      lockfile({ gone: {}, moved: { workflowId: 'old' }, pinned: { workflowId: 'p', pin: { workflowVersionId: 'v' } } }),
    ),
  ).toEqual([
    'lockfile-lacks-workflow at opus.config.ts › workflows.fresh: "fresh" is not in the lockfile.',
    'lockfile-other-workflow at opus.config.ts › workflows.moved: "moved": the config names workflow new, the lockfile old.',
    'lockfile-other-workflow at opus.config.ts › workflows.pinned: "pinned": the config asks for version 2, the lockfile holds version id v.',
    'lockfile-lacks-workflow at opus.config.ts › workflows.constructor: "constructor" is not in the lockfile.',
    'lockfile-extra-workflow at /p/opus.lock.json › workflows.gone: "gone" is in the lockfile, not in the config.',
  ]);
});

test('a filter asks about those workflows only', () => {
  const [config, locked] = [project({ a: 'x', b: 'y' }), lockfile({ gone: {} })];
  expect(disagreements(config, locked, new Set(['b'])).map(({ what }) => what)).toEqual(['"b" is not in the lockfile.']);
});

test('what every object inherits is no locked workflow', () => {
  expect(lockedWorkflow(lockfile({}), 'toString')).toBeUndefined();
  expect(lockedWorkflow(undefined, 'a')).toBeUndefined();
  expect(lockedWorkflow(lockfile({ a: { workflowId: 'q' } }), 'a')?.workflowId).toBe('q');
});
