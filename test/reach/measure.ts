/** What users' bundles carry, in bytes after minifying and gzip. `node test/reach/measure.ts` writes the figures down anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { workflowKeys } from '../workflows/workflows.ts';
import { bundleWhole, weigh, weighModules } from './bundle.ts';
import { PROGRAM, runInPieces } from './plain-run.ts';

export interface Sizes {
  /** What a program carries that imports generated code. */
  readonly importGzipBytes: number;
  /** What it has loaded once a run of plain values has succeeded, as was seen: the import, and everything that sends requests, ky included. */
  readonly plainRunGzipBytes: number;
  /** Of it, ky alone. */
  readonly kyGzipBytes: number;
  /** What each of these loads beyond a plain run, when it first happens. */
  readonly besidesGzipBytes: {
    /** A failure, a look at a job, results of another shape. */
    readonly aside: number;
    /** An input that is not plain: a file, a day in a format of its own, a choice between types, a mistake. */
    readonly values: number;
    /** A live schema that is another than the generated one. */
    readonly drift: number;
    /** `map`. */
    readonly map: number;
  };
  /** All of it in its chunks, and what stands in for local files at the edge. */
  readonly totalGzipBytes: number;
  /** All of it in one file, as an edge worker is deployed. */
  readonly oneFileGzipBytes: number;
  /** What each generated workflow adds to the first. */
  readonly workflowGzipBytes: Readonly<Record<string, number>>;
}

export const sizesFile: string = join(import.meta.dirname, 'sizes.json');

const ENGINE = 'runtime/src/engine.ts';

export async function measureSizes(): Promise<Sizes> {
  const { eagerGzipBytes, totalGzipBytes } = await weigh(PROGRAM);
  const { program } = await runInPieces();
  const ky = await weigh(`export { default } from '../../runtime/node_modules/ky';`);
  const whole = await bundleWhole(PROGRAM, 'edge');
  const runtime = `export { defineWorkflow } from '@opus-codegen/runtime/codegen-v1';`;
  const none = await weigh(runtime);
  const workflows = workflowKeys.map(async (key): Promise<[string, number]> => {
    const file = key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const added = await weigh(`${runtime} export * from '../../generated/${file}.ts';`);
    return [key, added.eagerGzipBytes - none.eagerGzipBytes];
  });
  return {
    importGzipBytes: eagerGzipBytes,
    plainRunGzipBytes: await weighModules(PROGRAM, program.loadedModules()),
    kyGzipBytes: ky.eagerGzipBytes,
    besidesGzipBytes: {
      aside: await beyond('runtime/src/aside.ts'),
      values: await beyond('runtime/src/values.ts'),
      drift: await beyond('guard/drift.ts'),
      map: await beyond('map/map.ts'),
    },
    totalGzipBytes,
    oneFileGzipBytes: gzipSync(whole.code, { level: 9 }).byteLength,
    workflowGzipBytes: Object.fromEntries(await Promise.all(workflows)),
  };
}

/** What a step loads beyond a plain run. */
async function beyond(step: string): Promise<number> {
  return (await weigh(PROGRAM, [ENGINE, step])).lazyGzipBytes[step] ?? 0;
}

export function readSizes(): Sizes {
  return JSON.parse(readFileSync(sizesFile, 'utf8')) as Sizes; // written below
}

if (import.meta.main) {
  const sizes = await measureSizes();
  writeFileSync(sizesFile, `${JSON.stringify(sizes, undefined, 2)}\n`);
  console.log(sizes);
}
