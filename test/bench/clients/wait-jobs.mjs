// How much memory a waiting job takes: `node --expose-gc wait-jobs.mjs started|resumed COUNT`, in a folder with `src/opus/`. The service is a function that answers
// at once, so that nothing but the waiting is in memory.
import { createOpusClient, uploaded } from '@opus-codegen/runtime';
import { flow0Workflow } from './src/opus/flow0.ts';

const [way, countText] = process.argv.slice(2);
const count = Number(countText);
const input = { invoiceDocument: uploaded('https://files.example/invoice.pdf'), referenceNumber: 'R1', currency: 'EUR', lineCount: 1 };
let initiated = 0;
const executions = { count: 0, whenAll: () => {} };
const schema = await (
  await fetch(`${process.env.OPUS_BASE_URL}/workflow/${flow0Workflow.descriptor.workflowId}`, {
    headers: { 'x-service-key': process.env.OPUS_SERVICE_KEY },
  })
).json();

// The heap and the engine's caches grow to their size first: as many jobs, begun and left, twice.
await waiting(async () => {});
await waiting(async () => {});
const before = await memory();
await waiting(async () => {
  const after = await memory();
  console.log(
    JSON.stringify({ heapBytes: (after.heapBytes - before.heapBytes) / count, rssBytes: (after.rssBytes - before.rssBytes) / count }),
  );
});

/** Has so many jobs wait, calls back, and leaves them. */
async function waiting(whileTheyWait) {
  const leave = new AbortController();
  const options = { client: createOpusClient({ fetch: answer }), signal: leave.signal };
  executions.count = 0;
  const allExecuted = new Promise((resolve) => (executions.whenAll = resolve));
  const jobs = Array.from({ length: count }, (_, index) =>
    (way === 'started' ? flow0Workflow.run(input, options) : flow0Workflow.job(String(index + 1), options).result(options)).catch(() => {}),
  );
  if (way === 'started') await allExecuted;
  // A few looks, and whatever has just been sent.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await whileTheyWait();
  leave.abort();
  await Promise.all(jobs);
}

async function answer(request) {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/workflow/')) return Response.json(schema);
  if (pathname === '/job/initiate') return Response.json({ jobExecutionId: String(++initiated) });
  if (pathname === '/job/execute') {
    if (++executions.count === count) executions.whenAll();
    return Response.json({ success: true, message: 'accepted' });
  }
  return Response.json({ status: 'IN PROGRESS' });
}

async function memory() {
  for (let round = 0; round < 10; round++) {
    globalThis.gc();
    // What is referred to weakly lives until the end of a turn.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heapBytes: heapUsed + external, rssBytes: rss };
}
