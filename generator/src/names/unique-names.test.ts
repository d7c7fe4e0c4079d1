import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUsableName } from './identifier.ts';
import { uniqueNames, type NameWish } from './unique-names.ts';
import { propertyRuns } from '../testing/property-runs.ts';

const none: ReadonlySet<string> = new Set();
const amounts = (...wires: readonly string[]): readonly NameWish[] => wires.map((wire) => ({ wanted: 'amount', wire }));

describe('who wants what nobody else wants', () => {
  test('gets it', () => {
    expect(
      uniqueNames(
        [
          { wanted: 'amount', wire: 'a' },
          { wanted: 'total', wire: 'b' },
        ],
        none,
      ),
    ).toEqual(['amount', 'total']);
  });
});

describe('who shares a wish', () => {
  test.each([
    [
      ['amount_net', 'amount_gross'],
      ['amountNet', 'amountGross'],
    ],
    [
      ['workflow_input_we4tej0ly', 'workflow_input_x1y2z3abc'],
      ['amountWe4tej0ly', 'amountX1y2z3abc'],
    ],
    // Both end alike: the tail grows until they differ.
    [
      ['net_sum', 'gross_sum'],
      ['amountNetSum', 'amountGrossSum'],
    ],
    [
      ['line1', 'line2'],
      ['amountLine1', 'amountLine2'],
    ],
  ])('gets a suffix from its own wire name: %j → %j', (wires, names) => {
    expect(uniqueNames(amounts(...wires), none)).toEqual(names);
  });

  test('gets a hash where the wire names differ in no letter', () => {
    expect(uniqueNames(amounts('a_b', 'a-b'), none)).toEqual(['amount_648fa9b3', 'amount_d44362d6']);
  });

  test('two numbers never run into one', () => {
    expect(
      uniqueNames(
        [
          { wanted: 'line1', wire: 'x_2' },
          { wanted: 'line1', wire: 'x_3' },
        ],
        none,
      ),
    ).toEqual(['line1_2', 'line1_3']);
  });
});

test('a taken name is left to its owner, also when only one asks for it', () => {
  expect(uniqueNames(amounts('amount_net'), new Set(['amount']))).toEqual(['amountNet']);
  expect(uniqueNames(amounts('amount_net'), new Set(['amount', 'amountNet']))).toEqual(['amountAmountNet']);
});

test('a suffix does not take what another variable is called by right', () => {
  const wishes = [...amounts('x_net', 'x_gross'), { wanted: 'amountNet', wire: 'y' }];
  expect(uniqueNames(wishes, none)).toEqual(['amountXNet', 'amountGross', 'amountNet']);
});

const wish: fc.Arbitrary<NameWish> = fc.record({
  wanted: fc.constantFrom('amount', 'amountNet', 'total', 'x1', 'constructor_'),
  wire: fc.oneof(
    fc.array(fc.constantFrom('net', 'gross', 'a', 'sum', '1', '_', '-', '総')).map((parts) => parts.join('_')),
    fc.string(),
  ),
});
const wishes = fc.uniqueArray(wish, { selector: ({ wire }) => wire, maxLength: 12 });
const taken: fc.Arbitrary<ReadonlySet<string>> = fc
  .uniqueArray(fc.constantFrom('amount', 'total', 'amountNet', 'amountGross', 'x1_1'))
  .map((names) => new Set(names));

test('all names differ, avoid what is taken, and can stand in code', () => {
  fc.assert(
    fc.property(wishes, taken, (all, used) => {
      const names = uniqueNames(all, used);
      expect(new Set(names).size).toBe(all.length);
      expect(names.filter((name) => used.has(name) || !isUsableName(name))).toEqual([]);
    }),
    propertyRuns,
  );
});

test('the order of the wishes decides nothing', () => {
  fc.assert(
    fc.property(wishes, taken, (all, used) => {
      const forwards = new Map(uniqueNames(all, used).map((name, index) => [all[index]?.wire, name]));
      const reversed = [...all].reverse();
      const backwards = new Map(uniqueNames(reversed, used).map((name, index) => [reversed[index]?.wire, name]));
      expect(backwards).toEqual(forwards);
    }),
    propertyRuns,
  );
});

test('five thousand variables of one label take no noticeable time', () => {
  const names = uniqueNames(amounts(...Array.from({ length: 5_000 }, (_, index) => `workflow_input_${index.toString(36)}`)), none);
  expect(new Set(names).size).toBe(5_000);
});
