import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Variable } from '../model.ts';
import { arbitraries } from '../testing/arbitraries.ts';
import { matchVariables, type VariableMatch } from './index.ts';

function variable(wire: string, displayName?: string, more: Partial<Variable> = {}): Variable {
  // The pieces are put together by each test; all of them are variables.
  return { name: wire, wire, type: 'str', ...(displayName === undefined ? {} : { displayName }), ...more } as Variable;
}

/** `a-label-b` for a pair, `-a` for what is gone, `+b` for what is new. */
function told({ pairs, removed, added }: VariableMatch): readonly string[] {
  return [
    ...pairs.map(({ before, after, by }) => `${before.wire}-${by}-${after.wire}`),
    ...removed.map(({ wire }) => `-${wire}`),
    ...added.map(({ wire }) => `+${wire}`),
  ];
}

function crossed(match: VariableMatch): readonly (readonly string[])[] {
  return match.crossed.map((group) => group.map(({ before }) => before.wire));
}

/** How often types are looked at while so many variables of one label and id are matched with as many others. */
function readsOf(count: number): number {
  let reads = 0;
  const namesakes = (prefix: string): readonly Variable[] =>
    Array.from({ length: count }, (_, index) =>
      Object.defineProperty(variable(`${prefix}${index}`, 'Same', { id: '1' }), 'type', { get: () => (reads++, 'str') }),
    );
  expect(matchVariables(namesakes('a'), namesakes('b')).removed).toHaveLength(count);
  return reads;
}

describe('old and new variables are paired', () => {
  test('by wire name, whatever else changed', () => {
    const match = matchVariables([variable('a', 'A', { id: '1' })], [variable('a', 'B', { id: '2', type: 'int' })]);
    expect(told(match)).toEqual(['a-wire-a']);
  });

  test('by id where the wire name is gone, before the label is asked', () => {
    const match = matchVariables([variable('a', 'A', { id: '1' })], [variable('b', 'A', { id: '2' }), variable('c', 'C', { id: '1' })]);
    expect(told(match)).toEqual(['a-id-c', '+b']);
  });

  test('by the id in a wire name, where no id is told', () => {
    const id = { id: 'p0nr71x2c' };
    expect(told(matchVariables([variable('workflow_input_p0nr71x2c')], [variable('b', 'B', id)]))).toEqual([
      'workflow_input_p0nr71x2c-id-b',
    ]);
    expect(told(matchVariables([variable('p0nr71x2c')], [variable('b', 'B', id)]))).toEqual(['p0nr71x2c-id-b']);
    expect(told(matchVariables([variable('workflow_input_p0nr71x2c', 'A', { id: '1' })], [variable('b', 'B', id)]))).toEqual([
      '-workflow_input_p0nr71x2c',
      '+b',
    ]);
  });

  test('by a label nobody else has', () => {
    expect(told(matchVariables([variable('a', 'PO Number')], [variable('b', ' PO Number ')]))).toEqual(['a-label-b']);
  });

  test.each<[string, Partial<Variable>, Partial<Variable>, string]>([
    ['int and float', { type: 'int' }, { type: 'float' }, 'a-label-b'],
    ['date and text', { type: 'date' }, {}, 'a-label-b'],
    ['two option lists', { type: 'str', options: ['x'] }, { type: 'str', options: ['y'] }, 'a-label-b'],
    ['the two lists of files', { type: 'array_files' }, { type: 'array', element: { type: 'file' } }, 'a-label-b'],
    ['an unknown type and any', { type: 'unknown' }, { type: 'bool' }, 'a-label-b'],
    ['several types, one shared', { type: 'union', anyOf: [{ type: 'int' }, { type: 'bool' }] }, { type: 'bool' }, 'a-label-b'],
    ['text and number', {}, { type: 'float' }, '-a'],
    ['text and file', {}, { type: 'file' }, '-a'],
    ['file and list of files', { type: 'file' }, { type: 'array_files' }, '-a'],
  ])('%s by label or id: compatible types only', (_, before, after, expected) => {
    expect(told(matchVariables([variable('a', 'L', before)], [variable('b', 'L', after)]))[0]).toBe(expected);
    const byId = matchVariables([variable('a', 'K', { ...before, id: '1' })], [variable('b', 'L', { ...after, id: '1' })]);
    expect(told(byId)[0]).toBe(expected.replace('label', 'id'));
  });

  test('a label that two carry pairs nobody, and the candidates are named', () => {
    const match = matchVariables([variable('a', 'Name')], [variable('b', 'Name'), variable('c', 'Name')]);
    expect(told(match)).toEqual(['-a', '+b', '+c']);
    expect(match.ties.map(({ before, candidates }) => [before.wire, candidates.map(({ wire }) => wire)])).toEqual([['a', ['b', 'c']]]);
  });

  test('a label that a matched variable shares is no proof either', () => {
    expect(told(matchVariables([variable('x', 'Name'), variable('a', 'Name')], [variable('x', 'Name'), variable('b', 'Name')]))).toEqual([
      'x-wire-x',
      '-a',
      '+b',
    ]);
    expect(told(matchVariables([variable('a', 'Name')], [variable('x', 'Name'), variable('b', 'Name')]))).toEqual(['-a', '+x', '+b']);
  });

  test('a label that two old variables carry pairs neither with the only new one', () => {
    const match = matchVariables([variable('a', 'Name'), variable('b', 'Name')], [variable('c', 'Name')]);
    expect(told(match)).toEqual(['-a', '-b', '+c']);
    expect(match.ties.map(({ before }) => before.wire)).toEqual(['a', 'b']);
  });

  test('a namesake of another type is no rival', () => {
    expect(told(matchVariables([variable('a', 'Name')], [variable('b', 'Name', { type: 'bool' }), variable('c', 'Name')]))).toEqual([
      'a-label-c',
      '+b',
    ]);
  });

  test('an id that two carry pairs nobody', () => {
    const match = matchVariables([variable('a', 'A', { id: '1' })], [variable('b', 'B', { id: '1' }), variable('c', 'C', { id: '1' })]);
    expect(told(match)).toEqual(['-a', '+b', '+c']);
    expect(match.ties).toHaveLength(1);
  });

  test('no label is not a label in common', () => {
    expect(told(matchVariables([variable('a'), variable('b', '')], [variable('c'), variable('d', '  ')]))).toEqual([
      '-a',
      '-b',
      '+c',
      '+d',
    ]);
  });

  test('the work over namesakes grows with their number, not with its square', () => {
    const few = readsOf(500);
    expect(readsOf(5000) / few).toBeLessThan(11);
  });
});

describe('labels that changed places', () => {
  test.each<[string, readonly string[], readonly (readonly string[])[]]>([
    ['two exchanged', ['B', 'A', 'C'], [['a', 'b']]],
    ['three in a ring', ['B', 'C', 'A'], [['a', 'b', 'c']]],
    ['one took the label of another, which has a new one', ['B', 'X', 'C'], []],
    ['all new', ['X', 'Y', 'Z'], []],
    ['none', ['A', 'B', 'C'], []],
    ['one label for two', ['B', 'B', 'C'], []],
  ])('%s', (_, labels, groups) => {
    const before = ['a', 'b', 'c'].map((wire) => variable(wire, wire.toUpperCase()));
    const after = ['a', 'b', 'c'].map((wire, index) => variable(wire, labels[index]));
    expect(crossed(matchVariables(before, after))).toEqual(groups);
  });

  test('a label that two carried does not tell where it went', () => {
    const before = [variable('a', 'A'), variable('b', 'A'), variable('c', 'C')];
    const after = [variable('a', 'C'), variable('b', 'A'), variable('c', 'A')];
    expect(crossed(matchVariables(before, after))).toEqual([]);
  });

  test('are seen when the wire names moved as well', () => {
    const match = matchVariables(
      [variable('a', 'A', { id: '1' }), variable('b', 'B', { id: '2' })],
      [variable('c', 'B', { id: '1' }), variable('d', 'A', { id: '2' })],
    );
    expect(told(match)).toEqual(['a-id-c', 'b-id-d']);
    expect(crossed(match)).toEqual([['a', 'b']]);
  });
});

test('every variable is in one place: paired once, removed or added', () => {
  const { variables } = arbitraries();
  fc.assert(
    fc.property(variables, variables, (before, after) => {
      const { pairs, removed, added } = matchVariables(before, after);
      expect([...pairs.map((pair) => pair.before.wire), ...removed.map(({ wire }) => wire)].sort()).toEqual(
        before.map(({ wire }) => wire).sort(),
      );
      expect([...pairs.map((pair) => pair.after.wire), ...added.map(({ wire }) => wire)].sort()).toEqual(
        after.map(({ wire }) => wire).sort(),
      );
    }),
  );
});
