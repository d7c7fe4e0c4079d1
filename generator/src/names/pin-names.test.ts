import type { Variable, WorkflowSchema } from '@opus-codegen/schema';
import type { LockedWorkflow, RemovedVariable } from '@opus-codegen/schema/lockfile';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUsableName } from './identifier.ts';
import { pinNames, type PinnedNames } from './pin-names.ts';
import { propertyRuns } from '../testing/property-runs.ts';

type Draft = Partial<Variable> & { readonly wire: string };

/** As a reader gives it: the wire name stands where the TypeScript name will. */
function variable(draft: Draft): Variable {
  return { name: draft.wire, type: 'str', ...draft } as Variable; // a draft's `type` and what belongs to it fit together
}

function schema(inputs: readonly Draft[], outputs: readonly Draft[] = []): WorkflowSchema {
  return { name: 'Invoice', description: '', generation: 'v1', inputs: inputs.map(variable), outputs: outputs.map(variable) };
}

function lock(pinned: PinnedNames, removed: readonly RemovedVariable[] = pinned.removed): LockedWorkflow {
  const { inputs, outputs } = pinned;
  return {
    workflowId: 'B9uGJfZ3CFwOdMKH',
    name: 'Invoice',
    description: '',
    generation: 'v1',
    fingerprint: { inputs: '', outputs: '' },
    inputs,
    outputs,
    removed,
  };
}

const names = (variables: readonly Variable[]): readonly string[] => variables.map(({ name }) => name);

describe('on the first pull', () => {
  test('labels give the names, wire names where there is none', () => {
    const live = schema([{ wire: 'workflow_input_a1', displayName: 'PO Number' }, { wire: 'risk_level' }, { wire: '---' }], [{ wire: '' }]);
    const pinned = pinNames({ key: 'invoice', live });
    expect(names(pinned.inputs)).toEqual(['poNumber', 'riskLevel', 'input']);
    expect(names(pinned.outputs)).toEqual(['output']);
    expect(pinned.removed).toEqual([]);
    expect(pinned.diagnostics).toEqual([]);
  });

  test('only the name is changed', () => {
    const live = schema([
      { wire: 'w', id: 'i', displayName: 'Amount', description: 'How much', type: 'float', nullable: true, declared: 'number' },
    ]);
    expect(pinNames({ key: 'invoice', live }).inputs).toEqual([{ ...live.inputs[0], name: 'amount' }]);
  });

  test('two of one label both carry a part of their wire name, and the message can be pasted', () => {
    const live = schema([
      { wire: 'workflow_input_net', displayName: 'Amount' },
      { wire: 'workflow_input_gross', displayName: 'Amount' },
    ]);
    const pinned = pinNames({ key: 'invoice', live });
    expect(names(pinned.inputs)).toEqual(['amountNet', 'amountGross']);
    expect(pinned.diagnostics).toEqual([
      {
        kind: 'name-collision',
        place: 'invoice.inputs.workflow_input_net',
        message: 'It (labelled "Amount") would be called amount, as would another variable beside it; it is called amountNet.',
        fix: `To choose the name yourself: workflows.invoice.inputs: { "workflow_input_net": 'amountNet' }`,
      },
      {
        kind: 'name-collision',
        place: 'invoice.inputs.workflow_input_gross',
        message: 'It (labelled "Amount") would be called amount, as would another variable beside it; it is called amountGross.',
        fix: `To choose the name yourself: workflows.invoice.inputs: { "workflow_input_gross": 'amountGross' }`,
      },
    ]);
  });
});

describe('on a later pull', () => {
  const first = pinNames({
    key: 'invoice',
    live: schema([
      { wire: 'workflow_input_a1', id: '1', displayName: 'PO Number' },
      { wire: 'workflow_input_b2', id: '2', displayName: 'Amount', type: 'float' },
    ]),
  });

  test('a regenerated wire name keeps the name, by id', () => {
    const live = schema([
      { wire: 'workflow_input_zz', id: '1', displayName: 'Order' },
      { ...first.inputs[1], wire: 'workflow_input_b2' },
    ]);
    expect(pinNames({ key: 'invoice', live, locked: lock(first) }).inputs.map(({ name, wire }) => [name, wire])).toEqual([
      ['poNumber', 'workflow_input_zz'],
      ['amount', 'workflow_input_b2'],
    ]);
  });

  test('a regenerated wire name and id keep the name, by label', () => {
    const live = schema([{ wire: 'workflow_input_zz', id: '9', displayName: 'PO Number' }]);
    const pinned = pinNames({ key: 'invoice', live, locked: lock(first) });
    expect(names(pinned.inputs)).toEqual(['poNumber']);
    expect(pinned.removed).toEqual([{ name: 'amount', displayName: 'Amount' }]);
  });

  test('an edited label renames nobody', () => {
    const live = schema([{ wire: 'workflow_input_a1', displayName: 'Purchase order' }]);
    expect(names(pinNames({ key: 'invoice', live, locked: lock(first) }).inputs)).toEqual(['poNumber']);
  });

  test('the lockfile keeps the order, and what is new comes last', () => {
    const live = schema([{ wire: 'new', displayName: 'New' }, { wire: 'workflow_input_b2', type: 'float' }, { wire: 'workflow_input_a1' }]);
    expect(names(pinNames({ key: 'invoice', live, locked: lock(first) }).inputs)).toEqual(['poNumber', 'amount', 'new']);
  });

  test('a newcomer with a label already in use renames only itself', () => {
    const live = schema([
      { wire: 'workflow_input_a1', displayName: 'PO Number' },
      { wire: 'workflow_input_c3', displayName: 'PO Number' },
    ]);
    const pinned = pinNames({ key: 'invoice', live, locked: lock(first) });
    expect(names(pinned.inputs)).toEqual(['poNumber', 'poNumberC3']);
    expect(pinned.diagnostics.map(({ kind, place }) => [kind, place])).toEqual([['name-collision', 'invoice.inputs.workflow_input_c3']]);
  });
});

/** An array of objects with these fields. */
function lines(fields: readonly Draft[]): Draft {
  return { wire: 'lines', displayName: 'Lines', type: 'array', element: { type: 'object', fields: fields.map(variable) } };
}

/** The names of the fields of `lines`. */
function inner(pinned: PinnedNames): readonly string[] {
  const [line] = pinned.inputs;
  return line?.type === 'array' && line.element?.type === 'object' ? names(line.element.fields ?? []) : [];
}

describe('what is inside a variable', () => {
  const fields = [
    { wire: 's1', displayName: 'SKU' },
    { wire: 'q1', displayName: 'Quantity', type: 'int' },
  ] as const;
  const first = pinNames({ key: 'invoice', live: schema([lines(fields)]) });

  test('is named too', () => {
    expect(inner(first)).toEqual(['sku', 'quantity']);
  });

  test('keeps its names and places', () => {
    const live = schema([
      lines([
        { wire: 'q2', displayName: 'Quantity', type: 'int' },
        { wire: 's1', displayName: 'Article' },
      ]),
    ]);
    expect(inner(pinNames({ key: 'invoice', live, locked: lock(first) }))).toEqual(['sku', 'quantity']);
  });

  test('keeps them when the type becomes one of several', () => {
    const [line] = schema([lines([{ wire: 's1', displayName: 'Article' }])]).inputs;
    if (line?.type !== 'array') throw new Error('a list was built');
    const live = schema([{ wire: 'lines', type: 'union', anyOf: [{ type: 'str' }, line] }]);
    const [pinned] = pinNames({ key: 'invoice', live, locked: lock(first) }).inputs;
    expect(pinned).toMatchObject({ anyOf: [{ type: 'str' }, { element: { fields: [{ name: 'sku', wire: 's1' }] } }] });
  });

  test('is reached by an override through its path', () => {
    const pinned = pinNames({ key: 'invoice', live: schema([lines(fields)]), overrides: { inputs: { 'lines[].s1': 'article' } } });
    expect(inner(pinned)).toEqual(['article', 'quantity']);
    expect(pinned.diagnostics).toEqual([]);
  });
});

describe('an override', () => {
  const live = schema([
    { wire: 'a1', displayName: 'Text' },
    { wire: 'b2', displayName: 'Amount' },
  ]);

  test('wins over the label and over the lockfile', () => {
    const locked = lock(pinNames({ key: 'invoice', live }));
    expect(names(pinNames({ key: 'invoice', live, locked, overrides: { inputs: { a1: 'prompt' } } }).inputs)).toEqual(['prompt', 'amount']);
  });

  test('removes nothing from the workflow: the former name is not told as removed', () => {
    const locked = lock(pinNames({ key: 'invoice', live }));
    expect(pinNames({ key: 'invoice', live, locked, overrides: { inputs: { a1: 'prompt' } } }).removed).toEqual([]);
  });

  test('takes a name from the variable that had it', () => {
    const locked = lock(pinNames({ key: 'invoice', live }));
    const pinned = pinNames({ key: 'invoice', live, locked, overrides: { inputs: { a1: 'amount' } } });
    expect(names(pinned.inputs)).toEqual(['amount', 'amountB2']);
    expect(pinned.diagnostics.map(({ kind, place }) => [kind, place])).toEqual([
      ['pin-lost', 'invoice.inputs.b2'],
      ['name-collision', 'invoice.inputs.b2'],
    ]);
  });

  test.each([
    ['__proto__', `Write 'proto'.`],
    ['my name', `Write 'myName'.`],
    ['', 'Use letters and digits.'],
  ])('that is no usable name (%j) is told and left', (override, fix) => {
    const pinned = pinNames({ key: 'invoice', live, overrides: { inputs: { a1: override } } });
    expect(names(pinned.inputs)).toEqual(['text', 'amount']);
    expect(pinned.diagnostics.map((diagnostic) => [diagnostic.kind, diagnostic.fix])).toEqual([['override-invalid', fix]]);
  });

  test('given twice names the first and is told for the second', () => {
    const pinned = pinNames({ key: 'invoice', live, overrides: { inputs: { a1: 'x', b2: 'x' } } });
    expect(names(pinned.inputs)).toEqual(['x', 'amount']);
    expect(pinned.diagnostics.map(({ kind, place }) => [kind, place])).toEqual([['override-duplicate', 'invoice.inputs.b2']]);
  });

  test('for a wire name that is not there is told', () => {
    const { diagnostics } = pinNames({ key: 'invoice', live, overrides: { outputs: { nope: 'x' } } });
    expect(diagnostics.map(({ kind, fix }) => [kind, fix])).toEqual([['override-unused', 'Take "nope" out of workflows.invoice.outputs.']]);
  });

  test('for a wire name that was regenerated says the new one, and the name stays', () => {
    const overrides = { inputs: { a1: 'prompt' } };
    const locked = lock(pinNames({ key: 'invoice', live, overrides }));
    const pinned = pinNames({ key: 'invoice', live: schema([{ wire: 'a2', displayName: 'Text' }]), locked, overrides });
    expect(names(pinned.inputs)).toEqual(['prompt']);
    expect(pinned.diagnostics.map(({ kind, fix }) => [kind, fix])).toEqual([
      ['override-unused', 'In workflows.invoice.inputs, write "a2" in place of "a1".'],
    ]);
  });
});

describe('removed inputs', () => {
  const before = lock(
    pinNames({ key: 'invoice', live: schema([{ wire: 't', displayName: 'Threshold', type: 'float' }, { wire: 'a' }], [{ wire: 'o' }]) }),
  );

  test('are remembered by name and label; outputs are not', () => {
    expect(pinNames({ key: 'invoice', live: schema([{ wire: 'a' }]), locked: before }).removed).toEqual([
      { name: 'threshold', displayName: 'Threshold' },
    ]);
  });

  test('stay remembered, older ones first', () => {
    const then = { ...before, removed: [{ name: 'older' }] };
    expect(pinNames({ key: 'invoice', live: schema([]), locked: then }).removed).toEqual([
      { name: 'older' },
      { name: 'threshold', displayName: 'Threshold' },
      { name: 'a' },
    ]);
  });

  test('are forgotten when an input takes the name again, of whatever type', () => {
    const live = schema([{ wire: 'a' }, { wire: 'new', displayName: 'Threshold', type: 'file' }]);
    const pinned = pinNames({ key: 'invoice', live, locked: before });
    expect(names(pinned.inputs)).toEqual(['a', 'threshold']);
    expect(pinned.removed).toEqual([]);
  });
});

test('a lockfile edited by hand cannot bring a bad or double name into code', () => {
  const removed = [{ name: 'a; b' }, { name: 'c' }, { name: 'c' }];
  const healed = pinNames({ key: 'invoice', live: schema([]), locked: lock({ inputs: [], outputs: [], removed, diagnostics: [] }) });
  expect(healed.removed).toEqual([{ name: 'c' }]);

  const live = schema([{ wire: 'a' }, { wire: 'b' }, { wire: 'c' }]);
  const [a, b, c] = live.inputs.map((input, index) => ({ ...input, name: ['x', 'x', '__proto__'][index] ?? '' }));
  if (!a || !b || !c) throw new Error('three were built');
  const pinned = pinNames({ key: 'invoice', live, locked: lock({ inputs: [a, b, c], outputs: [], removed: [], diagnostics: [] }) });
  expect(names(pinned.inputs)).toEqual(['x', 'b', 'c']);
  expect(pinned.diagnostics.map(({ kind, place }) => [kind, place])).toEqual([
    ['pin-lost', 'invoice.inputs.b'],
    ['pin-lost', 'invoice.inputs.c'],
  ]);
});

const drafts = fc.uniqueArray(
  fc.record({
    wire: fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('workflow_input_a', 'workflow_input_b', 'amount', 'a_b', 'a-b', '__proto__'),
    ),
    displayName: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Amount', 'amount', 'Constructor', 'then', '2nd', '')),
    id: fc.constantFrom('1', '2', '3'),
  }),
  { selector: ({ wire }) => wire, maxLength: 8 },
);

describe('for every schema', () => {
  test('all names differ and can stand in code', () => {
    fc.assert(
      fc.property(drafts, drafts, (before, after) => {
        const locked = lock(pinNames({ key: 'invoice', live: schema(before) }));
        const all = names(pinNames({ key: 'invoice', live: schema(after), locked }).inputs);
        expect(new Set(all).size).toBe(after.length);
        expect(all.filter((name) => !isUsableName(name))).toEqual([]);
      }),
      propertyRuns,
    );
  });

  test('pulling again, shuffled, changes nothing', () => {
    fc.assert(
      fc.property(drafts, fc.infiniteStream(fc.nat()), (all, random) => {
        const first = pinNames({ key: 'invoice', live: schema(all) });
        const shuffled = all.map((draft) => [random.next().value ?? 0, draft] as const).sort(([a], [b]) => a - b);
        const again = pinNames({ key: 'invoice', live: schema(shuffled.map(([, draft]) => draft)), locked: lock(first) });
        expect(again).toEqual({ ...first, diagnostics: [] });
      }),
      propertyRuns,
    );
  });
});
