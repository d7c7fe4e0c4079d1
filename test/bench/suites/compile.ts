import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repositoryRoot } from '../../project/linked-project.ts';
import { versionIn } from '../harness/machine.ts';
import { runInTurn, type Comparison } from '../harness/paired-runs.ts';
import { atMost } from '../harness/process-table.ts';
import type { Spread } from '../harness/statistics.ts';
import type { Suite, Table, Verdict } from '../harness/suite.ts';
import { milliseconds } from '../harness/units.ts';
import { createConsumers, type Consumer, type Consumers } from '../setup/consumers.ts';

const require = createRequire(import.meta.url);

/** What the generated code costs the compiler of those who use it. */
export const compile: Suite = {
  name: 'compile',
  title: 'Compiling code that uses one of 1,000 workflows',
  async run(bench) {
    const consumers = await createConsumers(bench);
    const verdicts: Verdict[] = [];
    const tables: Table[] = [];
    for (const { version, tsc, isReplaced } of compilers()) {
      const contenders = everyConsumer(consumers).map(({ name, tsconfig }) => ({
        name,
        command: { args: [tsc, '-p', tsconfig, '--extendedDiagnostics'], cwd: join(tsconfig, '..'), isReplaced },
      }));
      const comparison = await runInTurn(`tsc ${version}`, contenders, bench);
      verdicts.push(...verdictsOf(version, consumers, comparison));
      tables.push(tableOf(version, comparison));
    }
    return { verdicts, tables, notes: NOTES };
  },
};

const NOTES: readonly string[] = [
  'The consumers do the same: they call one workflow with typed inputs and read one typed output. Memory, types and instantiations are as the compiler itself ' +
    'tells them (`--extendedDiagnostics`). "Nothing generated" is a consumer that declares the function itself: what the compiler needs to start and for the types of the standard library and of the browser, which all of them load; other global types are left out, as is the default from TypeScript 6 on.',
  'openapi-typescript declares types and makes no functions, so there is nothing in its output but what must be read.',
];

interface Compiler {
  readonly version: string;
  readonly tsc: string;
  readonly isReplaced: boolean;
}

function compilers(): readonly Compiler[] {
  const [ts59, ts7] = [join(require.resolve('ts59/package.json'), '..'), join(repositoryRoot, 'node_modules/typescript')];
  return [
    { version: versionIn(ts59), tsc: join(ts59, 'bin/tsc'), isReplaced: false },
    { version: versionIn(ts7), tsc: join(ts7, 'bin/tsc'), isReplaced: true },
  ];
}

function everyConsumer({ one, barrel, peersWithFunctions, typesOnly, nothingGenerated }: Consumers): readonly Consumer[] {
  return [one, barrel, ...peersWithFunctions, typesOnly, nothingGenerated];
}

function verdictsOf(
  version: string,
  { one, barrel, peersWithFunctions, typesOnly }: Consumers,
  comparison: Comparison,
): readonly Verdict[] {
  const best = bestOf([...peersWithFunctions, typesOnly], comparison);
  const bestWithFunctions = bestOf(peersWithFunctions, comparison);
  const ratio = (own: Consumer, peer: Consumer): Spread => comparison.ratio(own.name, peer.name, 'wallMs');
  return [
    atMost(`tsc ${version}, one of 1,000 from its own file: to the best peer (${best.name})`, 0.7, ratio(one, best)),
    atMost(
      `tsc ${version}, one of 1,000 through the barrel: to the best peer with functions (${bestWithFunctions.name})`,
      0.7,
      ratio(barrel, bestWithFunctions),
    ),
    atMost(`tsc ${version}, one of 1,000 through the barrel: to the best peer (${best.name})`, 0.7, ratio(barrel, best)),
  ];
}

function bestOf([first, ...others]: readonly Consumer[], comparison: Comparison): Consumer {
  if (first === undefined) throw new Error('there is no peer');
  const wallMs = ({ name }: Consumer): number => comparison.median(name, 'wallMs');
  return others.reduce((best, other) => (wallMs(other) < wallMs(best) ? other : best), first);
}

function tableOf(version: string, comparison: Comparison): Table {
  return {
    title: `tsc ${version}`,
    columns: ['', 'wall', 'check time', 'memory', 'files', 'types', 'instantiations'],
    rows: comparison.names.map((name) => {
      const told = (label: string): string => new RegExp(`^${label}:\\s+(\\S+)`, 'm').exec(comparison.stdout(name))?.[1] ?? '–';
      const memory = `${(Number.parseInt(told('Memory used'), 10) / 1000).toFixed(0)} MB`;
      return [
        name,
        milliseconds(comparison.median(name, 'wallMs')),
        told('Check time'),
        memory,
        told('Files'),
        told('Types'),
        told('Instantiations'),
      ];
    }),
  };
}
