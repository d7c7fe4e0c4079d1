import type { Definitions, Variable } from '@opus-codegen/schema';
import { describe, expect, test } from 'vitest';
import { bytes, file, fileKey, uploaded } from '../files/source.ts';
import type { FileInput } from '../types.ts';
import { encodeInputs, type EncodeRequest } from './encode.ts';
import { validateInput } from './validate.ts';

const noFiles: ReadonlyMap<string, string> = new Map();

function encode(variables: readonly Variable[], input: unknown, more: Partial<EncodeRequest> = {}): unknown {
  return encodeInputs({ variables, generation: 'v1', input, uploaded: noFiles, ...more });
}

/** The value one variable is sent with. */
function valueOf(type: object, value: unknown): unknown {
  const variable = { name: 'v', wire: 'w', ...type } as Variable; // built from parts
  return encodeInputs({ variables: [variable], generation: 'v1', input: { v: value }, uploaded: noFiles })['w']?.value;
}

function urls(...sources: readonly [FileInput, string][]): ReadonlyMap<string, string> {
  return new Map(sources.map(([source, url]) => [fileKey(source, undefined), url]));
}

describe('an input', () => {
  const prompt: Variable = { name: 'prompt', wire: 'workflow_input_we4tej0ly', displayName: 'Prompt', type: 'str' };

  test('is sent under its live wire name with its type and label', () => {
    expect(encode([prompt], { prompt: 'Hello' })).toEqual({
      workflow_input_we4tej0ly: { value: 'Hello', type: 'str', displayName: 'Prompt' },
    });
  });

  test('echoes the declared spelling of its type letter by letter', () => {
    expect(encode([{ ...prompt, declared: 'string' }], { prompt: 'Hello' })).toMatchObject({
      workflow_input_we4tej0ly: { type: 'string' },
    });
    const json: Variable = { name: 'rules', wire: 'w', type: 'json_string' };
    expect(encode([json], { rules: {} })).toEqual({ w: { value: '{}', type: 'json_string', displayName: 'w' } });
  });

  test('that is undefined is left out, null is sent as null', () => {
    const variables: readonly Variable[] = [
      { name: 'a', wire: 'wa', type: 'str', nullable: true },
      { name: 'b', wire: 'wb', type: 'array_files', nullable: true },
    ];
    expect(encode(variables, { a: undefined, b: null })).toEqual({ wb: { value: null, type: 'array_files', displayName: 'wb' } });
  });

  test('may be called as every object calls its own things', () => {
    const odd: Variable = { name: '__proto__', wire: '__proto__', type: 'int' };
    const sent = encode([odd, { name: 'constructor', wire: 'c', type: 'int', nullable: true }], JSON.parse('{"__proto__":7}'));
    expect(JSON.stringify(sent)).toBe('{"__proto__":{"value":7,"type":"int","displayName":"__proto__"}}');
  });
});

describe('values', () => {
  test.each<[object, unknown, unknown]>([
    [{ type: 'date' }, new Date('2025-11-09T23:59:59Z'), '2025-11-09'],
    [{ type: 'date' }, '2025-11-09', '2025-11-09'],
    [{ type: 'date', format: '%d/%m/%Y' }, '2025-11-09', '09/11/2025'],
    [{ type: 'json_string' }, '{"a": 1}', '{"a": 1}'],
    [{ type: 'json_string' }, { a: [1] }, '{"a":[1]}'],
    [{ type: 'json_string' }, 7, '7'],
    [{ type: 'array' }, [1, 'a'], [1, 'a']],
    [{ type: 'object' }, { anything: { goes: [] } }, { anything: { goes: [] } }],
    [{ type: 'bool' }, false, false],
    [{ type: 'float' }, 0, 0],
    [{ type: 'unknown', declared: 'node' }, { a: 1 }, { a: 1 }],
  ])('%j sends %j', (type, value, sent) => {
    expect(valueOf(type, value)).toEqual(sent);
  });

  test('of objects go under the fields own wire names, at any depth', () => {
    const lines: object = {
      type: 'array',
      element: {
        type: 'object',
        fields: [
          { name: 'sku', wire: 'SKU', type: 'str' },
          { name: 'neededBy', wire: 'needed_by', type: 'date', format: '%d.%m.%Y', nullable: true },
          { name: 'meta', wire: 'Meta Data', type: 'json_string', nullable: true },
        ],
      },
    };
    const rows = [
      { sku: 'A', neededBy: '2026-01-31' },
      { sku: 'B', neededBy: null, meta: { deep: true } },
      { sku: 'C', meta: undefined },
    ];
    expect(valueOf(lines, rows)).toEqual([
      { SKU: 'A', needed_by: '31.01.2026' },
      { SKU: 'B', needed_by: null, 'Meta Data': '{"deep":true}' },
      { SKU: 'C' },
    ]);
  });
});

describe('files', () => {
  const scan: Variable = { name: 'scan', wire: 'ws', type: 'file' };
  const more: Variable = { name: 'more', wire: 'wm', type: 'array_files' };

  test('are sent by the URL they were uploaded to', () => {
    const [pdf, png, blob] = [file('./a.pdf'), bytes(new Uint8Array(1), 'b.png'), new File(['x'], 'c.csv')];
    const sent = encode([scan, more], { scan: pdf, more: [png, blob, file('./a.pdf')] }, {
      uploaded: urls([pdf, 'u:a'], [png, 'u:b'], [blob, 'u:c']),
    }); // prettier-ignore
    expect(sent).toEqual({
      ws: { value: 'u:a', type: 'file', displayName: 'ws' },
      wm: { value: ['u:b', 'u:c', 'u:a'], type: 'array_files', displayName: 'wm' },
    });
  });

  test('that the service holds already are sent as they are', () => {
    expect(valueOf({ type: 'file' }, uploaded('https://files.opus.com/a.pdf'))).toBe('https://files.opus.com/a.pdf');
  });

  test('inside objects are URLs too', () => {
    const pdf = file('./a.pdf');
    const party: Variable = { name: 'party', wire: 'wp', type: 'object', fields: [scan] };
    expect(encode([party], { party: { scan: pdf } }, { uploaded: urls([pdf, 'u:a']) })).toMatchObject({ wp: { value: { ws: 'u:a' } } });
  });
});

describe('several allowed types', () => {
  const amount: Variable = {
    name: 'amount',
    wire: 'w',
    type: 'union',
    anyOf: [{ type: 'float', declared: 'number' }, { type: 'date', format: '%d/%m/%Y' }, { type: 'str' }],
  };

  test.each([
    [1.5, { value: 1.5, type: 'number' }],
    ['2025-11-09', { value: '09/11/2025', type: 'date' }],
    ['n/a', { value: 'n/a', type: 'str' }],
  ])('%j is sent as the first type that takes it', (value, sent) => {
    expect(encode([amount], { amount: value })).toEqual({ w: { ...sent, displayName: 'w' } });
  });
});

describe('a type the schema did not tell', () => {
  test.each([
    ['a', 'str'],
    [1, 'float'],
    [true, 'bool'],
    [[1], 'array'],
    [{ a: 1 }, 'object'],
  ])('%j is sent as the contract calls its kind', (value, type) => {
    expect(encode([{ name: 'v', wire: 'w', type: 'unknown' }], { v: value })).toMatchObject({ w: { value, type } });
  });
});

describe('typeDefinition', () => {
  const lines: Variable = { name: 'lines', wire: 'w', type: 'array', element: { type: 'str' } };
  const definition = { id: 'line', variable_name: 'line', allowed_types: [{ type: 'str' }] };
  const definitions: Definitions = new Map([['w', new Map([['array', definition]])]]);

  test('goes along from a v2 schema, as it was declared', () => {
    expect(encode([lines], { lines: ['a'] }, { generation: 'v2', definitions })).toEqual({
      w: { value: ['a'], type: 'array', displayName: 'w', typeDefinition: definition },
    });
  });

  test('is written anew when the declared one is not at hand', () => {
    expect(encode([lines], { lines: ['a'] }, { generation: 'v2' })).toMatchObject({
      w: { typeDefinition: { id: 'str', variable_name: 'str', allowed_types: [{ type: 'str' }] } },
    });
    const anything: Variable = { name: 'o', wire: 'w', type: 'object' };
    expect(encode([anything], { o: {} }, { generation: 'v2' })).toMatchObject({ w: { typeDefinition: {} } });
  });

  test('the live schema does not have is sent as one that says nothing', () => {
    const seen: Variable = { ...lines, wire: 'x' };
    expect(encode([seen], { lines: ['a'] }, { generation: 'v2', definitions })).toEqual({
      x: { value: ['a'], type: 'array', displayName: 'x', typeDefinition: {} },
    });
  });

  test('never goes along from a v1 schema, nor with a scalar', () => {
    expect(encode([lines], { lines: ['a'] }, { definitions })).toEqual({ w: { value: ['a'], type: 'array', displayName: 'w' } });
    const sent = encode([{ name: 'v', wire: 'w', type: 'date' }], { v: '2025-11-09' }, { generation: 'v2', definitions });
    expect(sent).toEqual({ w: { value: '2025-11-09', type: 'date', displayName: 'w' } });
  });
});

test('null for a required JSON text goes out as the text null, and stays null where nothing is required', () => {
  const variables: readonly Variable[] = [
    { name: 'text', wire: 't', type: 'json_string' },
    { name: 'maybe', wire: 'm', type: 'json_string', nullable: true },
    { name: 'either', wire: 'e', type: 'union', anyOf: [{ type: 'unknown', declared: 'node' }, { type: 'json_string' }] },
  ];
  const deep: Variable = { name: 'deep', wire: 'd', type: 'object', fields: variables };
  const input = { text: null, maybe: null, either: null };

  expect(validateInput(variables, input)).toEqual([]);
  const payload = encodeInputs({ variables, generation: 'v1', input, uploaded: new Map() });

  expect(Object.values(payload).map(({ value, type }) => [type, value])).toEqual([
    ['json_string', 'null'],
    ['json_string', null],
    ['json_string', 'null'],
  ]);
  const nested = encodeInputs({ variables: [deep], generation: 'v1', input: { deep: input }, uploaded: new Map() });
  expect(nested['d']?.value).toEqual({ t: 'null', m: null, e: 'null' });
  expect(validateInput([{ name: 'any', wire: 'a', type: 'unknown' }], { any: null }).length).toBe(1);
});
