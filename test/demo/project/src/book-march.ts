import { file } from '@opus-codegen/runtime';
import { runInvoiceWorkflow } from './opus/index.ts';

/** Books the March invoice; returns its total in invoice currency. */
export async function bookMarch(): Promise<number> {
  const { outputs, jobExecutionId } = await runInvoiceWorkflow(
    { invoiceDocument: file('./files/march.pdf'), poNumber: 'PO-4711', confidenceThreshold: 0.8, dueDate: '2026-04-30' },
    { title: 'March' },
  );
  console.log(`job ${jobExecutionId}  ${outputs.decision ?? 'undecided'}: ${outputs.summary ?? ''}`);
  return outputs.total ?? 0;
}
