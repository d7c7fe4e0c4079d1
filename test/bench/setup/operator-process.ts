/**
 * A local operator in a process of its own, over the benchmark's workload, with a latency: `node operator-process.ts COUNT DELAY_MS`. Prints its
 * address and key as one line of JSON, for each line of its stdin another of what it has done so far, and ends with its stdin.
 */
import { createInterface } from 'node:readline';
import { OPERATOR_CALLS, startLocalOperator } from '@opus-codegen/local-operator';
import { workloadOf } from '../workload/workflows.ts';

const [count, delayMs] = process.argv.slice(2).map(Number);
const operator = await startLocalOperator({
  workflows: workloadOf(count ?? 1).map(({ workflowId, schema }) => ({ id: workflowId, schema })),
  recordBodies: false,
});
operator.fault({ call: 'getWorkflow', kind: 'delay', delayMs: delayMs ?? 0, times: Infinity });
console.log(JSON.stringify({ baseUrl: operator.baseUrl, serviceKey: operator.serviceKey }));
createInterface({ input: process.stdin })
  .on('line', () => {
    const { user, system } = process.cpuUsage();
    const requests = Object.fromEntries(OPERATOR_CALLS.map((call) => [call, operator.requestCount(call)]));
    console.log(JSON.stringify({ cpuMs: (user + system) / 1000, requests }));
  })
  .on('close', () => process.exit());
