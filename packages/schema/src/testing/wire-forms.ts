import type { ElementType, SingleType, Variable, VariableType } from '../model.ts';
import { typeDefinitionOf } from '../read/index.ts';

/** One workflow said the way each generation of the service says it, samples and noise included. */

type Json = Readonly<Record<string, unknown>>;

export function asV1(workflow: { readonly inputs: readonly Variable[]; readonly outputs: readonly Variable[] }): Json {
  return {
    workflowId: 'Qm4tR8zLw2YpXs7K',
    name: 'Supplier check',
    description: 'Checks a supplier.',
    active: true,
    jobPayloadSchema: v1Map(workflow.inputs),
    jobResultsPayloadSchema: v1Map(workflow.outputs),
    workflowBlueprint: { input: { input_items: [] } },
  };
}

export function asV2(workflow: { readonly inputs: readonly Variable[]; readonly outputs: readonly Variable[] }): Json {
  return {
    workflow_id: '5a5a5a5a-0000-4000-8000-00000000000a',
    name: 'Supplier check',
    description: 'Checks a supplier.',
    version: 37,
    active_status: 'active',
    workflow_input_node_id: 'node-in',
    workflow_output_node_id: 'node-out',
    nodes: {
      'node-in': { id: 'node-in', type: 'input', input_schema: v2Schema(workflow.inputs), output_schema: v2Schema(workflow.inputs) },
      'node-agent': { id: 'node-agent', type: 'agent', input_schema: { schema: {} }, output_schema: { schema: {} } },
      'node-out': { id: 'node-out', type: 'output', input_schema: v2Schema(workflow.outputs), output_schema: v2Schema(workflow.outputs) },
    },
    edges: [],
  };
}

function v2Schema(variables: readonly Variable[]): Json {
  return { schema: typeDefinitionOf({ type: 'object', fields: variables }), variable_addition_allowed: false };
}

function v1Map(variables: readonly Variable[]): Json {
  return Object.fromEntries(variables.map((variable) => [variable.wire, v1Variable(variable.wire, variable)]));
}

function v1Variable(name: string, variable: ElementType & Partial<Variable>): Json {
  const type = onlyType(variable);
  const accept = type.type === 'file' || type.type === 'array_files' ? type.accept : undefined;
  return {
    id: variable.id ?? `${name}_id`,
    variable_name: name,
    display_name: variable.displayName ?? '',
    description: variable.description ?? '',
    display_description: variable.description ?? '',
    value: 'a sample that nobody may keep',
    type: type.declared ?? type.type,
    is_nullable: variable.nullable ?? false,
    tags:
      accept === undefined
        ? []
        : [{ variable_name: 'allowed_file_types', value: accept.map((extension) => extension.slice(1).toUpperCase()), description: '' }],
    options: (type.type === 'str' && type.options) || [],
    type_definition: v1Definition(type),
    type_definition_enforced: type.enforced ?? true,
    mapping: {},
    step_id_origin: '',
    unresolved_at_mapping: false,
  };
}

function v1Definition(type: SingleType): unknown {
  switch (type.type) {
    case 'object':
      return v1Map(type.fields ?? []);
    case 'array':
      return type.element === undefined ? {} : v1Variable('element', type.element);
    case 'date':
      return type.format ?? {};
    default:
      return {};
  }
}

function onlyType(type: VariableType): SingleType {
  if (type.type === 'union') throw new TypeError('v1 has no several allowed types.');
  return type;
}
