// Runs one workflow many times by its generated bindings. `node run-jobs.mjs COUNT CONCURRENCY`, in a folder with `src/opus/` and two files.
import { createOpusClient, file } from '@opus-codegen/runtime';
import { flow0Workflow } from './src/opus/flow0.ts';

const [count, concurrency] = process.argv.slice(2).map(Number);
// Asked about as often as the jobs are: what bounds the other client are only the moments of its looks.
const client = createOpusClient({ statusRequestsPerSecond: Infinity });
const invoiceDocument = file('./invoice.pdf');
const attachments = [file('./attachment.csv')];

function* inputs() {
  for (let index = 0; index < count; index++) {
    yield { invoiceDocument, attachments, referenceNumber: `R${index}`, currency: 'EUR', lineCount: index, isUrgent: false };
  }
}

let done = 0;
for await (const settled of flow0Workflow.map(inputs(), { client, concurrency })) {
  if (settled.status === 'rejected') throw settled.reason;
  if (settled.value.outputs.pageCount !== 42) throw new Error(`job ${settled.value.jobExecutionId} returned something else`);
  done += 1;
}
console.log(done);
