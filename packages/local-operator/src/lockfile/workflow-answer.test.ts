import type { WorkflowSchema } from '@opus-codegen/schema';
import { expect, test } from 'vitest';
import { workflowAnswer } from './workflow-answer.ts';

const workflow: Omit<WorkflowSchema, 'generation'> = {
  workflowId: 'B9uGJfZ3CFwOdMKH',
  name: 'Invoice',
  description: 'Books invoices.',
  inputs: [
    { name: 'scan', wire: 'w1', id: 'i1', displayName: 'Scan', type: 'file', accept: ['.pdf'] },
    { name: 'lines', wire: 'w2', nullable: true, type: 'array', element: { type: 'str', options: ['a'] } },
  ],
  outputs: [{ name: 'either', wire: 'w3', type: 'union', anyOf: [{ type: 'str', declared: 'string' }, { type: 'float' }] }],
};

const scan = { id: 'i1', variable_name: 'w1', display_name: 'Scan', description: '', is_nullable: false };
const pdf = [{ variable_name: 'allowed_file_types', value: ['PDF'] }];
const plain = { type_definition: {}, type_definition_enforced: null };

// That reading it gives the model back, whatever the workflow, is a law of test/kit/served-lockfile.test.ts.
test('the first generation has maps of variables with a bare type', () => {
  expect(workflowAnswer({ ...workflow, generation: 'v1', active: false })).toEqual({
    workflowId: 'B9uGJfZ3CFwOdMKH',
    name: 'Invoice',
    description: 'Books invoices.',
    active: false,
    jobPayloadSchema: {
      w1: { ...scan, type: 'file', ...plain, tags: pdf, options: [] },
      w2: {
        variable_name: 'w2',
        display_name: '',
        description: '',
        is_nullable: true,
        type: 'array',
        type_definition: { variable_name: 'str', is_nullable: false, type: 'str', ...plain, tags: [], options: ['a'] },
        type_definition_enforced: null,
        tags: [],
        options: [],
      },
    },
    jobResultsPayloadSchema: {
      w3: expect.objectContaining({
        allowed_types: [
          { type: 'string', ...plain },
          { type: 'float', ...plain },
        ],
      }),
    },
  });
});

test('the second generation is a graph whose variables have lists of types', () => {
  expect(workflowAnswer({ ...workflow, generation: 'v2', version: 3 })).toMatchObject({
    workflow_id: 'B9uGJfZ3CFwOdMKH',
    version: 3,
    active_status: 'active',
    workflow_input_node_id: 'node-input',
    nodes: {
      'node-input': {
        type: 'input',
        input_schema: { schema: { w1: { ...scan, allowed_types: [{ type: 'file', ...plain }], tags: pdf } } },
      },
      'node-output': { type: 'output', input_schema: { schema: { w3: { allowed_types: [{ type: 'string' }, { type: 'float' }] } } } },
    },
  });
});
