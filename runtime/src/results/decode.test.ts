import type { Variable } from '@opus-codegen/schema';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeOutputs } from './decode.ts';
import type { RawOutput } from './raw-output.ts';

function decode(
  outputs: readonly Variable[],
  came: Readonly<Record<string, unknown>> | [string, RawOutput][],
): ReturnType<typeof decodeOutputs> {
  const raw = Array.isArray(came) ? came : Object.entries(came).map(([wire, value]): [string, RawOutput] => [wire, { value }]);
  return decodeOutputs(outputs, new Map(raw));
}

/** One value decoded as one type: the value, and the message of its warning. */
function valueOf(type: object, value: unknown): readonly [unknown, ...string[]] {
  const variable = { name: 'v', wire: 'w', ...type } as Variable; // built from parts
  const { outputs, warnings } = decode([variable], { w: value });
  return [outputs['v'], ...warnings.map(({ message }) => message)];
}

describe('matching', () => {
  const total: Variable = { name: 'total', wire: 'w1', displayName: 'Total', type: 'float' };
  const note: Variable = { name: 'note', wire: 'w2', displayName: 'Note', type: 'str' };

  test('is by wire name; what did not come is not there; what nobody declared is left to the raw results', () => {
    expect(decode([total, note], { w1: 1, w3: 'extra' })).toEqual({ outputs: { total: 1 }, warnings: [] });
  });

  test('falls back on the label, where it is the only one of its kind', () => {
    expect(decode([total, note], [['moved', { value: 1, displayName: 'Total' }]]).outputs).toEqual({ total: 1 });
    expect(decode([total, note], { Total: 1 }).outputs).toEqual({ total: 1 });
  });

  test.each<[string, [string, RawOutput][]]>([
    [
      'two bear the label',
      [
        ['a', { value: 1, displayName: 'Total' }],
        ['b', { value: 2, displayName: 'Total' }],
      ],
    ],
    ['the wire name of another has it', [['w2', { value: 'x', displayName: 'Total' }]]],
  ])('does not guess when %s', (_when, came) => {
    expect(decode([total, note], came).outputs['total']).toBeUndefined();
  });

  test('does not guess when two declared outputs share the label', () => {
    expect(decode([total, { ...note, displayName: 'Total' }], [['moved', { value: 1, displayName: 'Total' }]]).outputs).toEqual({});
  });

  test('null is nothing, unless the output may be null', () => {
    expect(decode([total, { ...note, nullable: true }], { w1: null, w2: null })).toEqual({ outputs: { note: null }, warnings: [] });
  });
});

describe('values that are certain', () => {
  test.each<[object, unknown, unknown]>([
    [{ type: 'str' }, 'text', 'text'],
    [{ type: 'str' }, 42, '42'],
    [{ type: 'str', options: ['a'] }, 'new option', 'new option'],
    [{ type: 'int' }, '42', 42],
    [{ type: 'int' }, '42.0', 42],
    [{ type: 'float' }, ' -1.5e3 ', -1500],
    [{ type: 'float' }, 0, 0],
    [{ type: 'bool' }, 'True', true],
    [{ type: 'bool' }, 'FALSE ', false],
    [{ type: 'bool' }, false, false],
    [{ type: 'date' }, '09/11/2025', '09/11/2025'],
    [{ type: 'file' }, 'https://files.test/a.pdf', 'https://files.test/a.pdf'],
    [{ type: 'array_files' }, '["https://files.test/a.pdf"]', ['https://files.test/a.pdf']],
    [{ type: 'array' }, '[1,"a"]', [1, 'a']],
    [{ type: 'array', element: { type: 'int' } }, '```json\n["1", 2]\n```', [1, 2]],
    [{ type: 'array', element: { type: 'str', nullable: true } }, ['a', null], ['a', null]],
    [{ type: 'object' }, '"{\\"a\\":1}"', { a: 1 }],
    [{ type: 'object' }, '```\n{"a":1}\n```', { a: 1 }],
    [{ type: 'object' }, ' ```JSON {"a":1} ```\n', { a: 1 }],
    [{ type: 'json_string' }, '{"a":[1]}', { a: [1] }],
    [{ type: 'json_string' }, { a: 1 }, { a: 1 }],
    [{ type: 'json_string' }, 'null', null],
    [{ type: 'unknown' }, '{"a":1}', '{"a":1}'],
    [{ type: 'union', anyOf: [{ type: 'float' }, { type: 'str' }] }, '42', '42'],
    [{ type: 'union', anyOf: [{ type: 'float' }, { type: 'bool' }] }, 'true', true],
    [{ type: 'union', anyOf: [{ type: 'object' }, { type: 'array' }] }, '[1]', [1]],
  ])('%j decodes %j', (type, value, decoded) => {
    expect(valueOf(type, value)).toEqual([decoded]);
  });
});

test('a fence that nobody closed is as soon found to be none, however much stands in it', () => {
  const text = `\`\`\`json\n[1]${'\n'.repeat(200_000)}`;
  expect(valueOf({ type: 'unknown' }, text)).toEqual([text]);
  expect(valueOf({ type: 'json_string' }, text)[0]).toBe(text);
});

describe('values that are not', () => {
  test.each<[object, unknown, string]>([
    [{ type: 'str' }, true, 'a string, came as true'],
    [{ type: 'str' }, { a: 1 }, 'a string, came as an object'],
    [{ type: 'int' }, 1.5, 'a whole number, came as a number'],
    [{ type: 'int' }, '9007199254740993', 'a whole number, came as a string'],
    [{ type: 'float' }, '1,234.50', 'a finite number, came as a string'],
    [{ type: 'float' }, '', 'a finite number, came as an empty string'],
    [{ type: 'bool' }, 'yes', 'true or false, came as a string'],
    [{ type: 'bool' }, 1, 'true or false, came as a number'],
    [{ type: 'array' }, 'a, b', 'an array, came as a string'],
    [{ type: 'object' }, '[1]', 'an object, came as a string'],
    [{ type: 'json_string' }, 'not json', 'a JSON value, came as a string'],
    [{ type: 'union', anyOf: [{ type: 'float' }, { type: 'bool' }] }, 'x', 'a finite number, or true or false, came as a string'],
  ])('%j leaves %j as it came, with a warning', (type, value, words) => {
    expect(valueOf(type, value)).toEqual([value, `v: declared as ${words}`]);
  });
});

describe('inside objects', () => {
  const lines: Variable = {
    name: 'lines',
    wire: 'w',
    type: 'array',
    element: {
      type: 'object',
      fields: [
        { name: 'sku', wire: 'SKU', type: 'str' },
        { name: 'quantity', wire: 'qty', displayName: 'Quantity', type: 'int' },
      ],
    },
  };

  test('names are those of the types, and warnings say where', () => {
    const { outputs, warnings } = decode([lines], { w: '[{"SKU":"A","qty":"2","extra":1},{"SKU":7,"Quantity":"two"},"B"]' });
    expect(outputs).toEqual({ lines: [{ sku: 'A', quantity: 2 }, { sku: '7', quantity: 'two' }, 'B'] });
    expect(warnings).toEqual([
      {
        path: ['lines', 1, 'quantity'],
        pathText: 'lines[1].quantity',
        message: 'lines[1].quantity: declared as a whole number, came as a string',
        expected: 'a whole number',
        received: 'a string',
      },
      {
        path: ['lines', 2],
        pathText: 'lines[2]',
        message: 'lines[2]: declared as an object, came as a string',
        expected: 'an object',
        received: 'a string',
      },
    ]);
  });

  test('__proto__ is a name like any other', () => {
    const odd: Variable = {
      name: 'o',
      wire: '__proto__',
      type: 'object',
      fields: [{ name: '__proto__', wire: '__proto__', type: 'json_string' }],
    };
    const { outputs } = decode([odd], JSON.parse('{"__proto__":{"__proto__":"{\\"polluted\\":true}"}}'));
    expect(JSON.stringify(outputs)).toBe('{"o":{"__proto__":{"polluted":true}}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

test('any JSON at all decodes without an exception, and without a warning it is of its type', () => {
  const element = { type: 'object', fields: [{ name: 'a', wire: 'a', type: 'float' }] };
  const types = fc.constantFrom<[object, (decoded: unknown) => boolean]>(
    [{ type: 'str' }, (decoded) => typeof decoded === 'string'],
    [{ type: 'int' }, (decoded) => Number.isSafeInteger(decoded)],
    [{ type: 'bool' }, (decoded) => typeof decoded === 'boolean'],
    [{ type: 'json_string' }, () => true],
    [{ type: 'array', element }, Array.isArray],
    [
      { type: 'union', anyOf: [{ type: 'array_files' }, { type: 'date' }] },
      (decoded) => typeof decoded === 'string' || Array.isArray(decoded),
    ],
  );
  const wrong: unknown[] = [];
  fc.assert(
    fc.property(types, fc.oneof(fc.jsonValue(), fc.json()), ([type, isOfType], value) => {
      const [decoded, ...warnings] = valueOf(type, value);
      if (warnings.length === 0 && decoded !== undefined && !isOfType(decoded)) wrong.push([type, value, decoded]);
    }),
  );
  expect(wrong).toEqual([]);
});
