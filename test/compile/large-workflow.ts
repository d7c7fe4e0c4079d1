import type { SingleType, Variable } from '@opus-codegen/schema';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';

const options: readonly string[] = Array.from({ length: 500 }, (_, index) => `Option ${index}`);

const types: readonly SingleType[] = [
  { type: 'str' },
  { type: 'int' },
  { type: 'float' },
  { type: 'date' },
  { type: 'file', accept: ['.pdf'] },
  { type: 'array', element: { type: 'object', fields: [{ name: 'sku', wire: 'sku', type: 'str' }] } },
  { type: 'json_string' },
  { type: 'bool' },
];

const inputs: readonly Variable[] = Array.from({ length: 200 }, (_, index): Variable => ({
  name: `input${index}`,
  wire: `workflow_input_${index}`,
  displayName: `Input ${index}`,
  ...(index % 100 === 1 ? { type: 'str', options } : (types[index % types.length] ?? { type: 'str' })),
  ...(index % 3 === 0 ? { nullable: true } : {}),
}));

/** Two hundred inputs, two of them with five hundred options. */
export const largeWorkflow: LockedWorkflow = {
  workflowId: 'B9uGJfZ3CFwOdMKH',
  name: 'Large',
  description: '',
  generation: 'v1',
  fingerprint: { inputs: '', outputs: '' },
  inputs,
  outputs: inputs,
  removed: [],
};
