import { compareWorkflows, type Variable } from '@opus-codegen/schema';
import { type LockedWorkflow, printLockfile } from '@opus-codegen/schema/lockfile';
import { expect, test } from 'vitest';
import { jsonReport, REPORT_FORMATS, renderReport } from './render-report.ts';
import { reportOn } from './testing/example-report.ts';

const kept: Variable = {
  name: 'invoiceDocument',
  wire: 'workflow_input_1',
  displayName: 'Invoice Document',
  type: 'file',
  accept: ['.pdf', '.png'],
};
const moved: Variable = { name: 'threshold', wire: 'workflow_input_2', id: 'th', displayName: 'Threshold', type: 'float', nullable: true };
const sku: Variable = { name: 'sku', wire: 'sku', type: 'str' };
const price: Variable = { name: 'price', wire: 'price', type: 'float' };
const lines: Variable = {
  name: 'lines',
  wire: 'workflow_input_3',
  type: 'array',
  element: { type: 'object', fields: [sku, price] },
};
const gone: Variable = { name: 'notes', wire: 'workflow_input_4', type: 'str' };
const total: Variable = { name: 'total', wire: 'workflow_output_1', type: 'int' };

const locked: LockedWorkflow = {
  workflowId: 'B9uGJfZ3CFwOdMKH',
  name: 'Invoice Processing',
  description: 'Reads an invoice.',
  generation: 'v1',
  fingerprint: { inputs: 'fp1:a', outputs: 'fp1:b' },
  inputs: [kept, moved, lines, gone],
  outputs: [total],
  removed: [],
};
const live = {
  name: 'Invoices',
  inputs: [
    { ...kept, accept: ['.pdf'] },
    { ...moved, name: 'workflow_input_9', wire: 'workflow_input_9' },
    { ...lines, element: { type: 'object', fields: [{ ...sku, type: 'int' }, price] } },
    { name: 'poNumber', wire: 'workflow_input_5', type: 'str' },
  ],
  outputs: [{ ...total, nullable: true }],
} as const;

const lockfileText = printLockfile({ lockfileVersion: 1, workflows: { invoice: locked } });
const report = reportOn(
  [
    {
      key: 'invoice',
      workflowId: locked.workflowId,
      name: locked.name,
      state: 'drifted',
      findings: compareWorkflows(locked, live, { workflow: 'invoice' }),
      before: locked,
      after: live,
    },
  ],
  { lockfileText },
);

test('what the real comparison finds points at its own lines of the lockfile that generate writes', () => {
  const textAt = new Map(lockfileText.split('\n').map((text, index) => [index + 1, text.trim()]));
  expect(jsonReport(report).workflows[0]?.findings.map(({ place, rule, position }) => [place, rule, textAt.get(position.line)])).toEqual([
    ['invoice.inputs.invoiceDocument', 'accept-narrowed', '"name": "invoiceDocument",'],
    ['invoice.inputs.lines[].sku', 'type-changed', '"name": "sku",'],
    ['invoice.inputs.notes', 'variable-removed', '"name": "notes",'],
    ['invoice.inputs.poNumber', 'variable-added-required', '"inputs": ['],
    ['invoice.outputs.total', 'became-optional', '"name": "total",'],
    ['invoice.inputs.threshold', 'variable-moved', '"name": "threshold",'],
    ['invoice', 'workflow-renamed', '"name": "Invoice Processing",'],
  ]);
});

test('of a schema, json prints inputs and outputs and no more', () => {
  expect(jsonReport(report).workflows[0]?.before).toEqual({ inputs: locked.inputs, outputs: locked.outputs });
});

test.each(REPORT_FORMATS)('%s tells every finding of the real comparison', (format) => {
  const printed = renderReport(format, report);
  for (const rule of [
    'accept-narrowed',
    'type-changed',
    'variable-removed',
    'variable-added-required',
    'became-optional',
    'variable-moved',
    'workflow-renamed',
  ]) {
    expect(printed).toContain(rule);
  }
});
