import { fingerprint, type Variable, type WorkflowSchema } from '@opus-codegen/schema';
import type { Lockfile } from '@opus-codegen/schema/lockfile';
import { describe, expect, test } from 'vitest';
import { mergeLockfile } from './merge-lockfile.ts';
import type { LiveWorkflow } from '../pull/read-workflows.ts';
import { projectIn } from '../testing/project.ts';

const project = projectIn('/p', {
  workflows: { invoice: { id: 'B9uG', version: 3, inputs: { w_due: 'payBy' } }, other: 'y' },
});

const str = (wire: string, displayName: string): Variable => ({ name: wire, wire, id: `id-${wire}`, displayName, type: 'str' });

function live(key: string, schema: Partial<WorkflowSchema>, over: Partial<LiveWorkflow> = {}): LiveWorkflow {
  const workflow = project.workflows.find((one) => one.key === key);
  if (workflow === undefined) throw new Error('a workflow of the config');
  const whole: WorkflowSchema = { name: 'N', description: 'D', generation: 'v2', inputs: [], outputs: [], ...schema };
  return { workflow, schema: whole, notes: [], askedAgain: false, ...over };
}

function merge(
  before: Lockfile | undefined,
  lives: readonly LiveWorkflow[],
  over: { filter?: ReadonlySet<string>; prune?: boolean } = {},
): ReturnType<typeof mergeLockfile> {
  return mergeLockfile({ project, before, live: lives, prune: false, ...over });
}

describe('an entry', () => {
  test('is what was read, with names, fingerprints, the pin, and nothing that was not said', () => {
    const inputs = [str('w_po', 'PO Number'), str('w_due', 'Due')];
    const { lockfile, diagnostics } = merge(undefined, [live('invoice', { inputs, version: 7 })]);
    expect(diagnostics).toEqual([]);
    expect(lockfile.workflows).toEqual({
      invoice: {
        workflowId: 'B9uG',
        pin: { version: 3 },
        version: 7,
        name: 'N',
        description: 'D',
        generation: 'v2',
        fingerprint: { inputs: fingerprint(inputs), outputs: fingerprint([]) },
        inputs: [
          { ...inputs[0], name: 'poNumber' },
          { ...inputs[1], name: 'payBy' },
        ],
        outputs: [],
        removed: [],
      },
    });
  });

  test('drops a version that is no whole number, which no lockfile could hold', () => {
    expect(merge(undefined, [live('invoice', { version: 1.5 })]).lockfile.workflows['invoice']).not.toHaveProperty('version');
  });

  test('keeps an input that went away until it is pruned', () => {
    const first = merge(undefined, [live('invoice', { inputs: [str('w_po', 'PO Number'), str('w_due', 'Due')] })]).lockfile;
    const second = merge(first, [live('invoice', { inputs: [str('w_po', 'PO Number')] })]).lockfile;
    expect(second.workflows['invoice']?.removed).toEqual([{ name: 'payBy', displayName: 'Due' }]);
    const third = merge(second, [live('invoice', { inputs: [str('w_po', 'PO Number')] })]).lockfile;
    expect(third).toEqual(second);
    expect(
      merge(third, [live('invoice', { inputs: [str('w_po', 'PO Number')] })], { prune: true }).lockfile.workflows['invoice']?.removed,
    ).toEqual([]);
  });

  test('keeps the names of a workflow that moved to another id', () => {
    const first = merge(undefined, [live('invoice', { inputs: [str('w_po', 'PO Number')] })]).lockfile;
    const renamed: Lockfile = { lockfileVersion: 1, workflows: { invoice: { ...first.workflows['invoice']!, workflowId: 'old' } } };
    const second = merge(renamed, [live('invoice', { inputs: [{ ...str('w_new', 'PO Number'), id: 'other' }] })]).lockfile;
    expect(second.workflows['invoice']).toMatchObject({ workflowId: 'B9uG', inputs: [{ name: 'poNumber', wire: 'w_new' }] });
  });
});

describe('what was not read', () => {
  const before = merge(undefined, [live('invoice', { name: 'before' }), live('other', { name: 'before' })]).lockfile;
  const withGone: Lockfile = { lockfileVersion: 1, workflows: { ...before.workflows, gone: before.workflows['other']! } };

  test('stays as it is', () => {
    const { workflows } = merge(before, [live('invoice', { name: 'after' })]).lockfile;
    expect(workflows['invoice']?.name).toBe('after');
    expect(workflows['other']).toEqual(before.workflows['other']);
  });

  test('goes when it is no longer in the config, but not under a filter', () => {
    expect(Object.keys(merge(withGone, [live('invoice', {})]).lockfile.workflows)).toEqual(['invoice', 'other']);
    expect(Object.keys(merge(withGone, [live('invoice', {})], { filter: new Set(['invoice']) }).lockfile.workflows)).toEqual([
      'gone',
      'invoice',
      'other',
    ]);
  });
});

test('what the readers and the names have to say becomes diagnostics with a place', () => {
  const { diagnostics } = merge(undefined, [
    live(
      'other',
      { active: false, inputs: [str('w_a1b2c3d4e', 'Receipt'), str('w_f5g6h7i8j', 'Receipt')] },
      { askedAgain: true, notes: [{ code: 'unknown-type', place: 'inputs.x', message: 'The type "blob" is unknown.' }] },
    ),
  ]);
  expect(diagnostics.map(({ name, where }) => [name, where])).toEqual([
    ['schema-asked-again', 'opus.config.ts › workflows.other'],
    ['workflow-inactive', 'opus.config.ts › workflows.other'],
    ['schema-note', 'opus.config.ts › workflows.other › inputs.x'],
    ['name-collision', 'opus.config.ts › workflows.other.inputs.w_a1b2c3d4e'],
    ['name-collision', 'opus.config.ts › workflows.other.inputs.w_f5g6h7i8j'],
  ]);
});
