import type { Variable } from '@opus-codegen/schema';
import { describe, expect, test, vi } from 'vitest';
import type { OperatorCalls } from '../operator/calls.ts';
import type { WorkflowDescriptor } from '../descriptor.ts';
import { asGenerated } from './as-generated.ts';
import { createGuard } from './guard.ts';

const declared: readonly Variable[] = [
  { name: 'poNumber', wire: 'w1', id: 'i1', displayName: 'PO Number', type: 'str' },
  { name: 'risk', wire: 'w2', displayName: 'Risk', type: 'union', anyOf: [{ type: 'int' }, { type: 'str', options: ['Low', 'High'] }] },
  { name: 'lines', wire: 'w3', type: 'array', element: { type: 'object', fields: [field('sku'), field('qty')] } },
];

function field(wire: string): Variable {
  return { name: `${wire}Name`, wire, type: 'str', nullable: true };
}

const [po, risk, lines] = declared as [Variable, Variable, Variable];

describe('a live schema is the generated one', () => {
  test.each<[string, readonly Variable[]]>([
    ['to the letter', declared],
    ['under wire names, as a reader reads it', [{ ...po, name: 'w1' }, risk, lines]],
    ['in another order', [lines, po, risk]],
    ['with its keys in another order', [{ type: 'str', displayName: 'PO Number', id: 'i1', wire: 'w1', name: 'poNumber' }, risk, lines]],
    ['with another id and description', [{ ...po, id: 'i9', description: 'new' }, risk, lines]],
    [
      'with fields in another order',
      [po, risk, { ...lines, element: { type: 'object', fields: [field('qty'), field('sku')] } } as Variable],
    ],
  ])('%s', (_what, live) => {
    expect(asGenerated(declared, live)).toBe(true);
  });
});

describe('a live schema is another', () => {
  test.each<[string, readonly Variable[]]>([
    ['with another wire name', [{ ...po, wire: 'x1' }, risk, lines]],
    ['with another label', [{ ...po, displayName: 'Order' }, risk, lines]],
    ['with another spelling of a type, which is echoed', [{ ...po, declared: 'string' } as Variable, risk, lines]],
    ['that may be null', [{ ...po, nullable: true }, risk, lines]],
    [
      'with types in another order, of which the first that fits is sent',
      [po, { ...risk, anyOf: [{ type: 'str' }, { type: 'int' }] } as Variable, lines],
    ],
    ['with one more', [...declared, field('new')]],
    ['with one less', [po, risk]],
    ['with another field', [po, risk, { ...lines, element: { type: 'object', fields: [field('sku')] } } as Variable]],
  ])('%s', (_what, live) => {
    expect(asGenerated(declared, live)).toBe(false);
  });
});

test('nothing about drift is loaded for it', async () => {
  const loaded = vi.fn<() => void>();
  vi.doMock('./drift.ts', () => {
    loaded();
    return { compareWithLive: () => ({ changes: [], variables: [], outputs: [], crossed: false }) };
  });
  const serve = { v: 'str' };
  const calls = {
    getWorkflow: async () => ({ jobPayloadSchema: { v: { type: serve.v } }, jobResultsPayloadSchema: {} }),
  } as unknown as OperatorCalls; // the guard makes this one call
  const guard = createGuard({ calls, clock: { now: () => 0, random: () => 0, setTimer: () => () => {} } });
  const descriptor: WorkflowDescriptor = {
    key: 'k',
    workflowId: 'wf',
    generation: 'v1',
    name: '',
    inputs: [{ name: 'value', wire: 'v', type: 'str' }],
    outputs: [],
  };
  const question = { descriptor, input: { value: 'a' }, mode: 'adapt', maxAgeMs: 0, context: {} } as const;

  expect(await guard.check(question)).toMatchObject({ variables: descriptor.inputs, changes: [] });
  expect(loaded).not.toHaveBeenCalled();

  serve.v = 'int';
  await guard.check(question);
  expect(loaded).toHaveBeenCalledOnce();
});
