import type { WorkflowSchema } from '@opus-codegen/schema';
import { workflowAnswer } from '../lockfile/workflow-answer.ts';
import type { WorkflowSource } from '../workflows/source.ts';

const example: WorkflowSchema = {
  workflowId: 'B9uGJfZ3CFwOdMKH',
  name: 'Invoice Processing',
  description: 'Reads an invoice and books it when the numbers agree. An example: nothing of it exists on the platform.',
  generation: 'v1',
  inputs: [
    { ...labelled('workflow_input_we4tej0ly', 'Invoice Document'), type: 'file', accept: ['.pdf', '.png'] },
    { ...labelled('workflow_input_p0nr71x2c', 'PO Number'), type: 'str' },
    { ...labelled('workflow_input_d3due55at', 'Due Date'), nullable: true, type: 'date' },
  ],
  outputs: [
    { ...labelled('workflow_output_sum4mary1', 'Summary'), type: 'str' },
    { ...labelled('workflow_output_tot4al001', 'Total'), type: 'float' },
    { ...labelled('workflow_output_dec1sion1', 'Decision'), type: 'str', options: ['approve', 'review', 'reject'] },
  ],
};

function labelled(wire: string, displayName: string): { name: string; wire: string; id: string; displayName: string } {
  return { name: wire, wire, id: wire.slice(-9), displayName };
}

/** A workflow to begin with where there is none yet: under the contract's own example id (operator-api.md §1). */
export const exampleWorkflow: WorkflowSource = { id: 'B9uGJfZ3CFwOdMKH', schema: workflowAnswer(example) };
