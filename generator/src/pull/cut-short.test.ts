import type { Variable, WorkflowSchema } from '@opus-codegen/schema';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { expect, test } from 'vitest';
import { looksCutShort } from './cut-short.ts';

const variables = (...names: readonly string[]): readonly Variable[] =>
  names.map((name) => ({ name, wire: `w_${name}`, displayName: name, type: 'str' }));
const schema = (inputs: readonly Variable[], outputs: readonly Variable[] = []): WorkflowSchema => ({
  name: '',
  description: '',
  generation: 'v1',
  inputs,
  outputs,
});
const locked = (inputs: readonly Variable[], outputs: readonly Variable[] = []): LockedWorkflow => ({
  name: '',
  description: '',
  generation: 'v1',
  inputs,
  outputs,
  workflowId: 'x',
  fingerprint: { inputs: '', outputs: '' },
  removed: [],
});

test.each([
  ['a workflow never seen before, with inputs', schema(variables('a')), undefined, false],
  ['a workflow never seen before, with outputs only', schema([], variables('o')), undefined, false],
  ['a workflow never seen before, empty', schema([]), undefined, true],
  ['one that was empty before', schema([]), locked([]), false],
  ['one that had inputs and is empty', schema([]), locked(variables('a')), true],
  ['one that had outputs and is empty', schema([]), locked([], variables('o')), true],
  ['one whose only input went, outputs still there', schema([], variables('o')), locked(variables('a'), variables('o')), true],
  ['one that lost two inputs of five', schema(variables('a', 'b', 'c')), locked(variables('a', 'b', 'c', 'd', 'e')), false],
  ['one that lost three inputs of five', schema(variables('a', 'b')), locked(variables('a', 'b', 'c', 'd', 'e')), true],
  ['one that lost three inputs and got three others', schema(variables('a', 'x', 'y', 'z')), locked(variables('a', 'b', 'c', 'd')), true],
  [
    'one whose three inputs have new wire names',
    schema(variables('a', 'b', 'c').map((variable) => ({ ...variable, wire: `${variable.wire}_2` }))),
    locked(variables('a', 'b', 'c')),
    false,
  ],
  ['one that lost every output', schema(variables('a'), []), locked(variables('a'), variables('o', 'p', 'q')), false],
])('%s', (_, live, before, expected) => {
  expect(looksCutShort(live, before)).toBe(expected);
});
