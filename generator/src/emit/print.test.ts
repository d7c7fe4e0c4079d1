import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { expect, test } from 'vitest';
import { workflowNames } from '../names/workflow-names.ts';
import { createPrinter } from './print.ts';
import { workflowFile } from './workflow-file.ts';

const workflow: LockedWorkflow = {
  workflowId: 'B9uGJfZ3CFwOdMKH',
  name: 'Invoice',
  description: '',
  generation: 'v1',
  fingerprint: { inputs: '', outputs: '' },
  inputs: Array.from({ length: 10 }, (_, index) => ({ name: `amount${index}x`, wire: `w${index}`, displayName: 'Amount', type: 'float' })),
  outputs: [],
  removed: [],
};

// Adding nodes one by one is quadratic: minutes for this many.
test('five hundred files are printed in seconds', () => {
  const print = createPrinter();
  const startedAtMs = performance.now();
  const texts = Array.from({ length: 500 }, () => print(workflowFile('invoice', workflow, workflowNames('invoice'))));
  expect(performance.now() - startedAtMs).toBeLessThan(20_000);
  expect(new Set(texts).size).toBe(1);
});
