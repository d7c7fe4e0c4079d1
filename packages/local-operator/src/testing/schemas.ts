import type { JsonRecord } from '../json.ts';

export const V1_ID = 'B9uGJfZ3CFwOdMKH';
export const V2_ID = '5a5a5a5a-0000-4000-8000-00000000000a';

/** A variable as v1 declares it. */
const v1 = (variable_name: string, display_name: string, type: string, more: JsonRecord = {}): JsonRecord => ({
  id: variable_name.slice(-9),
  variable_name,
  display_name,
  type,
  is_nullable: false,
  tags: [],
  ...more,
});

/** A variable as v2 declares it. */
const v2 = (variable_name: string, display_name: string, types: readonly JsonRecord[], more: JsonRecord = {}): JsonRecord => ({
  id: variable_name.slice(-9),
  variable_name,
  display_name,
  is_nullable: false,
  allowed_types: types,
  default: null,
  ...more,
});

const byName = (...variables: readonly JsonRecord[]): JsonRecord =>
  Object.fromEntries(variables.map((variable) => [String(variable['variable_name']), variable]));

const accepts = (...value: readonly string[]): JsonRecord => ({ tags: [{ variable_name: 'allowed_file_types', value }] });

/** A v1 workflow with every type of the contract. */
export const v1Schema: JsonRecord = {
  workflowId: V1_ID,
  name: 'Invoice Processing',
  description: 'Books invoices.',
  active: true,
  jobPayloadSchema: byName(
    v1('workflow_input_we4tej0ly', 'Invoice Document', 'file', accepts('PDF', 'PNG')),
    v1('workflow_input_att4chm3n', 'Attachments', 'array_files', { is_nullable: true }),
    v1('workflow_input_p0nr71x2c', 'PO Number', 'str'),
    v1('workflow_input_l3vel0001', 'Level', 'str', { options: ['Low', 'High'], is_nullable: true }),
    v1('workflow_input_am0unt001', 'Amount', 'float', { is_nullable: true }),
    v1('workflow_input_urg3nt001', 'Urgent?', 'bool', { is_nullable: true }),
    v1('workflow_input_d3due55at', 'Due Date', 'date', { type_definition: '%d/%m/%Y', is_nullable: true }),
    v1('workflow_input_t4gs00001', 'Tags', 'array', { type_definition: v1('tag', 'Tag', 'str'), is_nullable: true }),
    v1('workflow_input_p4rty0001', 'Party', 'object', {
      type_definition: byName(v1('name', 'Name', 'str'), v1('vat', 'VAT', 'str', { is_nullable: true })),
      is_nullable: true,
    }),
  ),
  jobResultsPayloadSchema: byName(
    v1('workflow_output_sum00001', 'Summary', 'str'),
    v1('workflow_output_tot4al01', 'Total', 'float'),
    v1('workflow_output_rep0rt01', 'Report', 'file'),
  ),
};

export const PARTY_DEFINITION: JsonRecord = byName(
  v2('name', 'Name', [{ type: 'str' }]),
  v2('vat', 'VAT', [{ type: 'str' }], { is_nullable: true }),
);
export const LINES_DEFINITION: JsonRecord = v2('line', 'Line', [
  { type: 'object', type_definition: byName(v2('sku', 'SKU', [{ type: 'str' }])) },
]);

/** A v2 workflow: an object, an array, JSON in a string, and a variable of two types. */
export const v2Schema: JsonRecord = {
  workflow_id: V2_ID,
  name: 'Identity Screening',
  description: 'Screens one applicant.',
  version: 3,
  active_status: 'active',
  workflow_input_node_id: 'n-in',
  workflow_output_node_id: 'n-out',
  nodes: {
    'n-in': {
      name: 'Input',
      input_schema: {
        schema: byName(
          v2('workflow_input_appform01', 'Application Form', [{ type: 'json_string', type_definition: null }]),
          v2('workflow_input_party0001', 'Party', [{ type: 'object', type_definition: PARTY_DEFINITION }], { is_nullable: true }),
          v2('workflow_input_lines0001', 'Lines', [{ type: 'array', type_definition: LINES_DEFINITION }], { is_nullable: true }),
          v2('workflow_input_amount001', 'Amount', [{ type: 'float' }, { type: 'str' }], { is_nullable: true }),
        ),
      },
    },
    'n-extract': { name: 'Extract Data' },
    'n-review': { name: 'Human Review' },
    'n-out': {
      name: 'Output',
      input_schema: { schema: byName(v2('workflow_output_dec00001', 'Final Decision', [{ type: 'str' }])) },
    },
  },
};
