/** Runs a workflow and catches nothing: what Node prints then is what everybody's log would hold. Started by uncaught.test.ts. */
import { createOpusClient } from '@opus-codegen/runtime';
import { runInvoiceWorkflow } from '../../generated/invoice.ts';
import { invoiceInput } from '../faults/stage.ts';
import { CANARIES } from './canaries.ts';

const client = createOpusClient({ baseUrl: process.env['OPUS_BASE_URL'], serviceKey: CANARIES.serviceKey, maxRetries: 0 });
try {
  await runInvoiceWorkflow(invoiceInput(CANARIES.content, CANARIES.value), { client });
} catch (error) {
  console.log(error);
  console.log('%s %o %O %j', error, error, error, error);
  console.dir(error, { depth: null, showHidden: true });
  console.table([error]);
  console.trace(error);
  throw error;
}
