import { canonicalForm, variableChanges, type ElementType, type SingleType, type Variable } from '@opus-codegen/schema';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytes } from '../files/source.ts';
import { encodeInputs } from '../input/encode.ts';
import { validateInput } from '../input/validate.ts';
import { asGenerated } from './as-generated.ts';
import { renamed } from './rename.ts';

/**
 * CI, compiler and guard say the same of one change (drift.md): where no finding is breaking and none is unclear, the guard refuses nobody who
 * sends what the generated types ask for.
 */

const optional = <T extends object>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | object> => fc.oneof(fc.constant({}), arbitrary);
const some = <T>(...values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values], { minLength: 1 });

const { element, variables } = fc.letrec<{ single: SingleType; element: ElementType; variables: readonly Variable[] }>((tie) => ({
  // The casts: parts drawn apart, put together as the model wants them.
  single: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(fc.constant({ type: 'str' }), optional(fc.record({ options: some('Low', 'High', 'Other') }))).map(merge),
    fc.constantFrom({ type: 'int' }, { type: 'float' }, { type: 'bool' }, { type: 'json_string' }).map(asType),
    fc.tuple(fc.constant({ type: 'date' }), optional(fc.constant({ format: '%d/%m/%Y' }))).map(merge),
    fc.tuple(fc.constantFrom({ type: 'file' }, { type: 'array_files' }), optional(fc.record({ accept: some('.pdf', '.txt') }))).map(merge),
    fc.tuple(fc.constant({ type: 'array' }), optional(fc.record({ element: tie('element') }))).map(merge),
    fc.tuple(fc.constant({ type: 'object' }), optional(fc.record({ fields: tie('variables') }))).map(merge),
  ) as fc.Arbitrary<SingleType>,
  element: fc
    .tuple(
      fc.oneof(
        { weight: 4, arbitrary: tie('single') },
        fc.array(tie('single').filter(hasNoFields), { minLength: 2, maxLength: 3 }).map((anyOf) => ({ type: 'union', anyOf })),
      ),
      fc.constantFrom({}, { nullable: true }),
    )
    .map(merge) as fc.Arbitrary<ElementType>,
  variables: fc
    .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), tie('element')), { selector: ([wire]) => wire, minLength: 1, maxLength: 3 })
    .map((list) => list.map(([wire, type]) => ({ ...type, name: `${wire}Name`, wire }) as Variable)),
}));

// A field that is gone from an object among several types is told by its type's rule alone ("wider"); the guard refuses who still sends it.
function hasNoFields(type: SingleType): boolean {
  return !JSON.stringify(type).includes('"fields"');
}

function merge(parts: readonly object[]): object {
  return Object.assign({}, ...parts);
}

function asType(type: object): object {
  return type;
}

/** A value the generated types would take. */
function valueOf(type: ElementType): fc.Arbitrary<unknown> {
  const value = type.type === 'union' ? fc.oneof(...type.anyOf.map(valueOf)) : singleValueOf(type);
  return type.nullable ? fc.oneof(value, fc.constant(null)) : value;
}

function singleValueOf(type: SingleType): fc.Arbitrary<unknown> {
  switch (type.type) {
    case 'str':
      return type.options ? fc.constantFrom(...type.options) : fc.string();
    case 'int':
      return fc.maxSafeInteger();
    case 'float':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'bool':
      return fc.boolean();
    case 'date':
      return fc.constantFrom(new Date('2025-11-09'), '2025-11-09');
    case 'file':
      return fc.constantFrom(...(type.accept ?? ['.pdf', '.txt'])).map((extension) => bytes(new Uint8Array(1), `a${extension}`));
    case 'array_files':
      return fc.array(singleValueOf({ ...type, type: 'file' }), { maxLength: 2 });
    case 'array':
      return fc.array(type.element ? valueOf(type.element) : fc.jsonValue(), { maxLength: 2 });
    case 'object':
      return type.fields ? fieldsOf(type.fields) : fc.dictionary(fc.string(), fc.jsonValue());
    case 'json_string':
      return fc.oneof(fc.json(), fc.record({ a: fc.integer() }));
    case 'unknown':
      return fc.jsonValue();
    default:
      return type satisfies never;
  }
}

function fieldsOf(fields: readonly Variable[]): fc.Arbitrary<object> {
  return fc.record(Object.fromEntries(fields.map((field) => [field.name, valueOf(field)])));
}

/** The live schema: the declared one after an edit here and there, or any other. */
const pairs = fc.oneof(
  fc.tuple(variables, variables),
  fc.tuple(variables, fc.array(element, { minLength: 3, maxLength: 3 }), fc.nat()).map(([declared, types, seed]): [readonly Variable[], readonly Variable[]] => [
    declared,
    declared.map((variable, index) => (seed % 3 === index % 3 ? ({ ...variable, ...edited(variable, types[index % 3] ?? variable, seed) } as Variable) : variable)),
  ]),
); // prettier-ignore

/** An edit that makes a type wider, one of a few; or the other type. */
function edited(type: ElementType, other: ElementType, seed: number): object {
  if (seed % 2 === 0) return { nullable: true };
  if (type.type === 'object') return { fields: undefined };
  if (type.type === 'array') return { element: undefined };
  if (type.type === 'array_files') return { type: 'array', accept: undefined };
  if (type.type === 'date' || type.type === 'json_string') return { type: 'str', format: undefined };
  if (type.type === 'int') return { type: 'float' };
  return type.type === 'str' || type.type === 'file' ? { options: undefined, accept: undefined } : other;
}

test('values that fit the generated types pass wherever no finding is breaking or unclear', () => {
  let compared = 0;
  const refused: unknown[] = [];
  fc.assert(
    fc.property(
      pairs.chain(([declared, live]) => fc.tuple(fc.constant([declared, live.map(withoutUndefined)] as const), fieldsOf(declared))),
      ([[declared, live], input]) => {
        const changes = variableChanges('input', declared, live);
        if (changes.some(({ level, rule }) => level === 'breaking' || rule === 'type-unclear' || rule === 'type-unknown')) return;
        compared += changes.length > 0 ? 1 : 0;
        const { variables: seen } = renamed(declared, live);
        const issues = validateInput(seen, input);
        if (issues.length > 0) refused.push({ declared, live, input, issues, changes });
        else JSON.stringify(sent(seen, input));
      },
    ),
    { numRuns: 3_000 },
  );
  expect(refused[0]).toBeUndefined();
  expect(compared).toBeGreaterThan(300);
});

test('the same schema passes every value of its own, and names keep their wires', () => {
  const wrong: unknown[] = [];
  fc.assert(
    fc.property(
      variables.chain((declared) => fc.tuple(fc.constant(declared), fieldsOf(declared))),
      ([declared, input]) => {
        const own = validateInput(declared, input);
        const { variables: seen, crossed } = renamed(declared, declared);
        if (own.length > 0 || crossed || seen.some(({ name, wire }) => name !== `${wire}Name`)) wrong.push({ declared, input, own });
      },
    ),
  );
  expect(wrong[0]).toBeUndefined();
});

test('what is taken for the generated schema is told nothing about and sent alike; what differs in form never is', () => {
  const counts = { same: 0, other: 0 };
  fc.assert(
    fc.property(
      pairs.chain(([declared, live]) => fc.tuple(fc.constant(declared), fc.constantFrom(declared, live), fieldsOf(declared))),
      ([declared, drawn, input]) => {
        // As a reader writes it: in the service's order, under wire names.
        const live = drawn
          .toReversed()
          .map((variable) => ({ ...withoutUndefined(variable), name: variable.wire, id: `id-${variable.wire}` }));
        if (!asGenerated(declared, live)) {
          counts.other += 1;
          return;
        }
        counts.same += 1;
        const { variables: seen, crossed } = renamed(declared, live);
        expect({ crossed, changes: variableChanges('input', declared, live) }).toEqual({ crossed: false, changes: [] });
        expect(canonicalForm(declared)).toBe(canonicalForm(live));
        expect(sent(declared, input)).toEqual(sent(seen, input));
      },
    ),
    { numRuns: 1_000 },
  );
  expect(Math.min(counts.same, counts.other)).toBeGreaterThan(50);
});

/** As v1: what v2 sends besides, the definitions, is the live answer's own. */
function sent(seen: readonly Variable[], input: unknown): unknown {
  return encodeInputs({ variables: seen, generation: 'v1', input, uploaded: new Map() });
}

function withoutUndefined(variable: Variable): Variable {
  // Without the keys that an edit took the value of, it is as a reader would have written it.
  return Object.fromEntries(Object.entries(variable).filter(([, value]) => value !== undefined)) as unknown as Variable;
}
