/** What generated modules import. Versioned: a generated file keeps working until its own version of this path goes away. */
export { defineWorkflow, type Workflow } from './workflow/define-workflow.ts';
export type { WorkflowDescriptor } from './descriptor.ts';
export type { WorkflowResult } from './workflow/finish.ts';
export type { Job } from './workflow/job.ts';
export type { RunOptions } from './options.ts';
export type { FileInput, IsoDate, JsonObject, JsonValue, RemovedInput } from './types.ts';
