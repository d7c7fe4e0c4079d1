import { defineWorkflow, inputIssues, type Workflow } from '@opus-codegen/runtime';
import type { ElementType } from '@opus-codegen/schema';

const workflows = new WeakMap<ElementType, Workflow<unknown, unknown>>();

/** Whether a value is of a type, by the same check that a run begins with. */
export function fits(type: ElementType, value: unknown): boolean {
  const workflow = workflows.get(type) ?? workflowOf(type);
  workflows.set(type, workflow);
  return inputIssues(workflow, { value }).length === 0;
}

function workflowOf(type: ElementType): Workflow<unknown, unknown> {
  const inputs = [{ ...type, name: 'value', wire: 'value' }];
  return defineWorkflow<unknown, unknown>({ key: 'value', workflowId: 'none', generation: 'v1', name: '', inputs, outputs: [] });
}
