import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runInTurn, type Comparison, type Contender } from '../harness/paired-runs.ts';
import { atMost, processTable } from '../harness/process-table.ts';
import { spreadOf } from '../harness/statistics.ts';
import type { Bench, Findings, Suite } from '../harness/suite.ts';
import type { Peer } from '../setup/peers.ts';
import { createProject, type WorkloadProject } from '../setup/project.ts';

/** Everything from a lockfile: `generate --frozen` into an empty folder, and what the peers make of an equal document. */
export const cold: Suite = {
  name: 'cold',
  title: 'A cold run: from the lockfile to the files',
  async run(bench): Promise<Findings> {
    const small = await compare(1, bench);
    const medium = await compare(100, bench);
    const large = await compare(1_000, bench);
    const all = [small, medium, large];
    const { heyApi, heyApiWithPrettier, versions } = await bench.setup.peers();
    const growth = large.comparison.median(OURS, 'wallMs') / medium.comparison.median(OURS, 'wallMs');
    return {
      verdicts: [
        ...all.flatMap(({ count, comparison }) =>
          [heyApiWithPrettier, heyApi].map(({ name }) =>
            atMost(`${flows(count)}, wall: ours to ${name}`, 1, comparison.ratio(OURS, name, 'wallMs')),
          ),
        ),
        ...[heyApiWithPrettier, heyApi].map(({ name }) =>
          atMost(`${flows(1_000)}, peak memory: ours to ${name}`, 1, large.comparison.ratio(OURS, name, 'peakBytes')),
        ),
        atMost('growth of the wall time from 100 to 1,000 workflows', 11, spreadOf([growth])),
      ],
      tables: all.map(({ count, comparison }) => processTable(flows(count), comparison)),
      notes: [`The peers: ${versions}.`, ...NOTES],
    };
  },
};

const OURS = 'opus-codegen + prettier';

const NOTES: readonly string[] = [
  'Ours are the packed packages, installed as users install them. The peers read an OpenAPI 3.1 document of the same workflows: the schemas are those of ' +
    '`opus-codegen export --format openapi`, with one operation a workflow, whose request body is its inputs and whose answer its outputs.',
  'hey-api makes types and sdk, and in its normal use leaves the code as its printer gives it; its own prettier step is the like-for-like row. orval makes ' +
    'its fetch client and formats it with prettier, as its documentation shows; openapi-typescript makes types only and formats nothing.',
];

interface Compared {
  readonly count: number;
  readonly comparison: Comparison;
}

async function compare(count: number, bench: Bench): Promise<Compared> {
  const project = createProject(await bench.setup.ours(), count);
  const { heyApi, heyApiWithPrettier, orval, openapiTypescript } = await bench.setup.peers();
  const contenders = [
    ourContender(project, count),
    ...[heyApiWithPrettier, heyApi, orval, openapiTypescript].map((peer) => peerContender(peer, project)),
  ];
  return { count, comparison: await runInTurn(flows(count), contenders, bench) };
}

function ourContender(project: WorkloadProject, count: number): Contender {
  return {
    name: OURS,
    command: project.command('generate', '--frozen', '--quiet'),
    prepare: () => project.removeOutput(),
    verify: () => {
      const written = readdirSync(project.outputFolder).length;
      if (written !== count + 1) throw new Error(`${written} files instead of ${count + 1}`);
    },
  };
}

function peerContender({ name, command }: Peer, project: WorkloadProject): Contender {
  const folder = mkdtempSync(join(project.folder, 'peer-'));
  const output = join(folder, 'output');
  return {
    name,
    command: command(project.document, folder),
    prepare: () => rmSync(output, { recursive: true, force: true }),
    verify: () => {
      if (readdirSync(output).length === 0) throw new Error(`${name} wrote nothing`);
    },
  };
}

function flows(count: number): string {
  return count === 1 ? '1 workflow' : `${count.toLocaleString('en')} workflows`;
}
