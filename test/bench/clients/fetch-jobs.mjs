// The same jobs by Node's own fetch, as somebody writes it for one workflow: the same requests at the same moments, and nothing is checked, tried again
// or timed out. `node fetch-jobs.mjs COUNT CONCURRENCY`, in a folder with two files.
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const [count, concurrency] = process.argv.slice(2).map(Number);
const { OPUS_BASE_URL: baseUrl, OPUS_SERVICE_KEY: serviceKey } = process.env;
const workflowId = 'Flow000000000000';
const SCHEMA_MAX_AGE_MS = 15_000;

let schema;
let schemaAskedAtMs = -Infinity;
let next = 0;
let done = 0;
await Promise.all(
  Array.from({ length: concurrency }, async () => {
    while (next < count) await runJob(next++);
  }),
);
console.log(done);

async function runJob(index) {
  await freshSchema();
  const { jobExecutionId } = await post('/job/initiate', { workflowId, title: 'Document Flow 0', description: 'Run of flow0' });
  const [invoice, attachment] = await Promise.all([
    upload('./invoice.pdf', '.pdf', 'application/pdf'),
    upload('./attachment.csv', '.csv', 'text/csv'),
  ]);
  await post('/job/execute', {
    jobExecutionId,
    jobPayloadSchemaInstance: {
      workflow_input_i00000000: { value: invoice, type: 'file', displayName: 'Invoice Document' },
      workflow_input_i00000001: { value: `R${index}`, type: 'str', displayName: 'Reference Number' },
      workflow_input_i00000002: { value: 'EUR', type: 'str', displayName: 'Currency' },
      workflow_input_i00000004: { value: index, type: 'int', displayName: 'Line Count' },
      workflow_input_i00000005: { value: false, type: 'bool', displayName: 'Is Urgent' },
      workflow_input_i00000007: { value: [attachment], type: 'array_files', displayName: 'Attachments' },
    },
  });
  const startedAtMs = performance.now();
  for (;;) {
    const delayMs = Math.min(Math.max(0.15 * (performance.now() - startedAtMs), 1_000), 20_000);
    await sleep(delayMs * (0.85 + 0.3 * Math.random()));
    const { status } = await get(`/job/${jobExecutionId}/status`);
    if (status === 'COMPLETED') break;
  }
  const { results } = await get(`/job/${jobExecutionId}/results`);
  if (results.data.workflow_output_o00000003 !== 42) throw new Error(`job ${jobExecutionId} returned something else`);
  done += 1;
}

/** The workflow as it is now; asked for as often as the other client does. */
function freshSchema() {
  if (performance.now() - schemaAskedAtMs >= SCHEMA_MAX_AGE_MS) {
    schemaAskedAtMs = performance.now();
    schema = get(`/workflow/${workflowId}`);
  }
  return schema;
}

async function upload(path, fileExtension, contentType) {
  const originalName = path.slice(2);
  const { presignedUrl, fileUrl } = await post('/job/file/upload', { fileExtension, accessScope: 'workspace', workflowId, originalName });
  const answer = await fetch(presignedUrl, { method: 'PUT', headers: { 'content-type': contentType }, body: await readFile(path) });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
  return fileUrl;
}

async function post(path, body) {
  const headers = { 'x-service-key': serviceKey, 'content-type': 'application/json' };
  return await jsonOf(await fetch(baseUrl + path, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function get(path) {
  return await jsonOf(await fetch(baseUrl + path, { headers: { 'x-service-key': serviceKey } }));
}

async function jsonOf(answer) {
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return await answer.json();
}
