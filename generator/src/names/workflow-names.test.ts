import { describe, expect, test } from 'vitest';
import { findNameClashes, workflowNames } from './workflow-names.ts';

test('a key names the file, the handle, both functions and both types', () => {
  expect(workflowNames('vendorCheck')).toEqual({
    module: 'vendor-check',
    workflow: 'vendorCheckWorkflow',
    run: 'runVendorCheckWorkflow',
    start: 'startVendorCheckWorkflow',
    input: 'VendorCheckInput',
    outputs: 'VendorCheckOutputs',
  });
});

test.each([
  ['invoice', 'invoice'],
  ['IBANCheck', 'iban-check'],
  ['rechnungPrüfen', 'rechnung-prufen'],
  ['发票', 'fa-piao'],
  ['index', 'index-workflow'],
  ['con', 'con-workflow'],
  ['com1', 'com1-workflow'],
  // ASCII has nothing for it.
  ['א', 'workflow'],
  ['longWord'.repeat(40), `long${'-wordlong'.repeat(12)}`],
  ['x'.repeat(300), 'x'.repeat(120)],
  ['票'.repeat(60), `piao${'-piao'.repeat(23)}`],
])('the key %s gives the file %s.ts', (key, module) => {
  expect(workflowNames(key).module).toBe(module);
});

test('a key that begins with a digit after its underscore gives identifiers all the same', () => {
  expect(workflowNames('_2ndLook')).toEqual({
    module: '2nd-look',
    workflow: '_2ndLookWorkflow',
    run: 'run2ndLookWorkflow',
    start: 'start2ndLookWorkflow',
    input: '_2ndLookInput',
    outputs: '_2ndLookOutputs',
  });
});

test('a key without a letter is refused', () => {
  expect(() => workflowNames('_')).toThrow(RangeError);
});

describe('clashes', () => {
  test('keys that can live together give none', () => {
    expect(findNameClashes(['invoice', 'vendorCheck', 'vendorcheck'])).toEqual([]);
  });

  test.each([
    [['invoice', 'Invoice'], 'runInvoiceWorkflow'],
    [['vendorCheck', 'vendor_check'], 'runVendorCheckWorkflow'],
    // The handle of the one is the function of the other.
    [['a', 'runA'], 'runAWorkflow'],
    // Only the file is the same, whose name is transliterated.
    [['prüfen', 'prufen'], 'prufen.ts'],
    [['א', 'ע'], 'workflow.ts'],
  ])('%j is told once', (keys, name) => {
    expect(findNameClashes(keys)).toEqual([{ name, keys }]);
  });
});
