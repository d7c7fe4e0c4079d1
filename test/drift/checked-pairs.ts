import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalOperator } from '@opus-codegen/local-operator';
import type { Lockfile } from '@opus-codegen/schema/lockfile';
import { workflowNames } from '../../generator/src/names/workflow-names.ts';
import { asAnswered, type Generation } from './canvas.ts';
import { opusCodegen, type Ended } from './in-process.ts';
import type { Pair } from './pair.ts';

/** A pair as one generation described it before the change, and one after it. */
export interface Case {
  readonly key: string;
  readonly pair: Pair;
  readonly from: Generation;
  readonly to: Generation;
}

/** A case that went through the real command line: `generate`, the change, `check`, `generate`. */
export interface CheckedCase extends Case {
  /** `level rule place`, as `check --format json` lists them. */
  readonly findings: readonly string[];
  readonly locked: Lockfile['workflows'][string];
  /** The generated file, before and, for those that are regenerated, after. */
  readonly bindings: { readonly before: string; readonly after?: string };
  /** What the service answers after the change; absent when the workflow is gone. */
  readonly live?: unknown;
}

const ROADS: readonly (readonly [from: Generation, to: Generation])[] = [
  ['v1', 'v1'],
  ['v2', 'v2'],
  // The platform went over meanwhile.
  ['v1', 'v2'],
];

/** Every pair in each generation that can say it, and across. */
export function casesOf(pairs: readonly Pair[]): readonly Case[] {
  return pairs.flatMap((pair, index) =>
    ROADS.filter((road) => road.every((generation) => pair.only === undefined || generation === pair.only)).map(([from, to]) => ({
      key: `pair${index}${from}${to}`,
      pair,
      from,
      to,
    })),
  );
}

/** Types do not depend on the generation: one case a pair is generated anew, for the compiler. */
export function isRegenerated({ from, to, pair }: Case): boolean {
  return pair.after !== 'gone' && from === to && from === (pair.only ?? 'v1');
}

/** All cases as the workflows of one project: what is true of each must be so beside all the others. */
export async function checkCases(cases: readonly Case[]): Promise<readonly CheckedCase[]> {
  await using operator = await startLocalOperator({
    workflows: cases.map(({ key, pair, from }) => ({ id: idOf(key), schema: asAnswered(from, pair.before, idOf(key)) })),
    maxRecordedRequests: 0,
    recordBodies: false,
  });
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'opus-pairs-'));
  try {
    const workflows = Object.fromEntries(
      cases.map(({ key, pair }) => [key, { id: idOf(key), ...(pair.pin === undefined ? {} : { version: pair.pin }) }]),
    );
    writeFileSync(join(folder, 'opus.config.json'), JSON.stringify({ output: './opus', barrel: false, concurrency: 32, workflows }));
    const cli = (...argv: readonly string[]): Promise<Ended> =>
      opusCodegen(folder, argv, { OPUS_BASE_URL: operator.baseUrl, OPUS_SERVICE_KEY: operator.serviceKey });
    const bindingOf = (key: string): string => readFileSync(join(folder, 'opus', `${workflowNames(key).module}.ts`), 'utf8');

    const generated = await cli('generate');
    if (generated.exitCode !== 0) throw new Error(generated.stdout + generated.stderr);
    const { workflows: locked } = JSON.parse(readFileSync(join(folder, 'opus.lock.json'), 'utf8')) as Lockfile; // written a moment ago
    const before = new Map(cases.map(({ key }) => [key, bindingOf(key)]));
    const live = new Map<string, unknown>();
    for (const { key, pair, to } of cases) {
      if (pair.after === 'gone') operator.removeWorkflow(idOf(key));
      else live.set(key, asAnswered(to, pair.after, idOf(key)));
    }
    for (const [key, schema] of live) operator.putWorkflow({ id: idOf(key), schema });

    const findings = findingsIn(await cli('check', '--format', 'json'));
    const regenerated = new Set(cases.filter(isRegenerated).map(({ key }) => key));
    await cli('generate', '--filter', [...regenerated].join());
    return cases.map((one) => {
      const { key } = one;
      const entry = locked[key];
      if (entry === undefined) throw new Error(`${key} is not in the lockfile`);
      return {
        ...one,
        locked: entry,
        findings: findings.get(key) ?? ['not checked'],
        bindings: { before: before.get(key) ?? '', ...(regenerated.has(key) ? { after: bindingOf(key) } : {}) },
        ...(live.has(key) ? { live: live.get(key) } : {}),
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An id of either generation's form would do: nobody goes by it. */
function idOf(key: string): string {
  return `Id${key}`;
}

interface CheckDocument {
  readonly projects: readonly {
    readonly live: {
      readonly summary: { readonly unverified: number };
      readonly workflows: readonly {
        readonly key: string;
        readonly findings: readonly { readonly level: string; readonly rule: string; readonly place: string }[];
      }[];
    };
  }[];
}

function findingsIn({ stdout }: Ended): ReadonlyMap<string, readonly string[]> {
  const { projects } = JSON.parse(stdout) as CheckDocument; // the tool's own documented shape
  const reports = projects.map(({ live }) => live);
  if (reports.some(({ summary }) => summary.unverified > 0)) throw new Error(`not all verified: ${stdout.slice(0, 2_000)}`);
  return new Map(
    reports
      .flatMap(({ workflows }) => workflows)
      .map(({ key, findings }) => [
        key,
        findings.map(({ level, rule, place }) => `${level} ${rule} ${place === key ? 'workflow' : place.slice(`${key}.`.length)}`),
      ]),
  );
}
