import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyProblem, proposeKey } from './propose-key.ts';
import { isWorkflowKey } from '../config/workflow-keys.ts';
import { propertyRuns } from '../testing/property-runs.ts';

describe('a key is proposed', () => {
  test.each([
    ['Invoice Processing', 'B9uGJfZ3CFwOdMKH', [], 'invoiceProcessing'],
    ['Expense claim (copy 2)', 'Xp3n', [], 'expenseClaimCopy2'],
    ['Rechnungsprüfung', 'Xp3n', [], 'rechnungsprüfung'],
    ['2nd review', 'Xp3n', [], '_2ndReview'],
    ['Invoice Processing', 'B9uGJfZ3CFwOdMKH', ['invoiceProcessing'], 'invoiceProcessing_B9uGJfZ3'],
    // Another spelling would give the same functions.
    ['Invoice Processing', 'B9uGJfZ3CFwOdMKH', ['InvoiceProcessing'], 'invoiceProcessing_B9uGJfZ3'],
    ['', 'B9uGJfZ3CFwOdMKH', [], 'workflow_B9uGJfZ3'],
    ['***', '5a5a5a5a-0000-4000-8000-00000000000a', [], 'workflow_5a5a5a5a'],
    ['', '5a5a5a5a-0000-4000-8000-00000000000b', ['workflow_5a5a5a5a'], 'workflow_5a5a5a5a_0000_4000_8000_00000000000b'],
  ])('%j (%s), where there are %j: %s', (name, workflowId, taken, key) => {
    expect(proposeKey({ name, workflowId, taken })).toBe(key);
  });

  test('that can be used, whatever the service calls the workflow', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(isWorkflowKey(proposeKey({ name, workflowId: 'B9uGJfZ3CFwOdMKH', taken: [] }))).toBe(true);
      }),
      propertyRuns,
    );
  });
});

test.each([
  ['invoice', [], undefined],
  ['invoice', ['invoice'], '"invoice" is taken'],
  ['Invoice', ['invoice'], '"invoice" and "Invoice" would both give runInvoiceWorkflow'],
  ['my-flow', [], '"my-flow" is no identifier; myFlow would be one'],
  ['', [], '"" is no identifier'],
  ['__proto__', [], '"__proto__" is no identifier; proto would be one'],
])('key %j, where there are %j: %s', (key, taken, problem) => {
  expect(keyProblem(key, taken)).toBe(problem);
});
