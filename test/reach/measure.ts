/** What users' bundles carry, in bytes after minifying and gzip. `node test/reach/measure.ts` writes the figures down anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workflowKeys } from '../workflows/workflows.ts';
import { weigh } from './bundle.ts';

export interface Sizes {
  /** What a module carries that imports generated code. */
  readonly importGzipBytes: number;
  /** What the first run loads besides: everything that sends requests, ky included. */
  readonly firstRunGzipBytes: number;
  /** Of it, ky alone. */
  readonly kyGzipBytes: number;
  /** What a run loads whose live schema is another than the generated one. */
  readonly driftGzipBytes: number;
  /** What the first `map` loads besides a run. */
  readonly mapGzipBytes: number;
  /** All of it, and what stands in for local files at the edge. */
  readonly totalGzipBytes: number;
  /** What each generated workflow adds to the first. */
  readonly workflowGzipBytes: Readonly<Record<string, number>>;
}

export const sizesFile: string = join(import.meta.dirname, 'sizes.json');

export async function measureSizes(): Promise<Sizes> {
  const runtime = `export { defineWorkflow } from '@opus-codegen/runtime/codegen-v1';`;
  const steps = ['runtime/src/engine.ts', 'guard/drift.ts', 'map/map.ts'] as const;
  const { eagerGzipBytes, lazyGzipBytes, totalGzipBytes } = await weigh(runtime, steps);
  const [firstRunGzipBytes = 0, driftGzipBytes = 0, mapGzipBytes = 0] = steps.map((step) => lazyGzipBytes[step]);
  const workflows = workflowKeys.map(async (key): Promise<[string, number]> => {
    const file = key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const added = await weigh(`${runtime} export * from '../../generated/${file}.ts';`);
    return [key, added.eagerGzipBytes - eagerGzipBytes];
  });
  const ky = await weigh(`export { default } from '../../runtime/node_modules/ky';`);
  return {
    importGzipBytes: eagerGzipBytes,
    firstRunGzipBytes,
    kyGzipBytes: ky.eagerGzipBytes,
    driftGzipBytes,
    mapGzipBytes,
    totalGzipBytes,
    workflowGzipBytes: Object.fromEntries(await Promise.all(workflows)),
  };
}

export function readSizes(): Sizes {
  return JSON.parse(readFileSync(sizesFile, 'utf8')) as Sizes; // written below
}

if (import.meta.main) {
  const sizes = await measureSizes();
  writeFileSync(sizesFile, `${JSON.stringify(sizes, undefined, 2)}\n`);
  console.log(sizes);
}
