import type { WorkflowDescriptor } from '../descriptor.ts';
import type { InputIssue } from './issue.ts';
import { validateInput } from './validate.ts';

/**
 * Everything wrong with the values of a call, at once and without looking at files: what a workflow answers as a Standard Schema, for those who
 * cannot wait for a promise.
 *
 * A bundle that uses it carries all that is known of values from the start; `workflow.check()` and the Standard Schema load that when they are asked.
 *
 * @returns at most 1,000 issues; empty when nothing is wrong.
 */
export function inputIssues(workflow: { readonly descriptor: WorkflowDescriptor }, input: unknown): readonly InputIssue[] {
  return validateInput(workflow.descriptor.inputs, input);
}
