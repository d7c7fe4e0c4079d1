import { expect, test } from 'vitest';
import { createImpactProject, TSCONFIG, variable, workflow } from './testing/impact-project.ts';

const invoiceFile = variable('invoiceDocument', { type: 'file', accept: ['.pdf', '.png'] } as const);
const currency = variable('currency', { type: 'str', options: ['EUR', 'USD'] } as const);
const note = variable('note', { type: 'str', nullable: true } as const);
const total = variable('total', { type: 'float' } as const);
const summary = variable('summary', { type: 'str' } as const);
const poNumber = variable('poNumber', { type: 'str' } as const);

const before = { invoice: workflow('invoice', [invoiceFile, currency, note], [summary, total]) };

test('a literal that lacks a new required input', async () => {
  using project = await createImpactProject({
    workflows: before,
    files: {
      'tsconfig.json': TSCONFIG,
      'src/ap/import.ts': `import { file } from '@opus-codegen/runtime';
import { runInvoiceWorkflow } from '../opus/invoice.ts';

export async function load(): Promise<string | undefined> {
  const result = await runInvoiceWorkflow({ invoiceDocument: file('./a.pdf'), currency: 'EUR' });
  return result.outputs.summary;
}
`,
      'src/broken.ts': `export const count: number = 'many';\n`,
    },
  });
  console.time('x');
  const result = await project.impactOf({ invoice: workflow('invoice', [invoiceFile, currency, note, poNumber], [summary, total]) });
  console.timeEnd('x');
  console.log(JSON.stringify(result, null, 1));
  expect(result.callSites).toHaveLength(1);
});
