import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { expect, test } from 'vitest';
import { jsonSchemaDocument, openApiDocument } from './schema-documents.ts';

const invoice: LockedWorkflow = {
  workflowId: 'B9uGJfZ3CFwOdMKH',
  name: 'Invoice',
  description: '',
  generation: 'v1',
  fingerprint: { inputs: '', outputs: '' },
  inputs: [
    { name: 'scan', wire: 'a', displayName: 'Scan', description: 'The paper.', type: 'file', accept: ['.pdf'] },
    { name: 'risk', wire: 'b', type: 'str', options: ['Low', 'High'], nullable: true },
    { name: 'lines', wire: 'c', type: 'array', element: { type: 'object', fields: [{ name: 'sku', wire: 'sku', type: 'str' }] } },
  ],
  outputs: [{ name: 'risk', wire: 'd', type: 'str', options: ['Low', 'High'] }],
  removed: [{ name: 'threshold' }],
};

test('inputs are closed and say what is required; outputs are open, and none is', () => {
  expect(jsonSchemaDocument({ invoice })).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $defs: {
      InvoiceInput: {
        type: 'object',
        properties: {
          scan: { title: 'Scan', description: 'The paper.', type: 'string', format: 'uri', 'x-opus-accept': ['.pdf'] },
          risk: { anyOf: [{ type: 'string', enum: ['Low', 'High'] }, { type: 'null' }] },
          lines: { type: 'array', items: { $ref: '#/$defs/InvoiceInputLine' } },
        },
        required: ['scan', 'lines'],
        additionalProperties: false,
      },
      InvoiceInputLine: { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'], additionalProperties: false },
      InvoiceOutputs: { type: 'object', properties: { risk: { type: 'string', examples: ['Low', 'High'] } } },
    },
  });
});

test('names outside ASCII are transliterated, since OpenAPI takes no others', () => {
  const document = openApiDocument({ prüfen: invoice, prufen2: invoice });
  expect(Object.keys((document['components'] as { readonly schemas: object }).schemas)).toEqual([
    'Prufen2Input',
    'Prufen2InputLine',
    'Prufen2Outputs',
    'PrufenInput',
    'PrufenInputLine',
    'PrufenOutputs',
  ]);
});
