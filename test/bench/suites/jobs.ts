import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureProcess, type NodeCommand, type ProcessRun } from '../harness/measure-process.ts';
import { runInTurn, type Comparison } from '../harness/paired-runs.ts';
import { atMost } from '../harness/process-table.ts';
import { median, spreadOf } from '../harness/statistics.ts';
import type { Bench, Suite, Table } from '../harness/suite.ts';
import { megabytes, milliseconds } from '../harness/units.ts';
import { startOperatorProcess, type OperatorProcess, type OperatorWork } from '../setup/operator.ts';
import { createProject } from '../setup/project.ts';

const AT_ONCE = 200;
const JOBS = 2_000;
const MANY_JOBS = 10_000;
const FILE_BYTES = 100_000;

/** What the runtime costs beside the requests that a job cannot do without. */
export const jobs: Suite = {
  name: 'jobs',
  title: `Running jobs with two files of 100 kB each, ${AT_ONCE} at once`,
  async run(bench) {
    const folder = await createFolder(bench);
    using operator = await startOperatorProcess(1, 0);
    const own = createClient('opus-codegen', 'run-jobs.mjs', folder, operator);
    const peer = createClient('bare fetch', 'fetch-jobs.mjs', folder, operator);
    const comparison = await runInTurn(
      `${JOBS} jobs`,
      [own, peer].map(({ name, command, prepare, verify }) => ({ name, command: command(JOBS), prepare, verify: verify(JOBS) })),
      bench,
    );
    const many = new Map<string, ProcessRun>();
    for (const { name, command, prepare, verify } of [own, peer]) {
      bench.progress.step(`${MANY_JOBS} jobs, ${name}`);
      await prepare();
      const run = await measureProcess(command(MANY_JOBS), bench.signal);
      await verify(MANY_JOBS)(run);
      many.set(name, run);
    }
    const growth = (many.get(own.name)?.peakBytes ?? Number.NaN) / comparison.median(own.name, 'peakBytes');
    return {
      verdicts: [
        {
          what: 'jobs a second: ours to bare fetch',
          bar: { atLeast: 0.9 },
          unit: '×',
          ...measuredBy(comparison.ratio(peer.name, own.name, 'wallMs')),
        },
        atMost('CPU of the process: ours to bare fetch', 1.3, comparison.ratio(own.name, peer.name, 'cpuMs')),
        atMost(`peak memory: ${count(MANY_JOBS)} jobs to ${count(JOBS)}`, 1.1, spreadOf([growth])),
      ],
      tables: [jobsTable(comparison, [own, peer]), manyTable(many), requestsTable([own, peer])],
      notes: NOTES,
    };
  },
};

const NOTES: readonly string[] = [
  '"Bare fetch" is `clients/fetch-jobs.mjs`, what somebody writes for one workflow with Node.js alone: the same requests, the schema asked for as often, the ' +
    'status at the moments of the same formula. It checks nothing, tries nothing again, has no time limits, and knows the wire names by heart. ' +
    'Ours is the installed package over generated bindings: `map(inputs, { concurrency: 200 })`, files by their path, all settings as they are but for the ' +
    'number of status requests a second, which ten would bound to ten jobs.',
  `The rounds run ${count(JOBS)} jobs each, since five of ${count(MANY_JOBS)} for both would take a quarter of an hour and more; ${count(MANY_JOBS)} are run once by each. ` +
    'Every job waits a second before its first look, so that 200 at once cannot be more than about 170 jobs a second. The operator runs beside them on the ' +
    'same processors; what it takes of them is told.',
];

interface JobsClient {
  readonly name: string;
  command(jobCount: number): NodeCommand;
  /** Looks at what the operator has done before. */
  prepare(): Promise<void>;
  /** @throws when not every job was run to its end, with exactly the requests it needs. */
  verify(jobCount: number): (run: ProcessRun) => Promise<void>;
  /** The operator's part, a run. */
  readonly operatorCpuMs: number[];
  /** Of the last run. */
  readonly requests: Map<string, number>;
}

/** A folder with our packages, one workflow's bindings, two files and both programs. */
async function createFolder(bench: Bench): Promise<string> {
  const project = createProject(await bench.setup.ours(), 1);
  project.generate();
  writeFileSync(join(project.folder, 'invoice.pdf'), Buffer.alloc(FILE_BYTES, 'invoice '));
  writeFileSync(join(project.folder, 'attachment.csv'), Buffer.alloc(FILE_BYTES, 'a,b,c\n'));
  for (const name of ['run-jobs.mjs', 'fetch-jobs.mjs']) {
    copyFileSync(join(import.meta.dirname, '../clients', name), join(project.folder, name));
  }
  return project.folder;
}

function createClient(name: string, program: string, folder: string, operator: OperatorProcess): JobsClient {
  let before: OperatorWork | undefined;
  const operatorCpuMs: number[] = [];
  const requests = new Map<string, number>();
  return {
    name,
    operatorCpuMs,
    requests,
    command: (jobCount) => ({ args: [program, String(jobCount), String(AT_ONCE)], cwd: folder, env: operator.env }),
    async prepare() {
      before = await operator.work();
    },
    verify: (jobCount) => async (run) => {
      const after = await operator.work();
      if (run.stdout.trim() !== String(jobCount)) throw new Error(`${name} completed ${run.stdout.trim()} jobs instead of ${jobCount}`);
      for (const [call, total] of Object.entries(after.requests)) requests.set(call, total - (before?.requests[call] ?? 0));
      for (const [call, each] of Object.entries(REQUESTS_OF_A_JOB)) {
        if (requests.get(call) !== each * jobCount)
          throw new Error(`${name} sent ${requests.get(call)} requests ${call} for ${jobCount} jobs`);
      }
      operatorCpuMs.push(after.cpuMs - (before?.cpuMs ?? 0));
    },
  };
}

/** Jobs are done at the first look. */
const REQUESTS_OF_A_JOB = { initiate: 1, uploadUrl: 2, put: 2, execute: 1, status: 1, results: 1, audit: 0 };

function jobsTable(comparison: Comparison, clients: readonly JobsClient[]): Table {
  return {
    title: `${count(JOBS)} jobs`,
    columns: ['', 'jobs a second', 'CPU', 'CPU a job', 'peak memory', "the operator's CPU"],
    rows: clients.map(({ name, operatorCpuMs }) => {
      const cpuMs = comparison.median(name, 'cpuMs');
      return [
        name,
        perSecond(JOBS, comparison.median(name, 'wallMs')),
        milliseconds(cpuMs),
        `${(cpuMs / JOBS).toFixed(2)} ms`,
        megabytes(comparison.median(name, 'peakBytes')),
        // Without the warm-up, and without the one of many jobs.
        milliseconds(median(operatorCpuMs.slice(1, -1))),
      ];
    }),
  };
}

function manyTable(many: ReadonlyMap<string, ProcessRun>): Table {
  return {
    title: `${count(MANY_JOBS)} jobs, one run each`,
    columns: ['', 'jobs a second', 'CPU a job', 'peak memory'],
    rows: [...many].map(([name, { wallMs, cpuMs, peakBytes }]) => [
      name,
      perSecond(MANY_JOBS, wallMs),
      `${(cpuMs / MANY_JOBS).toFixed(2)} ms`,
      megabytes(peakBytes),
    ]),
  };
}

function requestsTable(clients: readonly JobsClient[]): Table {
  const calls = [...(clients[0]?.requests.keys() ?? [])];
  return {
    title: `Requests of the last run, ${count(MANY_JOBS)} jobs`,
    columns: ['', ...calls],
    rows: clients.map(({ name, requests }) => [name, ...calls.map((call) => count(requests.get(call) ?? 0))]),
  };
}

function measuredBy(spread: { readonly median: number; readonly min: number; readonly max: number }) {
  return { measured: spread.median, spread: { min: spread.min, max: spread.max } };
}

function perSecond(jobCount: number, wallMs: number): string {
  return ((jobCount / wallMs) * 1000).toFixed(1);
}

function count(value: number): string {
  return value.toLocaleString('en');
}
