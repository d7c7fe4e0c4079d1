/** What a test gives to the operator is what the code under test gets, and what that code gives is what the test gets: for every type there is. */
import type { ReceivedFile } from '@opus-codegen/local-operator';
import type { ElementType, Variable } from '@opus-codegen/schema';
import { uploaded } from '@opus-codegen/runtime';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyRuns } from '../../generator/src/testing/property-runs.ts';
import { decodeInputs } from '../../packages/local-operator/src/kit/decode-inputs.ts';
import { encodeOutputs } from '../../packages/local-operator/src/kit/encode-outputs.ts';
import { named } from '../../packages/local-operator/src/kit/named.ts';
import { arbitraries } from '../../packages/schema/src/testing/arbitraries.ts';
import { encodeInputs } from '../../runtime/src/input/encode.ts';
import { decodeOutputs } from '../../runtime/src/results/decode.ts';

// Inside a value nothing tells which of several types was meant, so unions have an example of their own below.
const { variables } = arbitraries({ unions: false, unknowns: false });

/** The names of bindings: others than those of the wire, at every depth. */
function bound(live: readonly Variable[]): readonly Variable[] {
  return live.map((variable, index) => ({ ...boundType(variable), name: `name${index}`, wire: variable.wire }));
}

function boundType<T extends ElementType>(type: T): T {
  if (type.type === 'object' && type.fields) return { ...type, fields: bound(type.fields) };
  return type.type === 'array' && type.element ? { ...type, element: boundType(type.element) } : type;
}

type Way = 'input' | 'output';

const json = fc.jsonValue({ maxDepth: 2 }).filter((value) => JSON.stringify(value) !== '-0' && !Object.is(value, -0));
const notText = json.filter((value) => typeof value !== 'string');
const someUrl = fc.constantFrom('http://127.0.0.1:1/a.pdf', 'http://127.0.0.1:1/b.png');
const day = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

function valueOf(type: ElementType, way: Way): fc.Arbitrary<unknown> {
  const value = requiredValueOf(type, way);
  return type.nullable === true ? fc.option(value, { nil: null }) : value;
}

function requiredValueOf(type: ElementType, way: Way): fc.Arbitrary<unknown> {
  switch (type.type) {
    case 'str':
      return type.options === undefined ? fc.string() : fc.constantFrom(...type.options);
    case 'int':
      return fc.maxSafeInteger();
    case 'float':
      return fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0));
    case 'bool':
      return fc.boolean();
    case 'json_string':
      return notText;
    case 'date':
      return day;
    case 'file':
      return way === 'input' ? someUrl.map(uploaded) : someUrl;
    case 'array_files':
      return fc.array(requiredValueOf({ type: 'file' }, way), { maxLength: 2 });
    case 'array':
      return fc.array(type.element === undefined ? json : valueOf(type.element, way), { maxLength: 3 });
    case 'object':
      return type.fields === undefined
        ? fc.dictionary(fc.string(), json, { maxKeys: 2, noNullPrototype: true })
        : recordOf(type.fields, way);
    case 'union':
    case 'unknown':
      throw new TypeError('not asked for');
    default:
      return type satisfies never;
  }
}

function recordOf(fields: readonly Variable[], way: Way): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const requiredKeys = way === 'input' ? fields.filter(({ nullable }) => nullable !== true).map(({ name }) => name) : [];
  return fc.record(Object.fromEntries(fields.map((field) => [field.name, valueOf(field, way)])), { requiredKeys, noNullPrototype: true });
}

const casesOf = (way: Way): fc.Arbitrary<readonly [readonly Variable[], Readonly<Record<string, unknown>>]> =>
  variables.map(bound).chain((all) => fc.tuple(fc.constant(all), recordOf(all, way)));

const overTheWire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test('outputs given under generated names are what the runtime gives to its caller', () => {
  fc.assert(
    fc.property(casesOf('output'), ([outputs, values]) => {
      const sent = overTheWire(encodeOutputs(values, { locked: outputs, live: named(outputs, outputs) }));
      const decoded = decodeOutputs(outputs, new Map(Object.keys(sent).map((wire) => [wire, { value: sent[wire] }])));
      // A null stands for "not there" where the type has none.
      expect(decoded).toEqual({ outputs: values, warnings: [] });
    }),
    propertyRuns,
  );
});

const fileAt = (fileUrl: string): ReceivedFile => ({ extension: fileUrl.slice(-4), bytes: new Uint8Array(), fileUrl });

test('inputs that the runtime sends are received as its caller gave them, files as what is behind their URL', () => {
  const received = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(received);
    if (typeof value !== 'object' || value === null) return value;
    if ('~file' in value && 'url' in value) return fileAt(String(value.url));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, received(item)]));
  };
  fc.assert(
    fc.property(casesOf('input'), fc.constantFrom('v1', 'v2'), ([inputs, values], generation) => {
      const payload = overTheWire(encodeInputs({ variables: inputs, generation, input: values, uploaded: new Map() }));
      expect(decodeInputs(payload, named(inputs, inputs), fileAt)).toEqual(received(values));
    }),
    propertyRuns,
  );
});
