import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImpactResult } from './find-impact.ts';
import { before, inputsBefore, ledger, list, module, sku, total } from './testing/example-workflows.ts';
import { createImpactProject, told, TSCONFIG, workflow, type ImpactProject } from './testing/impact-project.ts';

describe('outputs that change', () => {
  let project: ImpactProject;
  let result: ImpactResult;

  beforeAll(async () => {
    project = await createImpactProject({
      workflows: before,
      files: {
        'tsconfig.json': TSCONFIG,
        'src/read-later.ts': module(
          'export async function read(input: InvoiceInput) {',
          '  const result = await runInvoiceWorkflow(input);',
          '  const outputs = result.outputs;',
          '  console.log(outputs);',
          '  return outputs.summary?.length;',
          '}',
        ),
        'src/taken-apart.ts': module(
          'export const read = async (input: InvoiceInput) => {',
          '  const { outputs: { summary, total } } = await runInvoiceWorkflow(input);',
          '  return [summary, total];',
          '};',
        ),
        'src/typed.ts': module(
          'export function double(outputs: InvoiceOutputs): number {',
          '  const amount = outputs.total ?? 0;',
          '  return amount;',
          '}',
        ),
        'src/helper.ts': module(
          'export function amountOf(outputs: InvoiceOutputs) {',
          '  const amount = outputs.total ?? 0;',
          '  return amount;',
          '}',
        ),
        'src/uses-helper.ts': `import { amountOf } from './helper.ts';
import type { InvoiceOutputs } from './opus/invoice.ts';
const format = (outputs: InvoiceOutputs) => amountOf(outputs).toFixed(2);
export { format };
`,
        'src/rows.ts': module('export const quantities = (outputs: InvoiceOutputs) => (outputs.rows ?? []).map((row) => row.quantity);'),
        'src/passed-on.ts': module(
          `import { runLedgerWorkflow } from './opus/index.ts';`,
          `export const book = (outputs: InvoiceOutputs) => runLedgerWorkflow({ entry: String(outputs.summary) });`,
        ),
        'src/entry.ts': module(
          `import { runLedgerWorkflow } from './opus/index.ts';`,
          `export const book = () => runLedgerWorkflow({ entry: 'a' });`,
        ),
        'src/keys.ts': module(`export const key: keyof InvoiceOutputs = 'summary';`),
      },
    });
    result = await project.impactOf({
      ...before,
      invoice: workflow('invoice', inputsBefore, [total('str'), list('rows', sku)]),
      ledger: ledger('float'),
    });
  }, 60_000);
  afterAll(() => project[Symbol.dispose]());

  test.each([
    ['read lines later', 'src/read-later.ts', [[8, 'outputs.summary is gone', 'variable-removed']]],
    ['taken apart', 'src/taken-apart.ts', [[5, 'summary is gone', 'variable-removed']]],
    ['of another type', 'src/typed.ts', [[6, 'amount depends on total, whose type changed', 'type-changed']]],
    [
      'of another type, through a function in another file',
      'src/uses-helper.ts',
      [[3, 'amountOf(outputs).toFixed reads total, whose type changed', 'type-changed']],
    ],
    ['a field of the elements of a list', 'src/rows.ts', [[4, 'row.quantity is gone', 'field-removed']]],
    ['named as a key', 'src/keys.ts', [[4, 'const key: keyof InvoiceOutputs depends on summary, which is gone', 'variable-removed']]],
  ])('an output %s', (_, file, expected) => {
    expect(told(result, file)).toEqual(expected);
  });

  test('where one workflow feeds another and both change, each error is joined to its own', () => {
    expect(
      result.callSites
        .filter(({ file }) => file === 'src/passed-on.ts')
        .map(({ workflowKey, summary: said, rule }) => [workflowKey, said, rule]),
    ).toEqual([
      ['ledger', 'runLedgerWorkflow({ … }) sends entry, whose type changed', 'type-changed'],
      ['invoice', 'outputs.summary is gone', 'variable-removed'],
    ]);
    expect(told(result, 'src/entry.ts')).toEqual([[5, 'runLedgerWorkflow({ … }) sends entry, whose type changed', 'type-changed']]);
  });

  test('nothing else is told', () => {
    expect(new Set(result.callSites.map(({ file }) => file)).size).toBe(8);
    expect(result.unrelatedErrorCount).toBe(0);
  });
});
