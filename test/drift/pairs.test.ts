import { canonicalForm, readWorkflow, RULES, type RuleId, type Variable } from '@opus-codegen/schema';
import { beforeAll, describe, expect, test } from 'vitest';
import { validateInput } from '../../runtime/src/input/validate.ts';
import { casesOf, checkCases, isRegenerated, type CheckedCase } from './checked-pairs.ts';
import { compile } from './compiler.ts';
import { guardOf, compiling, descriptorOf, modulePaths, modulesOf, unnamed, valueOf } from './old-code.ts';
import type { Pair } from './pair.ts';
import { allPairs } from './pairs/all-pairs.ts';

/**
 * Each pair of `pairs/` went through the real command line, the compiler and the guard. What each of the three must say stands beside the pair,
 * derived by hand.
 */

const cases = casesOf(allPairs);
const titled = cases.map((one) => [`${one.pair.name} (${one.from} to ${one.to})`, one] as const);
let checked: ReadonlyMap<string, CheckedCase>;

beforeAll(async () => {
  checked = new Map((await checkCases(cases)).map((one) => [one.key, one]));
}, 120_000);

function caseOf(key: string): CheckedCase {
  const found = checked.get(key);
  if (found === undefined) throw new Error(`${key} was not checked`);
  return found;
}

describe('check', () => {
  test.each(titled)('%s', (_, { key, pair, to }) => {
    const expected = (to === 'v2' ? pair.expectedV2 : undefined) ?? pair.expected;
    expect(caseOf(key).findings.toSorted()).toEqual(expected.toSorted());
  });

  test('every rule but those that are off is among them', () => {
    const off: readonly RuleId[] = ['description-changed', 'order-changed'];
    const seen = new Set(allPairs.flatMap(({ expected }) => expected.map((line) => line.split(' ')[1])));
    expect(Object.keys(RULES).filter((rule) => !seen.has(rule))).toEqual(off);
  });
});

describe('the guard', () => {
  const answered = titled.filter(([, { pair }]) => pair.after !== 'gone');

  test.each(answered)('lets old code run, or refuses it: %s', async (_, { key, pair }) => {
    const { locked, live } = caseOf(key);
    const descriptor = descriptorOf(key, locked);
    const ask = guardOf(descriptor, live);
    for (const { input, runs } of pair.callers ?? []) {
      expect({ input, issues: validateInput(descriptor.inputs, valueOf(input)) }).toEqual({ input, issues: [] });
      const { passed } = await ask(valueOf(input));
      expect({ input, runs: passed }).toEqual({ input, runs });
    }
  });

  test.each(answered)('finds what check finds: %s', async (_, { key, pair }) => {
    const { locked, live, findings } = caseOf(key);
    const [caller] = pair.callers ?? [];
    const { changes } = await guardOf(descriptorOf(key, locked), live)(valueOf(caller?.input ?? '{}'));
    const sameForm = sidesOfOneForm(locked, live);
    // Of a side that takes the same values as ever the guard says nothing, unless labels crossed; the workflow as a whole is not its matter.
    const crossed = findings.some((line) => line.includes(' labels-crossed '));
    const told = findings.filter((line) => {
      const [, , place = ''] = line.split(' ');
      const side = place.startsWith('inputs') ? 'inputs' : 'outputs';
      return place !== 'workflow' && (crossed || !sameForm[side]);
    });
    expect(changes.map(({ level, rule, place }) => unnamed(`${level} ${rule} ${place.slice(`${key}.`.length)}`)).toSorted()).toEqual(
      told.map(unnamed).toSorted(),
    );
  });
});

describe('the compiler', () => {
  const first = cases.filter(isRegenerated);
  let broken: ReturnType<typeof compile>;

  beforeAll(() => {
    const modules = first.flatMap(({ key, pair }) => {
      const { bindings } = caseOf(key);
      return (['before', 'after'] as const).flatMap((when) => [...modulesOf(key, when, bindings[when] ?? '', codeOf(pair))]);
    });
    const asked = first.flatMap(({ key }) => (['before', 'after'] as const).map((when) => modulePaths(key, when).callers));
    broken = compile(new Map(modules), asked);
  });

  test.each(first.map((one) => [one.pair.name, one] as const))('%s', (_, { key, pair }) => {
    const { inputs, reads } = codeOf(pair);
    const expected = [...(pair.callers ?? []), ...(pair.readers ?? [])].map(({ compiles }) => compiles);
    const linesOf = (when: 'before' | 'after'): ReadonlyMap<number, string> => broken.get(modulePaths(key, when).callers) ?? new Map();
    expect([...linesOf('before').values()]).toEqual([]);
    const after = compiling(linesOf('after'), expected.length);
    const code = [...inputs, ...reads];
    expect(code.map((text, index) => ({ text, compiles: after[index] }))).toEqual(
      code.map((text, index) => ({ text, compiles: expected[index] })),
    );
  });
});

function codeOf({ callers = [], readers = [] }: Pair): { readonly inputs: readonly string[]; readonly reads: readonly string[] } {
  return { inputs: callers.map(({ input }) => input), reads: readers.map(({ code }) => code) };
}

function sidesOfOneForm(
  locked: { readonly inputs: readonly Variable[]; readonly outputs: readonly Variable[] },
  live: unknown,
): { readonly inputs: boolean; readonly outputs: boolean } {
  const read = readWorkflow(live);
  if (!read.ok) throw new Error('the live schema cannot be read');
  const isSame = (side: 'inputs' | 'outputs'): boolean => canonicalForm(locked[side]) === canonicalForm(read.workflow[side]);
  return { inputs: isSame('inputs'), outputs: isSame('outputs') };
}
