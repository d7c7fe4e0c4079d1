import type { WorkflowDescriptor } from '@opus-codegen/runtime';

/** A workflow of a text and a file, as generated code describes it. */
export const rowsDescriptor: WorkflowDescriptor = {
  key: 'rows',
  workflowId: 'rows-workflow-01',
  generation: 'v1',
  name: 'Rows',
  inputs: [
    { name: 'note', wire: 'workflow_input_note', displayName: 'Note', type: 'str' },
    { name: 'scan', wire: 'workflow_input_scan', displayName: 'Scan', type: 'file', accept: ['.txt'] },
  ],
  outputs: [{ name: 'total', wire: 'workflow_output_total', displayName: 'Total', type: 'float' }],
};

/** The same as the service answers it. */
export const rowsSchema = {
  name: 'Rows',
  jobPayloadSchema: {
    workflow_input_note: { id: 'note', variable_name: 'workflow_input_note', display_name: 'Note', type: 'str', is_nullable: false },
    workflow_input_scan: {
      id: 'scan',
      variable_name: 'workflow_input_scan',
      display_name: 'Scan',
      type: 'file',
      is_nullable: false,
      tags: [{ variable_name: 'allowed_file_types', value: ['TXT'] }],
    },
  },
  jobResultsPayloadSchema: {
    workflow_output_total: {
      id: 'total',
      variable_name: 'workflow_output_total',
      display_name: 'Total',
      type: 'float',
      is_nullable: false,
    },
  },
} as const;
