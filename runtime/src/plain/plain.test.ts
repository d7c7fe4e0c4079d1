import { DEFAULT_DATE_FORMAT, type Definitions, type ElementType, type SingleType, type Variable } from '@opus-codegen/schema';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytes } from '../files/source.ts';
import { encodeInputs } from '../input/encode.ts';
import { validateInput } from '../input/validate.ts';
import { decodeOutputs } from '../results/decode.ts';
import { readResults } from '../results/read-results.ts';
import { isPlainInput, plainPayload } from './payload.ts';
import { plainResults } from './results.ts';
import { PLAIN_FORMAT } from './values.ts';

/** What is told in a few lines is what the whole of the rules tells: the laws of `input/` and `results/`, for everything called plain. */

const NAMES = ['a', 'b', '__proto__', 'constructor'] as const;

const { variables } = fc.letrec<{ single: SingleType; element: ElementType; variables: readonly Variable[] }>((tie) => ({
  single: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<SingleType>({ type: 'str' }, { type: 'str', options: ['Low', 'High'] }, { type: 'str', declared: 'string' }),
    fc.constantFrom<SingleType>({ type: 'int' }, { type: 'float' }, { type: 'bool' }, { type: 'json_string' }, { type: 'unknown' }),
    fc.constantFrom<SingleType>({ type: 'date' }, { type: 'date', format: '%Y-%m-%d' }, { type: 'date', format: '%d/%m/%Y' }),
    fc.constantFrom<SingleType>({ type: 'file' }, { type: 'array_files' }, { type: 'array' }, { type: 'object' }),
    tie('element').map((found): SingleType => ({ type: 'array', element: found })),
    tie('variables').map((fields): SingleType => ({ type: 'object', fields })),
  ),
  element: fc
    .tuple(
      fc.oneof(
        { weight: 5, arbitrary: tie('single') },
        { weight: 1, arbitrary: fc.tuple(tie('single'), tie('single')).map((anyOf): ElementType => ({ type: 'union', anyOf })) },
      ),
      fc.boolean(),
    )
    .map(([type, nullable]): ElementType => (nullable ? { ...type, nullable: true } : type)),
  variables: fc
    .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), tie('element')), { selector: ([name]) => name, minLength: 1, maxLength: 3 })
    .map((list) => list.map(([name, type]): Variable => ({ ...type, name, wire: `${name}_wire`, displayName: name.toUpperCase() }))),
}));

const date = (time: number): Date => new Date(time);

/** Of the kind that the type says, mostly; of any other now and then. */
function valueOf(type: ElementType, key: 'name' | 'wire'): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: goodValueOf(type, key) }, { weight: 1, arbitrary: odd });
}

const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    undefined,
    null,
    Number.NaN,
    1e300,
    -0,
    '',
    '12',
    'true',
    '{"a":1}',
    '2025-02-30',
    '0000-01-01',
    () => 0,
    Symbol('x'),
    7n,
  ),
  fc.constantFrom<unknown>([undefined], Array(2), new Map(), date(0), date(Number.NaN), date(-1e14), date(8e15), bytes(new Uint8Array(1), 'a.pdf')), // prettier-ignore
  fc.constantFrom<unknown>({ '~file': 1 }, { [Symbol.toStringTag]: 'X' }, Object.create({ a: 1 }), Object.create(null), { toJSON: 1 }),
);

function goodValueOf(type: ElementType, key: 'name' | 'wire'): fc.Arbitrary<unknown> {
  const json = fc.jsonValue({ maxDepth: 2 });
  switch (type.type) {
    case 'str':
      return type.options ? fc.constantFrom(...type.options) : fc.string();
    case 'int':
      return fc.maxSafeInteger();
    case 'float':
      return fc.double();
    case 'bool':
      return fc.boolean();
    case 'date':
      return fc.constantFrom<unknown>('2025-11-09', '0001-01-01', '2025-02-29', ...(key === 'name' ? [date(1.7e12), date(-6e13)] : []));
    case 'file':
      return key === 'name' ? fc.constant(bytes(new Uint8Array(1), 'a.pdf')) : fc.webUrl();
    case 'array':
      return fc.array(type.element ? valueOf(type.element, key) : json, { maxLength: 2 });
    case 'object':
      return type.fields ? fieldsOf(type.fields, key) : fc.dictionary(fc.string(), json);
    case 'union':
      return fc.oneof(...type.anyOf.map((single) => valueOf(single, key)));
    case 'array_files':
    case 'json_string':
    case 'unknown':
      return json;
    default:
      return type satisfies never;
  }
}

function fieldsOf(fields: readonly Variable[], key: 'name' | 'wire'): fc.Arbitrary<object> {
  const entries = fields.map((field) => fc.option(fc.tuple(fc.constant(field[key]), valueOf(field, key)), { nil: undefined, freq: 9 }));
  const none: fc.Arbitrary<undefined> = fc.constant(undefined);
  const more = fc.tuple(fc.constantFrom('A', 'B', 'more'), odd);
  return fc
    .tuple(...entries, fc.oneof({ weight: 12, arbitrary: none }, { weight: 1, arbitrary: more }))
    .map((list) => Object.fromEntries(list.filter((entry) => entry !== undefined)));
}

test('plain inputs have nothing wrong with them, and are sent as the whole of the rules sends them', () => {
  const counts = { plain: 0, other: 0 };
  const generations = fc.constantFrom('v1', 'v2');
  fc.assert(
    fc.property(
      variables.chain((some) => fc.tuple(fc.constant(some), fieldsOf(some, 'name'), generations)),
      ([some, input, generation]) => {
        const definitions: Definitions = new Map(some.map(({ wire }) => [wire, new Map([['array', { of: wire }]])]));
        const request = { variables: some, generation, definitions, input };
        const plain = plainPayload(request);
        counts[plain === undefined ? 'other' : 'plain'] += 1;
        if (plain === undefined) return;
        expect(isPlainInput(some, input)).toBe(true);
        expect(validateInput(some, input)).toEqual([]);
        expect(plain).toEqual(encodeInputs({ ...request, uploaded: new Map() }));
      },
    ),
    { numRuns: 4_000 },
  );
  expect(Math.min(counts.plain, counts.other)).toBeGreaterThan(150);
});

const contract = (data: object, more: object): object => ({ results: { data, ...more } });
const today = (data: object, more: object): object => ({ jobResultsPayloadSchema: data, ...more });

test('plain results are read and decoded as the whole of the rules does', () => {
  const counts = { plain: 0, other: 0 };
  const wrapper = fc.constantFrom<(value: unknown) => unknown>(
    (value) => ({ value, type: 'str' }),
    (value) => ({ value, displayName: 'A' }),
    (value) => value,
  );
  const places = fc.constantFrom<(data: object, more: object) => object>(
    contract,
    contract,
    today,
    today,
    (data, more) => ({ jobResultsPayloadSchema: data, results: { data, ...more } }),
    (data, more) => ({ results: { jobResultsPayloadSchema: data, data: { A: 1 }, ...more } }),
    (data, more) => ({ results: { data: { jobResultsPayloadSchema: data }, ...more } }),
  );
  const around = fc.record(
    {
      summary: fc.constantFrom<unknown>('', 'Done.', null, 7),
      outputFiles: fc.constantFrom<unknown>([], ['https://a.example/x'], [7], null),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      variables.chain((some) => fc.tuple(fc.constant(some), fieldsOf(some, 'wire'), wrapper, around, places)),
      ([some, values, wrapped, more, placed]) => {
        const data = Object.fromEntries(Object.entries(values).map(([wire, value]) => [wire, wrapped(value)]));
        // As it comes over the wire.
        const text = JSON.stringify({ status: 'COMPLETED', ...placed(data, more) }, (_key, part: unknown) =>
          typeof part === 'bigint' ? 7 : part,
        );
        const answer: unknown = JSON.parse(text);
        const plain = plainResults(answer, some);
        counts[plain === undefined ? 'other' : 'plain'] += 1;
        if (plain === undefined) return;
        const verdict = readResults(answer);
        expect(verdict.kind).toBe('read');
        if (verdict.kind !== 'read') return;
        const { outputs, warnings } = decodeOutputs(some, verdict.reading.outputs);
        const { outputFiles, summary } = verdict.reading;
        expect({ warnings: [], ...plain }).toEqual({ warnings, outputs, outputFiles, ...(summary !== undefined && { summary }) });
      },
    ),
    { numRuns: 4_000 },
  );
  expect(Math.min(counts.plain, counts.other)).toBeGreaterThan(150);
});

describe('plain are', () => {
  const text: Variable = { name: 'note', wire: 'w', type: 'str' };
  const day: Variable = { name: 'due', wire: 'd', type: 'date' };
  const lines: Variable = { name: 'lines', wire: 'l', type: 'array', element: { type: 'object', fields: [{ ...text, nullable: true }] } };

  test('texts, days and lists of objects', () => {
    const input = { note: 'x', due: new Date('2025-11-09T23:00:00Z'), lines: [{ note: null }, {}] };
    expect(plainPayload({ variables: [text, day, lines], generation: 'v1', input })).toEqual({
      w: { value: 'x', type: 'str', displayName: 'w' },
      d: { value: '2025-11-09', type: 'date', displayName: 'd' },
      l: { value: [{ w: null }, {}], type: 'array', displayName: 'l' },
    });
  });

  test('not: a list of a v2 workflow whose definition nobody told', () => {
    expect(plainPayload({ variables: [lines], generation: 'v2', input: { lines: [] } })).toBeUndefined();
  });

  test.each([
    ['files', { name: 'note', wire: 'w', type: 'file' }, { note: bytes(new Uint8Array(1), 'a.pdf') }],
    ['a day in a format of its own', { ...day, format: '%d/%m/%Y' }, { due: '2025-11-09' }],
    ['a choice between types', { name: 'note', wire: 'w', type: 'union', anyOf: [{ type: 'str' }, { type: 'int' }] }, { note: 'x' }],
    ['a name that nobody declared', text, { note: 'x', nott: undefined }],
    ['what is missing', text, {}],
    ['no object', text, 'note'],
  ] satisfies [string, Variable, unknown][])('not: %s', (_what, variable, input) => {
    expect(isPlainInput([variable], input)).toBe(false);
  });

  test('days by the format that a workflow has by default', () => {
    expect(PLAIN_FORMAT).toBe(DEFAULT_DATE_FORMAT);
  });
});
