import type { Variable } from '@opus-codegen/schema';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { variable, workflow, type Workflows } from './impact-project.ts';

/** Three workflows as they were before something changed, and the variables to change them with. */

export const invoiceDocument: Variable = variable('invoiceDocument', { type: 'file', accept: ['.pdf', '.png'] });
export const threshold: Variable = variable('threshold', { type: 'float', nullable: true });
export const sku: Variable = variable('sku', { type: 'str' });
export const quantity: Variable = variable('quantity', { type: 'int' });
export const taxCode: Variable = variable('taxCode', { type: 'str' });
export const poNumber: Variable = variable('poNumber', { type: 'str' });
export const costCentre: Variable = variable('costCentre', { type: 'str' });
export const summary: Variable = variable('summary', { type: 'str' });

export function currency(...options: readonly string[]): Variable {
  return variable('currency', { type: 'str', options });
}

export function attachment(type: 'str' | 'file'): Variable {
  return variable('attachment', { type, nullable: true });
}

export function total(type: 'float' | 'str'): Variable {
  return variable('total', { type });
}

/** A list of objects. */
export function lines(...fields: readonly Variable[]): Variable {
  return { ...list('lines', ...fields), nullable: true };
}

/** A list of objects that must be given. */
export function list(name: string, ...fields: readonly Variable[]): Variable {
  return variable(name, { type: 'array', element: { type: 'object', fields } });
}

export function stamp(displayName: string): LockedWorkflow {
  return workflow('stamp', [variable('label', { type: 'str', displayName })], [variable('stamped', { type: 'str', displayName })]);
}

export function ledger(type: 'str' | 'float'): LockedWorkflow {
  return workflow('ledger', [variable('entry', { type })], [variable('booked', { type: 'bool' })]);
}

export const inputsBefore: readonly Variable[] = [
  invoiceDocument,
  currency('EUR', 'USD', 'CHF'),
  threshold,
  attachment('str'),
  lines(sku, quantity),
];
export const outputsBefore: readonly Variable[] = [summary, total('float'), list('rows', sku, quantity)];

export const before: Workflows & { readonly invoice: LockedWorkflow; readonly ledger: LockedWorkflow; readonly stamp: LockedWorkflow } = {
  invoice: workflow('invoice', inputsBefore, outputsBefore),
  ledger: ledger('str'),
  stamp: stamp('Label'),
};

/** `invoice` and what every file uses of it, so that the lines below are about what they break. */
const HEAD = `import { file } from '@opus-codegen/runtime';
import { invoiceWorkflow, runInvoiceWorkflow, type InvoiceInput, type InvoiceOutputs } from './opus/invoice.ts';
declare const invoiceDocument: InvoiceInput['invoiceDocument'];
`;

/** A module whose own lines begin with the fourth. */
export function module(...own: readonly string[]): string {
  return `${HEAD}${own.join('\n')}
export { file, invoiceDocument, invoiceWorkflow, runInvoiceWorkflow };
export type { InvoiceInput, InvoiceOutputs };
`;
}
