import type { SchemaGeneration, Variable, WorkflowSchema } from '@opus-codegen/schema';
import type { JsonRecord } from '../json.ts';
import { variableMap } from './variable-answer.ts';

/**
 * What `GET /workflow/{id}` answers for a workflow that is known by its model only: the reverse of `readWorkflow`, which gets the very same model
 * out of it, whichever generation it is of (operator-api.md §2).
 */
export function workflowAnswer(workflow: WorkflowSchema): JsonRecord {
  return ANSWERS[workflow.generation](workflow);
}

const ANSWERS: Readonly<Record<SchemaGeneration, (workflow: WorkflowSchema) => JsonRecord>> = {
  v1: ({ workflowId, name, description, version, active, inputs, outputs }) => ({
    ...(workflowId === undefined ? {} : { workflowId }),
    name,
    description,
    ...(version === undefined ? {} : { version }),
    active: active ?? true,
    jobPayloadSchema: variableMap(inputs, 'v1'),
    jobResultsPayloadSchema: variableMap(outputs, 'v1'),
  }),
  v2: ({ workflowId, name, description, version, active, inputs, outputs }) => ({
    ...(workflowId === undefined ? {} : { workflow_id: workflowId }),
    name,
    description,
    ...(version === undefined ? {} : { version }),
    active_status: active === false ? 'inactive' : 'active',
    workflow_input_node_id: 'node-input',
    workflow_output_node_id: 'node-output',
    nodes: {
      'node-input': graphNode('Input', 'input', inputs),
      'node-output': graphNode('Output', 'output', outputs),
    },
    edges: [{ source: 'node-input', target: 'node-output' }],
  }),
};

function graphNode(name: string, type: 'input' | 'output', variables: readonly Variable[]): JsonRecord {
  return { name, type, input_schema: { schema: variableMap(variables, 'v2') } };
}
