import type { JobRecord } from '@opus-codegen/local-operator';
import { startCliProject, type CliProject } from '../cli/harness.ts';
import { readWorkflowFile, workflowIds } from '../workflows/workflows.ts';

/** What jobs of the invoice workflow do unless a test wants another end. */
export const APPROVED = { durationMs: 0, summary: 'One page.', outputs: { Summary: 'Fine.', Total: 119, Decision: 'approve' } } as const;

/** A project with a workflow of invoices, and inputs for it on the disk. */
export interface InvoiceProject extends CliProject {
  /** Without faults and requests, the workflow as it was generated, every job approved at once. */
  reset(): void;
  lastJob(): JobRecord | undefined;
}

export async function startInvoiceProject(): Promise<InvoiceProject> {
  const project = await startCliProject({
    keys: ['invoice'],
    generated: true,
    files: {
      'march.pdf': '%PDF-1.4 march',
      'inbox/april.pdf': '%PDF-1.4 april',
      'inbox/april.json': '{ "invoiceDocument": "./april.pdf", "poNumber": "PO-4711" }',
      'march.json': '{ "invoiceDocument": "./march.pdf", "poNumber": "PO-4711" }',
    },
  });
  const { operator } = project;
  return {
    ...project,
    reset() {
      operator.clearFaults();
      operator.clearRequests();
      operator.putWorkflow({ id: workflowIds.invoice, schema: readWorkflowFile('invoice'), outcome: APPROVED });
    },
    lastJob: () => operator.jobs.at(-1),
  };
}

export function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** What a terminal, or the runner of a CI service, would obey. */
export const STEERING: RegExp = /(?!\n)[\p{Cc}\p{Cf}]|^::/mu;
