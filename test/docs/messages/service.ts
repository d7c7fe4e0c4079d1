import { workflowIds } from '../../workflows/workflows.ts';
import { configFile, editInvoice, type Scenarios } from './scenario.ts';

const both = ['invoice', 'sampler'] as const;

export const SERVICE_SCENARIOS: Scenarios = {
  'key-missing': { type: 'check', env: { OPUS_SERVICE_KEY: '' } },
  'key-rejected': { type: 'check', env: { OPUS_SERVICE_KEY: 'k'.repeat(96) } },
  'workflow-forbidden': {
    type: 'check',
    keys: both,
    prepare: ({ operator }) =>
      operator.fault({
        call: 'getWorkflow',
        kind: 'status',
        status: 403,
        body: { statusCode: 403, message: 'Forbidden resource' },
        times: Infinity,
        match: ({ path }) => path.includes(workflowIds.sampler),
      }),
  },
  'workflow-not-found': { type: 'generate', keys: both, prepare: ({ operator }) => operator.removeWorkflow(workflowIds.sampler) },
  // Nobody listens there.
  'service-unreachable': { type: 'check', env: { OPUS_BASE_URL: 'http://127.0.0.1:59998' } },
  'service-error': {
    type: 'check',
    prepare: ({ operator }) => operator.fault({ call: 'getWorkflow', kind: 'html', status: 502, times: Infinity }),
  },
  'schema-unreadable': {
    type: 'check',
    prepare: ({ operator }) => operator.editWorkflow(workflowIds.invoice, () => ({ id: 1, nodes: [] })),
  },
  'schema-note': {
    type: 'generate',
    prepare: (project) =>
      editInvoice(project, ({ jobPayloadSchema }) => {
        jobPayloadSchema['workflow_input_g3ot4gged'] = {
          variable_name: 'workflow_input_g3ot4gged',
          display_name: 'Where',
          type: 'geo_point',
        };
      }),
  },
  'schema-asked-again': {
    type: 'generate --verbose',
    prepare: ({ operator }) =>
      operator.fault({ call: 'getWorkflow', kind: 'body', body: (real) => ({ ...(real as object), jobPayloadSchema: {} }) }),
  },
  'workflow-inactive': { type: 'generate', prepare: (project) => editInvoice(project, (workflow) => (workflow['active'] = false)) },
  'schema-without-outputs': {
    type: 'generate --verbose',
    prepare: (project) => editInvoice(project, (workflow) => delete workflow['jobResultsPayloadSchema']),
  },
};

const named = (inputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  configFile({ output: './opus', workflows: { invoice: { id: workflowIds.invoice, inputs } } });

export const NAME_SCENARIOS: Scenarios = {
  'name-collision': {
    type: 'generate',
    isNew: true,
    prepare: (project) =>
      editInvoice(project, ({ jobPayloadSchema }) => {
        jobPayloadSchema['workflow_input_s3c0ndp0n'] = {
          variable_name: 'workflow_input_s3c0ndp0n',
          display_name: 'PO number',
          type: 'str',
        };
      }),
  },
  'override-duplicate': { type: 'generate', files: named({ workflow_input_p0nr71x2c: 'order', workflow_input_d3due55at: 'order' }) },
  'override-unused': { type: 'generate', files: named({ workflow_input_0ld0rder1: 'order' }) },
  'pin-lost': { type: 'generate', files: named({ workflow_input_p0nr71x2c: 'dueDate' }) },
};
