import { startLocalOperator } from '@opus-codegen/local-operator';
import { bytes, createOpusClient } from '@opus-codegen/runtime';
import { defineWorkflow } from '@opus-codegen/runtime/codegen-v1';
import { atMost } from '../harness/process-table.ts';
import { spreadOf, type Spread } from '../harness/statistics.ts';
import type { Bench, Suite } from '../harness/suite.ts';
import { milliseconds } from '../harness/units.ts';
import { DESCRIPTOR, INPUT, simulateService } from '../setup/simulated-service.ts';
import { workloadOf } from '../workload/workflows.ts';

/** An hour is the longest that a run waits unless told. */
const SIMULATED_MS = [500, 1_000, 2_000, 5_000, 10_000, 20_000, 40_000, 60_000, 120_000, 300_000, 900_000, 3_600_000];
const RUN_MS = [500, 1_000, 2_000, 5_000, 10_000, 20_000, 40_000];
const SIMULATIONS = 100;
const RUNS = 8;

/** How long after its end a job's results arrive: what looking at it now and then adds. */
export const latency: Suite = {
  name: 'latency',
  title: "From a job's end to its results",
  async run(bench) {
    const simulated = new Map<number, Spread>();
    for (const durationMs of SIMULATED_MS) {
      bench.progress.step(`simulated: ${milliseconds(durationMs)}`);
      bench.signal.throwIfAborted();
      simulated.set(durationMs, await simulate(durationMs));
    }
    bench.progress.step(`run: ${RUN_MS.length * RUNS} jobs of up to ${milliseconds(RUN_MS.at(-1) ?? 0)}`);
    const run = await measure(bench);
    return {
      verdicts: [
        atMost('latency, simulated: the longest to the most that the formula allows', 1, longestOf(simulated)),
        atMost('latency, run: the longest to the most that the formula allows; requests and timers included', 1.05, longestOf(run)),
      ],
      tables: [
        {
          title: 'Latency by the duration of a job: median (least – most)',
          columns: ['duration', 'by the formula, at most', 'simulated', 'run'],
          rows: SIMULATED_MS.map((durationMs) => [
            milliseconds(durationMs),
            milliseconds(mostMs(durationMs)),
            spreadText(simulated.get(durationMs)),
            spreadText(run.get(durationMs)),
          ]),
        },
      ],
      notes: [
        'A job is looked at after 0.15 of the time since its execution, at least after a second and at most after 20 s, give or take 15 % by chance; so what is added is at most ' +
          '1.15 of that at the moment of its end. Simulated: the runtime itself by a clock that jumps, over a service that answers at once, ' +
          `${SIMULATIONS} jobs a duration with chances of their own. Run: ${RUNS} jobs a duration against the local operator, all at the same time. ` +
          'A client looks ten times a second at the most: with more jobs at once than that allows, a look waits its turn (here the bound is lifted).',
      ],
    };
  },
};

/** The longest distance of two looks around the end of such a job. */
function mostMs(durationMs: number): number {
  return 1.15 * Math.min(Math.max(0.15 * durationMs, 1_000), 20_000);
}

async function simulate(durationMs: number): Promise<Spread> {
  const latenciesMs: number[] = [];
  for (let seed = 1; seed <= SIMULATIONS; seed++) {
    const { clock, client, workflow, executedAtMs } = simulateService(durationMs, seed);
    const { jobExecutionId } = await clock.settle(workflow.run(INPUT, { client }));
    latenciesMs.push(clock.now() - (executedAtMs.get(jobExecutionId) ?? Number.NaN) - durationMs);
  }
  return spreadOf(latenciesMs);
}

async function measure({ signal }: Bench): Promise<ReadonlyMap<number, Spread>> {
  await using operator = await startLocalOperator({
    workflows: workloadOf(1).map(({ schema }) => ({ schema, outcome: ({ title }) => ({ durationMs: Number(title) }) })),
  });
  const { baseUrl, serviceKey } = operator;
  const client = createOpusClient({ baseUrl, serviceKey, statusRequestsPerSecond: Infinity });
  const workflow = defineWorkflow<object, object>(DESCRIPTOR);
  const input = { ...INPUT, invoiceDocument: bytes(new Uint8Array(1), 'invoice.pdf') };
  const latencies = RUN_MS.flatMap((durationMs) =>
    Array.from({ length: RUNS }, async () => {
      const { jobExecutionId } = await workflow.run(input, { client, signal, title: String(durationMs) });
      const endedAtMs = (operator.job(jobExecutionId)?.executedAt ?? Number.NaN) + durationMs;
      return { durationMs, latencyMs: Date.now() - endedAtMs };
    }),
  );
  const measured = Map.groupBy(await Promise.all(latencies), ({ durationMs }) => durationMs);
  return new Map([...measured].map(([durationMs, all]) => [durationMs, spreadOf(all.map(({ latencyMs }) => latencyMs))]));
}

function longestOf(latencies: ReadonlyMap<number, Spread>): Spread {
  const ratios = [...latencies].map(([durationMs, { max }]) => max / mostMs(durationMs));
  return { median: Math.max(...ratios), min: Math.min(...ratios), max: Math.max(...ratios) };
}

function spreadText(spread: Spread | undefined): string {
  if (spread === undefined) return '–';
  const { median, min, max } = spread;
  return `${milliseconds(median)} (${milliseconds(min)} – ${milliseconds(max)})`;
}
