import { printLockfile, type LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { expect, test } from 'vitest';
import { parseLockfile } from './lockfile-text.ts';

const invoice: LockedWorkflow = {
  workflowId: 'B9uG',
  name: 'Invoice',
  description: '',
  generation: 'v1',
  fingerprint: { inputs: 'fp1:a', outputs: 'fp1:b' },
  inputs: [],
  outputs: [],
  removed: [],
};
const text = printLockfile({ lockfileVersion: 1, workflows: { invoice } });

function refusalOf(edited: string): string {
  const reading = parseLockfile(edited, 'opus.lock.json');
  return reading.ok ? 'read' : `${reading.diagnostic.name} at ${reading.diagnostic.where}: ${reading.diagnostic.what}`;
}

test('what is wrong with a lockfile is told as a diagnostic, with the place', () => {
  expect(refusalOf(text)).toBe('read');
  expect(refusalOf(text.replace('  "workflows"', '<<<<<<< HEAD\n  "workflows"'))).toBe(
    'lockfile-conflict at opus.lock.json:3: Line 3 of the lockfile is a merge conflict marker.',
  );
  expect(refusalOf(text.replace('"lockfileVersion": 1', '"lockfileVersion": 2'))).toBe(
    'lockfile-version at opus.lock.json: The lockfile says version 2; this package knows 1.',
  );
  expect(refusalOf(text.slice(0, 40))).toMatch(/^lockfile-damaged at opus\.lock\.json: The lockfile is no JSON: /);
  expect(refusalOf(text.replace('"v1"', '"v3"'))).toBe(
    'lockfile-damaged at opus.lock.json › workflows.invoice.generation: The lockfile is damaged: workflows.invoice.generation should be one of v1, v2.',
  );
});

test('a key that no file or function can be named after is damage', () => {
  expect(refusalOf(text.replace('"invoice"', '"$_"'))).toBe(
    'lockfile-damaged at opus.lock.json › workflows.$_: The lockfile is damaged: workflows.$_ should be under a key that names can be made of.',
  );
});
