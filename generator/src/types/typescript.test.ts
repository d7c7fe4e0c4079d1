import { FILE_EXTENSIONS, type ObjectType, type Variable, type VariableType } from '@opus-codegen/schema';
import { describe, expect, test } from 'vitest';
import { propertyText, typeText, type TypeContext } from './typescript.ts';

const party: ObjectType = { type: 'object', fields: [{ name: 'name', wire: 'name', type: 'str' }] };

function context(direction: 'input' | 'output', used: string[] = []): TypeContext {
  return {
    direction,
    nameOf: new Map([[party, 'Party']]),
    runtimeType: (name) => {
      used.push(name);
      return name;
    },
  };
}

// The table of codegen.md, types.
const table: readonly (readonly [VariableType, string, string])[] = [
  [{ type: 'str' }, 'string', 'string'],
  [{ type: 'str', options: ['a', 'b'] }, '"a" | "b"', '"a" | "b" | (string & {})'],
  [{ type: 'int' }, 'number', 'number'],
  [{ type: 'float' }, 'number', 'number'],
  [{ type: 'bool' }, 'boolean', 'boolean'],
  [{ type: 'date' }, 'Date | IsoDate', 'string'],
  [{ type: 'date', format: '%d/%m/%Y' }, 'Date | IsoDate', 'string'],
  [{ type: 'file' }, 'FileInput', 'string'],
  [{ type: 'file', accept: ['.pdf', '.png'] }, 'FileInput<".pdf" | ".png">', 'string'],
  [{ type: 'file', accept: [...FILE_EXTENSIONS] }, 'FileInput', 'string'],
  [{ type: 'array_files', accept: ['.csv'] }, 'readonly FileInput<".csv">[]', 'string[]'],
  [{ type: 'array', element: { type: 'file' } }, 'readonly FileInput[]', 'string[]'],
  [{ type: 'array' }, 'readonly JsonValue[]', 'JsonValue[]'],
  [{ type: 'array', element: { type: 'int' } }, 'readonly number[]', 'number[]'],
  [{ type: 'array', element: { type: 'int', nullable: true } }, 'readonly (number | null)[]', '(number | null)[]'],
  [{ type: 'array', element: { type: 'date' } }, 'readonly (Date | IsoDate)[]', 'string[]'],
  [{ type: 'array', element: { type: 'array', element: { type: 'str' } } }, 'readonly (readonly string[])[]', 'string[][]'],
  [{ type: 'array', element: party }, 'readonly Party[]', 'Party[]'],
  [{ type: 'object' }, 'JsonObject', 'JsonObject'],
  [party, 'Party', 'Party'],
  [{ type: 'json_string' }, 'JsonValue', 'JsonValue'],
  [{ type: 'union', anyOf: [{ type: 'float' }, { type: 'str' }] }, 'number | string', 'number | string'],
  [{ type: 'union', anyOf: [{ type: 'int' }, { type: 'float' }] }, 'number', 'number'],
  [{ type: 'unknown', declared: 'node' }, 'JsonValue', 'JsonValue'],
];

describe('a type as callers write it and as readers get it', () => {
  test.each(table)('%j → %s, %s', (type, input, output) => {
    expect(typeText(type, context('input'))).toBe(input);
    expect(typeText(type, context('output'))).toBe(output);
  });
});

describe('a property', () => {
  const amount: Variable = { name: 'amount', wire: 'a', type: 'float' };

  test('is required, unless it may be null', () => {
    expect(propertyText(amount, context('input'), true)).toEqual({ optional: false, type: 'number' });
    expect(propertyText({ ...amount, nullable: true }, context('input'), true)).toEqual({
      optional: true,
      type: 'number | null | undefined',
    });
  });

  test('of the outputs may always be missing', () => {
    expect(propertyText(amount, context('output'), false)).toEqual({ optional: true, type: 'number | undefined' });
  });

  test('that takes any JSON takes null already', () => {
    expect(propertyText({ name: 'x', wire: 'x', type: 'json_string', nullable: true }, context('input'), true)).toEqual({
      optional: true,
      type: 'JsonValue | undefined',
    });
  });
});

test('only what is written is imported', () => {
  const used: string[] = [];
  propertyText(
    { name: 'x', wire: 'x', type: 'array', element: { type: 'file', accept: ['.pdf'] }, nullable: true },
    context('input', used),
    true,
  );
  expect(used).toEqual(['FileInput']);
});
