/** What users' bundles carry, in bytes after minifying and gzip. `node test/reach/measure.ts` writes the figures down anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workflowKeys } from '../workflows/workflows.ts';
import { weigh } from './bundle.ts';

export interface Sizes {
  /** What a module carries that imports generated code. */
  readonly eagerGzipBytes: number;
  /** What the first run loads besides: everything that sends requests, ky included. */
  readonly lazyGzipBytes: number;
  /** Of it, ky alone. */
  readonly kyGzipBytes: number;
  /** What each generated workflow adds to the first. */
  readonly workflowGzipBytes: Readonly<Record<string, number>>;
}

export const sizesFile: string = join(import.meta.dirname, 'sizes.json');

export async function measureSizes(): Promise<Sizes> {
  const runtime = `export { defineWorkflow } from '@opus-codegen/runtime/codegen-v1';`;
  const { eagerGzipBytes, lazyGzipBytes } = await weigh(runtime);
  const workflows = workflowKeys.map(async (key): Promise<[string, number]> => {
    const file = key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const added = await weigh(`${runtime} export * from '../../generated/${file}.ts';`);
    return [key, added.eagerGzipBytes - eagerGzipBytes];
  });
  const ky = await weigh(`export { default } from '../../runtime/node_modules/ky';`);
  return {
    eagerGzipBytes,
    lazyGzipBytes,
    kyGzipBytes: ky.eagerGzipBytes,
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
