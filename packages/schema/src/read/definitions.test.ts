import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraries } from '../testing/arbitraries.ts';
import { readWorkflow, typeDefinitionOf } from './index.ts';

describe('a rebuilt definition', () => {
  test('of an object maps names to variables', () => {
    expect(
      typeDefinitionOf({
        type: 'object',
        fields: [{ name: 'dueDate', wire: 'due', displayName: 'Due date', nullable: true, type: 'date', declared: 'Date', format: '%d' }],
      }),
    ).toEqual({
      due: {
        id: 'due',
        variable_name: 'due',
        display_name: 'Due date',
        description: '',
        is_nullable: true,
        allowed_types: [{ type: 'Date', type_definition: '%d', type_definition_enforced: null }],
      },
    });
  });

  test('of an array of files is the element variable the service uses', () => {
    expect(typeDefinitionOf({ type: 'array', element: { type: 'file', accept: ['.pdf'] } })).toEqual({
      id: 'file',
      variable_name: 'file',
      allowed_types: [{ type: 'file', type_definition: null, type_definition_enforced: null }],
      tags: [{ variable_name: 'allowed_file_types', value: ['.pdf'] }],
    });
  });

  test('of a type that says nothing more is empty', () => {
    expect([typeDefinitionOf({ type: 'object' }), typeDefinitionOf({ type: 'array' }), typeDefinitionOf({ type: 'str' })]).toEqual([
      {},
      {},
      null,
    ]);
  });

  test('reads back as the same type', () => {
    fc.assert(
      fc.property(arbitraries({ enforcement: true }).variables, (inputs) => {
        const schema = typeDefinitionOf({ type: 'object', fields: inputs });
        const result = readWorkflow({ nodes: { a: { type: 'input', input_schema: { schema } } } });
        expect(result.ok && result.workflow.inputs.map((variable) => variable.wire).sort()).toEqual(inputs.map(({ wire }) => wire).sort());
        for (const input of inputs) {
          expect(result.ok && result.workflow.inputs.find(({ wire }) => wire === input.wire)).toEqual(input);
        }
      }),
    );
  });
});
