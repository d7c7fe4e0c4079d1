import type { Finding, Variable } from '@opus-codegen/schema';
import type { DriftReport, SchemaSides, WorkflowReport } from '../report.ts';

const document: Variable = {
  name: 'invoiceDocument',
  wire: 'workflow_input_we4tej0ly',
  displayName: 'Invoice Document',
  type: 'file',
  accept: ['.pdf', '.png'],
};
const terms: Variable = {
  name: 'paymentTerms',
  wire: 'workflow_input_tr9p0d3aa',
  displayName: 'Payment Terms',
  type: 'str',
  options: ['net30', 'net60'],
};
const quantity: Variable = { name: 'quantity', wire: 'quantity', displayName: 'Quantity', type: 'int' };
const sku: Variable = { name: 'sku', wire: 'sku', displayName: 'SKU', type: 'str' };
const total: Variable = { name: 'total', wire: 'workflow_output_t0tal77x1', displayName: 'Total', type: 'int' };

const before: SchemaSides = {
  inputs: [
    document,
    terms,
    {
      name: 'lines',
      wire: 'workflow_input_l1nes02bb',
      displayName: 'Lines',
      type: 'array',
      element: { type: 'object', fields: [sku, quantity] },
    },
  ],
  outputs: [total],
};
const after: SchemaSides = {
  inputs: [
    document,
    { ...terms, options: ['net30', 'net60', 'net90'] },
    {
      name: 'lines',
      wire: 'workflow_input_l1nes02bb',
      displayName: 'Lines',
      type: 'array',
      element: { type: 'object', fields: [sku, { ...quantity, type: 'str' }] },
    },
    { name: 'poNumber', wire: 'workflow_input_p0nr71x2c', displayName: 'PO Number', type: 'str' },
  ],
  outputs: [total],
};

const added: Finding = {
  rule: 'variable-added-required',
  level: 'breaking',
  side: 'input',
  place: 'inputs.poNumber',
  path: ['inputs', 'poNumber'],
  wire: 'workflow_input_p0nr71x2c',
  message: 'The input "PO Number" (text) is new and required; callers do not send it.',
  hint: 'Regenerate; the compiler then names every call that lacks it. Until it is sent, runs are refused.',
  ask: 'Can the new input "PO Number" be optional until our callers send it?',
  after: 'text',
  fingerprint: 'df1:5c0b9a1f',
};
const changed: Finding = {
  rule: 'type-changed',
  level: 'breaking',
  side: 'input',
  place: 'inputs.lines[].quantity',
  path: ['inputs', 'lines', '[]', 'quantity'],
  wire: 'quantity',
  message: 'The field "Quantity" of the input "Lines" changed its type: whole number became text.',
  hint: 'Regenerate, and change the code that sends it.',
  ask: 'Is it on purpose that the field "Quantity" of the input "Lines" changed from whole number to text?',
  before: 'whole number',
  after: 'text',
  fingerprint: 'df1:81d20c44',
};
const widened: Finding = {
  rule: 'options-widened',
  level: 'info',
  side: 'input',
  place: 'inputs.paymentTerms',
  path: ['inputs', 'paymentTerms'],
  wire: 'workflow_input_tr9p0d3aa',
  message: 'The input "Payment Terms" has new options: "net90".',
  hint: 'Nothing breaks. Regenerate when you want to send them.',
  ask: 'When is the input "Payment Terms" "net90"?',
  before: 'text, one of "net30", "net60"',
  after: 'text, one of "net30", "net60", "net90"',
  fingerprint: 'df1:0e77ab02',
};

const invoice: WorkflowReport = {
  key: 'invoice',
  workflowId: 'B9uGJfZ3CFwOdMKH',
  name: 'Invoice Processing',
  state: 'drifted',
  findings: [widened, changed, added],
  before,
  after,
  callSites: [
    {
      file: 'src/ap/import.ts',
      line: 42,
      column: 3,
      text: 'runInvoiceWorkflow({ … }) lacks poNumber',
      findingFingerprint: added.fingerprint,
    },
    {
      file: 'src/ap/lines.ts',
      line: 17,
      column: 20,
      text: 'quantity: a number is not assignable to string',
      findingFingerprint: changed.fingerprint,
    },
  ],
};

const nightlyReport: WorkflowReport = {
  key: 'nightlyReport',
  workflowId: '7b7b7b7b-0000-4000-8000-00000000000c',
  name: 'Nightly Report',
  state: 'verified',
  findings: [],
};

const vendorCheck: WorkflowReport = {
  key: 'vendorCheck',
  workflowId: '6aXxi5KzhPxyKJmx',
  name: 'Vendor Check',
  state: 'unverified',
  reason: {
    code: 'OPUS3006',
    message: 'The service answered 503 three times.',
    hint: 'Run again later. Nothing was changed for the workflows not read.',
    exitCode: 30,
  },
  findings: [],
};

/** The lockfile as the example's workflows were locked; only what look-ups need. */
function lockfileOf(workflows: readonly WorkflowReport[]): string {
  const entries = workflows.map(({ key, workflowId, name, before: locked }) => [
    key,
    { workflowId, name, description: '', inputs: locked?.inputs ?? [], outputs: locked?.outputs ?? [], removed: [] },
  ]);
  return `${JSON.stringify({ lockfileVersion: 1, workflows: Object.fromEntries(entries) }, undefined, 2)}\n`;
}

/** A report on these workflows. */
export function reportOn(workflows: readonly WorkflowReport[], changes: Partial<DriftReport> = {}): DriftReport {
  return {
    tool: { name: 'opus-codegen', version: '0.1.0' },
    lockfilePath: 'opus.lock.json',
    lockfileText: lockfileOf(workflows),
    workflows,
    ...changes,
  };
}

/** What a report is most of the time: one workflow breaks, one is as it was, of one nothing is known. */
export const exampleReport: DriftReport = reportOn([invoice, nightlyReport, vendorCheck]);

export const examples: Readonly<Record<'invoice' | 'nightlyReport' | 'vendorCheck', WorkflowReport>> = {
  invoice,
  nightlyReport,
  vendorCheck,
};
