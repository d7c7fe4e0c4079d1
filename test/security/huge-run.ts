/**
 * Runs a workflow against a service that answers with more than anybody can hold, and tells how much memory that took.
 * Started by huge-answers.test.ts; one process a case, because a process never gives its peak back.
 */
import { createOpusClient, OpusError } from '@opus-codegen/runtime';
import { runInvoiceWorkflow } from '../../generated/invoice.ts';
import { invoiceInput } from '../faults/stage.ts';
import { peakMemoryBytes } from '../tools/peak-memory.ts';

const client = createOpusClient({ maxRetries: 0 });
const beforeBytes = peakMemoryBytes();
const ended = await runInvoiceWorkflow(invoiceInput(), { client }).then(
  () => 'completes',
  (error: unknown) => (error instanceof OpusError ? `${error.code}: ${error.message}` : String(error)),
);
console.log(JSON.stringify({ ended, grownMb: Math.round((peakMemoryBytes() - beforeBytes) / 1e6) }));
