/** The workflows every part of the benchmark works on: `flow0` to `flow999`, each with 8 inputs and 5 outputs, all described. */

/** One workflow as the service answers for it (operator-api.md §1, call 1). */
export interface WorkloadWorkflow {
  readonly key: string;
  readonly workflowId: string;
  readonly schema: object;
}

/** @param changed how many of them, from the first on, have had an output renamed. */
export function workloadOf(count: number, changed = 0): readonly WorkloadWorkflow[] {
  return Array.from({ length: count }, (_, index) => {
    const key = `flow${index}`;
    const workflowId = `Flow${String(index).padStart(12, '0')}`;
    return { key, workflowId, schema: schemaOf(index, workflowId, index < changed) };
  });
}

interface Field {
  readonly label: string;
  readonly description: string;
  readonly type: string;
  readonly nullable?: boolean;
  readonly options?: readonly string[];
  readonly accepts?: readonly string[];
  readonly definition?: unknown;
}

const INPUTS: readonly Field[] = [
  { label: 'Invoice Document', description: 'The scanned document, every page in reading order', type: 'file', accepts: ['PDF', 'PNG'] },
  { label: 'Reference Number', description: 'The number it is filed under in the bookkeeping', type: 'str' },
  { label: 'Currency', description: 'The currency its amounts are in', type: 'str', options: ['EUR', 'USD', 'GBP', 'CHF'] },
  { label: 'Confidence Threshold', description: 'Approve automatically at or above this confidence', type: 'float', nullable: true },
  { label: 'Line Count', description: 'How many lines are expected, for a first check', type: 'int' },
  { label: 'Is Urgent', description: 'Whether somebody is waiting for the answer', type: 'bool', nullable: true },
  {
    label: 'Due Date',
    description: 'The day on which it must be paid at the latest',
    type: 'date',
    nullable: true,
    definition: '%d/%m/%Y',
  },
  {
    label: 'Attachments',
    description: 'Whatever came with it in the same envelope',
    type: 'array_files',
    accepts: ['PDF', 'CSV'],
    nullable: true,
  },
];

const OUTPUTS: readonly Field[] = [
  { label: 'Summary', description: 'What was found, in one or two sentences', type: 'str' },
  { label: 'Total', description: 'The gross total in the currency of the document', type: 'float' },
  { label: 'Decision', description: 'What is to happen next', type: 'str', options: ['approve', 'review', 'reject'] },
  { label: 'Page Count', description: 'How many pages were read', type: 'int' },
  { label: 'Is Duplicate', description: 'Whether the same document was seen before', type: 'bool' },
];

function schemaOf(index: number, workflowId: string, isChanged: boolean): object {
  const outputs = isChanged ? [...OUTPUTS.slice(1), { ...OUTPUTS[0]!, label: 'Short Summary' }] : OUTPUTS;
  return {
    workflowId,
    name: `Document Flow ${index}`,
    description: `Reads the documents of department ${index}, compares them with what was ordered and says what is to be done.`,
    active: true,
    jobPayloadSchema: variables('input', INPUTS, index),
    jobResultsPayloadSchema: variables('output', outputs, index),
    workflowBlueprint: {},
  };
}

function variables(direction: 'input' | 'output', fields: readonly Field[], index: number): object {
  return Object.fromEntries(
    fields.map((field, place) => {
      // Identifiers look as the platform draws them: letters and digits without a meaning.
      const id = `${direction.slice(0, 1)}${(index * 64 + place).toString(36).padStart(8, '0')}`;
      return [`workflow_${direction}_${id}`, variable(`workflow_${direction}_${id}`, id, field, index)];
    }),
  );
}

function variable(name: string, id: string, field: Field, index: number): object {
  const description = `${field.description} (department ${index}).`;
  return {
    id,
    variable_name: name,
    display_name: field.label,
    description,
    display_description: description,
    value: '',
    type: field.type,
    is_nullable: field.nullable ?? false,
    tags: field.accepts === undefined ? [] : [{ variable_name: 'allowed_file_types', value: field.accepts, description: '' }],
    options: field.options ?? [],
    type_definition: field.definition ?? {},
    type_definition_enforced: true,
    mapping: {},
  };
}
