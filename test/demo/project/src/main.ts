import { file, JobFailedError } from '@opus-codegen/runtime';
import { bookMarch } from './book-march.ts';
import { runNightlyReportWorkflow, runSamplerWorkflow, runSupplierOnboardingWorkflow } from './opus/index.ts';

const total = await bookMarch();
console.log(`total  ${total.toFixed(2)}  (a number, not text)`);

const sampler = await runSamplerWorkflow({
  textInput: 'hello',
  numberInput: 1.5,
  boolInput: true,
  dateInput: new Date(Date.UTC(2026, 2, 31)),
  fileInputSingle: file('./files/stamp.png'),
  listInput: ['a', 2, false],
  fileInputMultiple: [file('./files/ledger.csv'), file('./files/march.pdf')],
  objectInput: { any: { thing: null } },
});
console.log(`job ${sampler.jobExecutionId}  three files up, pages back: ${sampler.outputs.pages?.length ?? 0}`);

const report = await runNightlyReportWorkflow();
console.log(`job ${report.jobExecutionId}  ${report.outputs.rowCount ?? 0} rows in ${report.outputs.report ?? 'no file'}`);

try {
  await runSupplierOnboardingWorkflow({
    tradeLicenceCopy: file('./files/stamp.png'),
    supplierContact: { emailAddress: 'desk@example.com', address: { city: 'Springfield', addressKind: 'Branch' } },
    riskLevel: 'Low',
    returningSupplier: false,
    validFrom: '2026-04-01',
    lineItems: [{ sku: 'AB-1', quantity: 2, unit: 'box', neededBy: '2026-04-15' }],
  });
} catch (error) {
  if (!(error instanceof JobFailedError)) throw error;
  console.log(`job ${error.jobExecutionId}  ${error.code}: ${error.message}`);
  for (const entry of error.audit?.entries ?? []) console.log(`  audit  ${entry.actor}: ${entry.action}`);
}
