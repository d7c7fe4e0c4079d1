/** What users' bundles carry is held in sizes.json, so that growth shows in review. */
import { expect, test } from 'vitest';
import { weigh } from './bundle.ts';
import { measureSizes, readSizes, type Sizes } from './measure.ts';

/** Another version of zlib may differ by a few bytes a chunk. */
const TOLERANCE_BYTES = 48;
const UPDATE = 'When that is meant, run `node test/reach/measure.ts` and commit test/reach/sizes.json with the change.';

const measured = measureSizes();

const PARTS = ['importGzipBytes', 'plainRunGzipBytes', 'totalGzipBytes', 'oneFileGzipBytes'] as const;
const BESIDES = ['aside', 'values', 'drift', 'map'] as const;

const figures: readonly [name: string, of: (sizes: Sizes) => number][] = [
  ...PARTS.map((part): [string, (sizes: Sizes) => number] => [part, (sizes) => sizes[part]]),
  ...BESIDES.map((part): [string, (sizes: Sizes) => number] => [`besidesGzipBytes.${part}`, (sizes) => sizes.besidesGzipBytes[part]]),
];

test.each(figures)('%s is what sizes.json says', async (name, of) => {
  const sizeBytes = of(await measured);
  const written = of(readSizes());

  expect(
    Math.abs(sizeBytes - written),
    `The runtime's ${name} is ${sizeBytes} (minified), and test/reach/sizes.json says ${written}. ${UPDATE}`,
  ).toBeLessThanOrEqual(TOLERANCE_BYTES);
});

test('a run of plain values costs 20 kB with ky: the import, and all that the run was seen to load', async () => {
  const { plainRunGzipBytes, importGzipBytes, kyGzipBytes } = await measured;

  expect(plainRunGzipBytes).toBeLessThanOrEqual(20_000);
  // The run was seen to load ky, and the import does not carry it.
  expect(plainRunGzipBytes - importGzipBytes).toBeGreaterThan(kyGzipBytes);
  expect(importGzipBytes).toBeLessThan(5_000);
});

test('each workflow adds what sizes.json says, and less than a kilobyte', async () => {
  const { workflowGzipBytes } = await measured;
  const written = readSizes().workflowGzipBytes;

  expect(Object.keys(workflowGzipBytes)).toEqual(Object.keys(written));
  for (const [key, sizeBytes] of Object.entries(workflowGzipBytes)) {
    expect(sizeBytes, `${key} adds ${sizeBytes} bytes (min+gzip).`).toBeLessThanOrEqual(1_024);
    expect(
      Math.abs(sizeBytes - (written[key] ?? 0)),
      `${key} adds ${sizeBytes} bytes (min+gzip), and test/reach/sizes.json says ${written[key]}. ${UPDATE}`,
    ).toBeLessThanOrEqual(TOLERANCE_BYTES);
  }
});

test('a workflow that is imported and not used costs nothing', async () => {
  const source = `import { runInvoiceWorkflow, invoiceWorkflow } from '../../generated/invoice.ts'; export const used = 1;`;

  const { code, eagerGzipBytes, totalGzipBytes } = await weigh(source);

  expect(code).toBe('const e=1;export{e as used};');
  expect(totalGzipBytes).toBe(eagerGzipBytes);
});

test('one workflow taken from the index brings no other', async () => {
  const [own, index] = await Promise.all(
    ['invoice', 'index'].map((file) => weigh(`export { runInvoiceWorkflow } from '../../generated/${file}.ts';`)),
  );

  expect(index).toEqual(own);
  expect(index?.code).not.toContain('supplier');
});
