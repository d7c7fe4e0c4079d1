import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalForm } from '../fingerprint/index.ts';
import type { ElementType, SingleType, Variable, VariableType } from '../model.ts';
import { arbitraries } from '../testing/arbitraries.ts';
import { relate, type Relation } from './index.ts';
import { admits, samples } from './oracle.ts';
import { combine, reversed } from './relation.ts';

const RELATIONS = ['equal', 'wider', 'narrower', 'disjoint', 'unclear'] as const satisfies readonly Relation[];

const file: SingleType = { type: 'file' };
const str: SingleType = { type: 'str' };
const lowHigh: SingleType = { type: 'str', options: ['Low', 'High'] };
const node: SingleType = { type: 'unknown', declared: 'node' };
const any: SingleType = { type: 'array' };
const union = (...anyOf: SingleType[]): VariableType => ({ type: 'union', anyOf });
const listOf = (element: ElementType): SingleType => ({ type: 'array', element });
const field = (wire: string, type: ElementType): Variable => ({ name: wire, wire, ...type });
const object = (...fields: Variable[]): SingleType => ({ type: 'object', fields });
const optional = (type: VariableType): ElementType => ({ ...type, nullable: true });

describe('parts combine', () => {
  const relation = fc.constantFrom(...RELATIONS);

  test('in any order and any grouping, with equal as the neutral part', () => {
    fc.assert(
      fc.property(relation, relation, relation, (a, b, c) => {
        expect(combine([a, b])).toBe(combine([b, a]));
        expect(combine([a, 'equal'])).toBe(a);
        expect(combine([a, a])).toBe(a);
        expect(combine([a, b, c].map(reversed))).toBe(reversed(combine([a, b, c])));
      }),
    );
  });

  test.each<[readonly Relation[], Relation]>([
    [[], 'equal'],
    [['wider', 'narrower'], 'disjoint'],
    [['unclear', 'equal'], 'unclear'],
    [['unclear', 'wider'], 'unclear'],
    [['unclear', 'narrower'], 'unclear'],
    [['unclear', 'disjoint'], 'disjoint'],
    [['unclear', 'wider', 'narrower'], 'disjoint'],
  ])('%j is %s', (parts, whole) => {
    expect(combine(parts)).toBe(whole);
  });
});

describe('two types', () => {
  test.each<[string, ElementType, ElementType, Relation]>([
    ['int → float', { type: 'int' }, { type: 'float' }, 'wider'],
    ['date → str', { type: 'date' }, str, 'wider'],
    ['date → str with options', { type: 'date' }, lowHigh, 'disjoint'],
    ['json_string → str', { type: 'json_string' }, str, 'wider'],
    ['str → int', str, { type: 'int' }, 'disjoint'],
    ['bool → int', { type: 'bool' }, { type: 'int' }, 'disjoint'],
    ['array_files → array of anything', { type: 'array_files' }, any, 'wider'],
    ['array_files → array of file', { type: 'array_files', accept: ['.pdf'] }, listOf({ type: 'file', accept: ['.pdf'] }), 'equal'],
    ['array_files → array of text', { type: 'array_files' }, listOf(str), 'unclear'],
    ['array_files → array of number', { type: 'array_files' }, listOf({ type: 'int' }), 'disjoint'],
    ['file → str', file, str, 'unclear'],
    ['file → array_files', file, { type: 'array_files' }, 'disjoint'],
    ['file → array', file, any, 'disjoint'],
    ['date formats', { type: 'date' }, { type: 'date', format: '%d/%m/%Y' }, 'disjoint'],
    ['the default date format, said', { type: 'date' }, { type: 'date', format: '%Y-%m-%d' }, 'equal'],
    ['more options', lowHigh, { type: 'str', options: ['High', 'Low', 'Medium'] }, 'wider'],
    ['no options any more', lowHigh, str, 'wider'],
    ['other options', lowHigh, { type: 'str', options: ['High', 'Medium'] }, 'disjoint'],
    ['fewer file types', file, { type: 'file', accept: ['.pdf'] }, 'narrower'],
    ['nullable', str, optional(str), 'wider'],
    ['nullable and fewer options', str, optional(lowHigh), 'disjoint'],
    ['an element', listOf({ type: 'int' }), listOf({ type: 'float' }), 'wider'],
    ['an element that may be null', listOf(str), listOf(optional(str)), 'wider'],
    ['an element definition dropped', listOf(node), any, 'wider'],
    ['an object definition dropped', object(field('a', str)), { type: 'object' }, 'wider'],
    ['no fields is no definition', object(), { type: 'object' }, 'equal'],
    ['a required field added', object(field('a', str)), object(field('a', str), field('b', str)), 'narrower'],
    ['an optional field added', object(field('a', str)), object(field('a', str), field('b', optional(str))), 'wider'],
    [
      'a field wider and one narrower',
      object(field('a', str), field('b', lowHigh)),
      object(field('a', lowHigh), field('b', str)),
      'disjoint',
    ],
    ['the same unknown type', node, { ...node }, 'equal'],
    ['another unknown type', node, { type: 'unknown', declared: 'binary' }, 'unclear'],
    ['unknown → str', node, str, 'unclear'],
    ['enforcement only', str, { ...str, enforced: false }, 'equal'],
    ['another spelling', str, { type: 'str', declared: 'string' }, 'equal'],
  ])('%s', (_, before, after, relation) => {
    expect(relate(before, after)).toBe(relation);
    expect(relate(after, before)).toBe(reversed(relation));
  });
});

describe('several allowed types', () => {
  const int: SingleType = { type: 'int' };
  const float: SingleType = { type: 'float' };
  const date: SingleType = { type: 'date' };
  const json: SingleType = { type: 'json_string' };

  test.each<[string, ElementType, ElementType, Relation]>([
    ['one more', int, union(int, str), 'wider'],
    ['another order', union(str, int), union(int, str), 'equal'],
    ['each widened', union(int, str), union(float, str), 'wider'],
    ['one in, one out', union(int, str), union(int, { type: 'bool' }), 'disjoint'],
    ['one that another holds already', str, union(date, str), 'wider'],
    ['two that another holds already, exchanged', union(date, str), union(json, str), 'disjoint'],
    ['a file beside a text', str, union(str, file), 'wider'],
    ['a file instead of a text', union(int, file), union(int, str), 'unclear'],
    ['an unknown one beside', str, union(str, node), 'wider'],
    ['an unknown one instead', union(int, str), union(int, node), 'unclear'],
  ])('%s', (_, before, after, relation) => {
    expect(relate(before, after)).toBe(relation);
    expect(relate(after, before)).toBe(reversed(relation));
  });

  test('a hundred levels of them are compared without doubling the work at each', () => {
    let type: ElementType = union(int, str);
    for (let level = 0; level < 31; level += 1) type = union(listOf(type), str);
    expect(relate(type, union(listOf({ type: 'bool' }), str))).toBe('disjoint');
    expect(relate(type, type)).toBe('equal');
  });
});

describe('laws', () => {
  const { element } = arbitraries({ enforcement: true });
  const clear = arbitraries({ unknowns: false });
  // Two independent types hardly ever agree: a near copy is drawn as often.
  const near = (base: ElementType): fc.Arbitrary<ElementType> => fc.oneof(element, fc.constant(base), edited(base, element));

  test('a type equals itself', () => {
    fc.assert(
      fc.property(element, (type) => {
        expect(relate(type, type)).toBe('equal');
      }),
    );
  });

  test('the other direction is the reverse: wider ⇔ narrower, the rest symmetric', () => {
    fc.assert(
      fc.property(
        element.chain((a) => fc.tuple(fc.constant(a), near(a))),
        ([a, b]) => {
          expect(relate(b, a)).toBe(reversed(relate(a, b)));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('equal means equal canonical forms, and the reverse', () => {
    const { element: checked } = arbitraries();
    fc.assert(
      fc.property(
        checked.chain((a) => fc.tuple(fc.constant(a), fc.oneof(checked, edited(a, checked)))),
        ([a, b]) => {
          expect(relate(a, b) === 'equal').toBe(formOf(a) === formOf(b));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('what is wider than something wider is wider, where no field went missing in between', () => {
    fc.assert(
      fc.property(
        clear.element
          .chain((a) => fc.tuple(widened(a), fc.constant(a)))
          .chain(([b, a]) => fc.tuple(fc.constant(a), fc.constant(b), widened(b))),
        ([a, b, c]) => {
          expect([atMost(a, b), atMost(b, c)]).toEqual([true, true]);
          expect(relate(a, c)).toBe(combine([relate(a, b), relate(b, c)]));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('any three types: wider and wider is wider', () => {
    const { single } = arbitraries({ unknowns: false });
    const flat = single.filter((type) => !hasFields(type));
    fc.assert(
      fc.property(fc.array(flat, { minLength: 3, maxLength: 6 }), (types) => {
        for (const a of types)
          for (const b of types)
            for (const c of types) {
              expect([relate(a, b), relate(b, c), relate(a, c)].join(' ')).not.toMatch(/^wider wider (?!wider)/);
            }
      }),
      { numRuns: 200 },
    );
  });

  test('an oracle that samples values agrees', () => {
    const seen = new Set<Relation>();
    fc.assert(
      fc.property(
        clear.element.chain((a) => fc.tuple(fc.constant(a), fc.oneof(clear.element, edited(a, clear.element), widened(a)))),
        ([a, b]) => {
          const relation = relate(a, b);
          seen.add(relation);
          expect({ a, b, relation, agrees: oracleAgrees(relation, a, b) }).toMatchObject({ agrees: true });
        },
      ),
      { numRuns: 2000 },
    );
    expect([...seen].sort()).toEqual([...RELATIONS].sort());
  });

  test('the oracle finds a witness for every difference, unions and fields apart', () => {
    const { single } = arbitraries({ unions: false, unknowns: false });
    const flat = single.filter((type) => !hasFields(type));
    fc.assert(
      fc.property(
        flat.chain((a) =>
          fc.tuple(fc.constant(a), fc.oneof(flat, edited(a, flat), widened(a))).filter(([, b]) => !/fields|union/.test(JSON.stringify(b))),
        ),
        ([a, b]) => {
          const relation = relate(a, b);
          const gains = relation === 'wider' || relation === 'disjoint';
          const loses = relation === 'narrower' || relation === 'disjoint';
          expect(relation === 'unclear' || (gains === !admitsAll(a, b) && loses === !admitsAll(b, a))).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

function formOf(type: ElementType): string {
  return canonicalForm([{ name: 'a', wire: 'a', ...type }]);
}

function atMost(one: ElementType, other: ElementType): boolean {
  return ['equal', 'wider'].includes(relate(one, other));
}

function hasFields(type: ElementType): boolean {
  return JSON.stringify(type).includes('fields');
}

/** Whether `type` admits every sample of `other`. */
function admitsAll(type: ElementType, other: ElementType): boolean {
  return samples(other).every((value) => admits(type, value));
}

function oracleAgrees(relation: Relation, before: ElementType, after: ElementType): boolean {
  switch (relation) {
    case 'equal':
      return admitsAll(after, before) && admitsAll(before, after);
    case 'wider':
      return admitsAll(after, before);
    case 'narrower':
      return admitsAll(before, after);
    case 'disjoint':
      // Sets that hold one another and list different types have no witness, nor has a field that came or went beside a change.
      return true;
    case 'unclear':
      // Only files and texts are left to be unclear about.
      return /"type":"(file|array_files)"/.test(JSON.stringify([before, after]));
    default:
      return relation satisfies never;
  }
}

/** The same type with one change somewhere inside it. */
function edited(type: ElementType, elements: fc.Arbitrary<ElementType>): fc.Arbitrary<ElementType> {
  const flipped: ElementType = type.nullable ? withoutNullable(type) : { ...type, nullable: true };
  const inside = ((): fc.Arbitrary<ElementType> => {
    switch (type.type) {
      case 'array':
        return type.element === undefined ? elements : edited(type.element, elements).map((element) => ({ ...type, element }));
      case 'object': {
        const fields = type.fields ?? [];
        const [first, ...others] = fields;
        if (first === undefined) return elements;
        return fc.oneof(
          fc.constant({ ...type, fields: others }),
          edited(first, elements).map((changed) => ({ ...type, fields: [{ ...changed, name: first.name, wire: first.wire }, ...others] })),
        );
      }
      case 'union':
        return fc.constantFrom(...type.anyOf);
      default:
        return elements;
    }
  })();
  return fc.oneof(fc.constant(flipped), inside);
}

/** The same type or one that admits more, without fields that come or go. */
function widened(type: ElementType): fc.Arbitrary<ElementType> {
  const flags = fc.boolean().map((yes) => (yes || type.nullable ? { nullable: true as const } : {}));
  return fc.tuple(widenedType(type), flags).map(([{ ...bare }, flag]) => ({ ...withoutNullable(bare), ...flag }));
}

function widenedType(type: VariableType): fc.Arbitrary<VariableType> {
  switch (type.type) {
    case 'str':
      return fc.constantFrom<VariableType>(
        type,
        str,
        union(type, { type: 'bool' }),
        ...(type.options ? [{ ...type, options: [...type.options, 'Other'] }] : []),
      );
    case 'int':
      return fc.constantFrom<VariableType>(type, { type: 'float' }, union(type, str), union(str, { type: 'float' }));
    case 'date':
    case 'json_string':
      return fc.constantFrom<VariableType>(type, str, union(type, str));
    case 'file':
      return fc.constantFrom<VariableType>(type, file, union(type, { type: 'bool' }));
    case 'array_files':
      return fc.constantFrom<VariableType>(type, { type: 'array_files' }, any, listOf(file), listOf(optional(file)));
    case 'array': {
      const { element, ...opaque } = type;
      return element === undefined
        ? fc.constant(type)
        : fc.oneof(
            fc.constant(opaque),
            widened(element).map((wider) => ({ ...type, element: wider })),
          );
    }
    case 'object': {
      const { fields, ...opaque } = type;
      if (fields === undefined) return fc.constant(type);
      return fc.oneof(
        fc.constant(opaque),
        fc.tuple(...fields.map((one) => widened(one).map((wider) => field(one.wire, wider)))).map((wider) => ({ ...type, fields: wider })),
      );
    }
    case 'union':
      return fc.constantFrom<VariableType>(
        type,
        ...(type.anyOf.some((one) => one.type === 'bool') ? [] : [union(...type.anyOf, { type: 'bool' })]),
      );
    case 'float':
    case 'bool':
    case 'unknown':
      return fc.constant(type);
    default:
      return type satisfies never;
  }
}

function withoutNullable(type: ElementType): VariableType {
  const { nullable: _, ...rest } = type;
  return rest;
}
