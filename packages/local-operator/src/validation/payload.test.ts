import { readWorkflow } from '@opus-codegen/schema';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LINES_DEFINITION, PARTY_DEFINITION, v1Schema, v2Schema } from '../testing/schemas.ts';
import type { JsonRecord } from '../json.ts';
import { judgePayload, type PayloadVerdict } from './payload.ts';

function judge(schema: JsonRecord, payload: JsonRecord): PayloadVerdict {
  const read = readWorkflow(schema);
  if (!read.ok) throw new Error('these schemas can be read');
  return judgePayload(payload, read.workflow, read.definitions, () => true);
}

const form = { workflow_input_appform01: { value: '{}', type: 'json_string', displayName: 'Application Form' } };
const amount = (value: unknown, type: string): JsonRecord => ({
  ...form,
  workflow_input_amount001: { value, type, displayName: 'Amount' },
});

describe('an entry', () => {
  test('needs value, type and displayName', () => {
    expect(judge(v2Schema, { workflow_input_appform01: {} }).issues).toEqual([
      'jobPayloadSchemaInstance.workflow_input_appform01.value should not be empty',
      'jobPayloadSchemaInstance.workflow_input_appform01.type should not be empty',
      'jobPayloadSchemaInstance.workflow_input_appform01.displayName should not be empty',
    ]);
  });

  test('is an object', () => {
    expect(judge(v2Schema, { workflow_input_appform01: '{}' }).issues).toEqual([
      'jobPayloadSchemaInstance.workflow_input_appform01 must be an object',
    ]);
  });

  test('may lack a label where the variable has none', () => {
    const bare = { jobPayloadSchema: { a: { id: 'a', variable_name: 'a', type: 'str' } } };

    expect(judge(bare, { a: { value: 'x', type: 'str', displayName: '' } }).issues).toEqual([]);
    expect(judge(bare, { a: { value: 'x', type: 'str' } }).issues).toEqual(['jobPayloadSchemaInstance.a.displayName should not be empty']);
  });

  test('names the type as it was declared, whatever it means', () => {
    const declared = { jobPayloadSchema: { a: { id: 'a', variable_name: 'a', display_name: 'A', type: 'string' } } };

    expect(judge(declared, { a: { value: 'x', type: 'string', displayName: 'A' } }).issues).toEqual([]);
    expect(judge(declared, { a: { value: 'x', type: 'str', displayName: 'A' } }).issues).toEqual([
      'jobPayloadSchemaInstance.a.type must be one of the following values: string',
    ]);
  });

  test('is looked up by its own keys only', () => {
    expect(judge({ jobPayloadSchema: {} }, JSON.parse('{"__proto__":{"value":1},"constructor":{}}') as JsonRecord).issues).toEqual([
      'jobPayloadSchemaInstance.__proto__ is no variable of this workflow',
      'jobPayloadSchemaInstance.constructor is no variable of this workflow',
    ]);
  });
});

describe('a variable of several types', () => {
  test('takes each of them under its own name', () => {
    expect(judge(v2Schema, amount(12.5, 'float')).issues).toEqual([]);
    expect(judge(v2Schema, amount('twelve', 'str')).issues).toEqual([]);
  });

  test('takes none of them under another name', () => {
    expect(judge(v2Schema, amount('twelve', 'float')).issues).toEqual([
      'jobPayloadSchemaInstance.workflow_input_amount001.value must be a number',
    ]);
    expect(judge(v2Schema, amount(12, 'int')).issues).toEqual([
      'jobPayloadSchemaInstance.workflow_input_amount001.type must be one of the following values: float, str',
    ]);
  });
});

const party = (typeDefinition: unknown): PayloadVerdict =>
  judge(v2Schema, {
    ...form,
    workflow_input_party0001: { value: { name: 'Ada' }, type: 'object', displayName: 'Party', typeDefinition },
  });
const lines = (typeDefinition: unknown): PayloadVerdict =>
  judge(v2Schema, { ...form, workflow_input_lines0001: { value: [], type: 'array', displayName: 'Lines', typeDefinition } });

describe('a typeDefinition', () => {
  test.each([
    [party(PARTY_DEFINITION), 0],
    [party({ ...PARTY_DEFINITION, more: {} }), 0],
    [party({ name: {} }), 1],
    [party({}), 1],
    [party(null), 1],
    [party('%Y'), 1],
    [lines(LINES_DEFINITION), 0],
    [lines({ type: 'object', type_definition: {} }), 0],
    [lines({ sku: {} }), 1],
    [lines([]), 1],
  ])('%#', ({ issues, inputNodeRefusals }, refusals) => {
    expect(issues).toEqual([]);
    expect(inputNodeRefusals).toHaveLength(refusals);
  });

  test('is not asked for with null', () => {
    const verdict = judge(v2Schema, { ...form, workflow_input_party0001: { value: null, type: 'object', displayName: 'Party' } });

    expect(verdict).toEqual({ issues: [], inputNodeRefusals: [], typeIsNoText: false, typeDefinitionOnV1: false });
  });
});

test('no payload breaks it', () => {
  const names = [...Object.keys(v1Schema['jobPayloadSchema'] as object), 'workflow_input_party0001', 'x'];
  const payload = fc.dictionary(
    fc.constantFrom(...names),
    fc.oneof(fc.jsonValue(), fc.record({ value: fc.jsonValue(), type: fc.jsonValue() })),
  );
  fc.assert(
    fc.property(payload, fc.constantFrom(v1Schema, v2Schema), (given, schema) => {
      expect(judge(schema, given).issues.every((issue) => issue.startsWith('jobPayloadSchemaInstance.'))).toBe(true);
    }),
  );
});
