import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The workflows of this repository's `opus.config.ts`, as `GET /workflow/{id}` answers them. Each reading is a fresh copy: change it as you like. */
export function readWorkflowFile(key: WorkflowKey): RawWorkflow {
  return JSON.parse(readFileSync(join(import.meta.dirname, `${key}.json`), 'utf8')) as RawWorkflow; // our own files, of the shape the tests rely on
}

export const workflowIds = {
  applicantScreening: '5a5a5a5a-0000-4000-8000-00000000000a',
  expenseClaim: 'Xp3nS3Cl41mOpaqu',
  invoice: 'B9uGJfZ3CFwOdMKH',
  nightlyReport: '7b7b7b7b-0000-4000-8000-00000000000c',
  sampler: 'Zt8TypesAllEight',
  supplierOnboarding: 'Qm4tR8zLw2YpXs7K',
} as const;

export type WorkflowKey = keyof typeof workflowIds;

export const workflowKeys = Object.keys(workflowIds) as readonly WorkflowKey[]; // keys of the literal above

/** A variable of a v1 schema, as far as tests edit it. */
export type RawVariable = Record<string, unknown>;

export interface RawWorkflow {
  [key: string]: unknown;
  /** v1 only. */
  jobPayloadSchema: Record<string, RawVariable>;
}
