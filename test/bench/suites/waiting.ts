import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInTurn } from '../harness/paired-runs.ts';
import { spreadOf, type Spread } from '../harness/statistics.ts';
import type { Suite, Verdict } from '../harness/suite.ts';
import { startOperatorProcess } from '../setup/operator.ts';
import { createProject } from '../setup/project.ts';
import { simulateService } from '../setup/simulated-service.ts';

const COUNT = 10_000;
const SIMULATED_MINUTES = 10;
const LIMIT_BYTES = 2_048;

/** What ten thousand jobs cost that nobody can do anything for but wait. */
export const waiting: Suite = {
  name: 'waiting',
  title: '10,000 jobs waiting at once',
  async run(bench) {
    const project = createProject(await bench.setup.ours(), 1);
    project.generate();
    copyFileSync(join(import.meta.dirname, '../clients/wait-jobs.mjs'), join(project.folder, 'wait-jobs.mjs'));
    using operator = await startOperatorProcess(1, 0);
    const measured = new Map<string, Measured[]>();
    await runInTurn(
      'memory',
      Object.entries(WAYS).map(([way, name]) => {
        const all: Measured[] = [];
        measured.set(name, all);
        return {
          name,
          command: { args: ['--expose-gc', 'wait-jobs.mjs', way, String(COUNT)], cwd: project.folder, env: operator.env },
          verify: ({ stdout }) => void all.push(JSON.parse(stdout) as Measured), // as the program prints it
        };
      }),
      bench,
    );
    bench.progress.step(`${SIMULATED_MINUTES} simulated minutes`);
    const looks = await looksInSimulation();
    const memory = [...measured].map(([name, [, ...counted]]) => ({
      name,
      heap: spreadOf(counted.map(({ heapBytes }) => heapBytes)),
      rss: spreadOf(counted.map(({ rssBytes }) => rssBytes)),
    }));
    return {
      verdicts: [
        ...memory.flatMap(({ name, heap, rss }) => [
          bytesVerdict(`a waiting job, ${name}: heap`, heap),
          bytesVerdict(`a waiting job, ${name}: resident memory of the process`, rss),
        ]),
        {
          what: 'status requests in any second, 10,000 jobs waiting',
          measured: looks.mostInASecond,
          bar: { atMost: 10 },
          unit: 'requests',
        },
      ],
      tables: [
        {
          title: 'Memory a waiting job, 10,000 at once: median (least – most)',
          columns: ['', 'heap', 'resident memory'],
          rows: memory.map(({ name, heap, rss }) => [name, bytesText(heap), bytesText(rss)]),
        },
        {
          title: `Status requests, ${SIMULATED_MINUTES} simulated minutes`,
          columns: ['in all', 'most in a second', 'jobs looked at'],
          rows: [[String(looks.total), String(looks.mostInASecond), String(looks.jobs)]],
        },
      ],
      notes: [
        '"Started" are jobs that this process began (`run`), with values and one file that the service holds already; "resumed" ones were taken up by their ids (`job(id).result()`). ' +
          'The heap is what is in use after a collection, together with memory outside of it that objects hold. Before it is measured as many jobs begin and are left, twice, ' +
          "so that the engine's own caches are not counted; resident memory is what the system gives in pages, and freed pages come back when they come.",
        'The requests are counted with the runtime itself by a clock that jumps: exact, and the same at every run.',
      ],
    };
  },
};

const WAYS = { started: 'started', resumed: 'resumed by id' } as const;

interface Measured {
  readonly heapBytes: number;
  readonly rssBytes: number;
}

interface Looks {
  readonly total: number;
  readonly mostInASecond: number;
  readonly jobs: number;
}

async function looksInSimulation(): Promise<Looks> {
  const { clock, client, workflow, looks } = simulateService(Infinity, 1);
  const leave = new AbortController();
  const jobs = Array.from({ length: COUNT }, (_, index) => workflow.job(String(index + 1), { client }).result({ signal: leave.signal }));
  await clock.advance(SIMULATED_MINUTES * 60_000);
  leave.abort();
  await Promise.allSettled(jobs);
  const times = looks.map(({ atMs }) => atMs);
  return {
    total: looks.length,
    mostInASecond: mostInASecond(times),
    jobs: new Set(looks.map(({ jobExecutionId }) => jobExecutionId)).size,
  };
}

/** In any second, wherever it begins. */
function mostInASecond(timesMs: readonly number[]): number {
  let [most, first] = [0, 0];
  for (const [index, timeMs] of timesMs.entries()) {
    // A hundredth of a microsecond: what sums of tenths of a second are off.
    while (timeMs - (timesMs[first] ?? 0) >= 1_000 - 1e-5) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

function bytesVerdict(what: string, { median, min, max }: Spread): Verdict {
  return { what, measured: median, bar: { atMost: LIMIT_BYTES }, unit: 'B', spread: { min, max } };
}

function bytesText({ median, min, max }: Spread): string {
  return `${median.toFixed(0)} B (${min.toFixed(0)} – ${max.toFixed(0)})`;
}
